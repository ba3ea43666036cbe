import { protocolProbes, refusal } from '../protocol-probes.ts';
import type { Probe, ProbeContext, ProbeRequest } from '../probe.ts';
import { functionTool, responsesAsking, TOOLS, user, wrong } from './respond.ts';

const CALL = { type: 'function_call', call_id: 'call_none', name: 'get_weather', arguments: '{"city":"Paris"}' };
const RESULT = { type: 'function_call_output', call_id: 'call_none', output: '1' };

const refused = (
  id: string,
  title: string,
  request: Readonly<Record<string, unknown>> | ((context: ProbeContext) => ProbeRequest),
): Probe => refusal(id, title, typeof request === 'function' ? request : (context) => wrong(context, request));

/** Should the stream begin all the same, the client leaves it at once. */
const unlimited =
  (max_output_tokens: number) =>
  (context: ProbeContext): ProbeRequest => ({ ...wrong(context, { max_output_tokens, stream: true }), leaveAfter: 2 });

const { path } = responsesAsking;

/** Faults that a good service refuses, and charges nothing for. */
export const responseRefusalProbes: readonly Probe[] = [
  ...protocolProbes(responsesAsking),
  refused('err.type', 'input as a number', { input: 42 }),
  refused('err.type.number', 'a temperature as a word', { temperature: 'warm' }),
  refused('err.range.temperature', 'a temperature of 3', { temperature: 3 }),
  refused('err.range.top-p', 'a top_p of 2', { top_p: 2 }),
  refused('err.range.zero', 'a limit of no tokens', unlimited(0)),
  refused('err.range.negative', 'a limit below zero', unlimited(-1)),
  refused('err.limit.least', 'a limit of 15 tokens', { max_output_tokens: 15 }),
  refused('err.stream', 'a fault in a request for a stream', { stream: true, temperature: 3 }),
  refused('err.moved.messages', 'messages in the place of input', ({ model }) => ({
    path,
    body: { model, messages: [user('Hi')], max_output_tokens: 16 },
  })),
  refused('err.moved.format', 'response_format in the place of text.format', {
    input: 'Reply with a JSON object.',
    response_format: { type: 'json_object' },
  }),
  refused('err.tool-name', 'a tool with blanks in its name', {
    tools: [functionTool('get the weather', 'Get the weather', { type: 'object', properties: {} })],
  }),
  refused('err.call.orphan', 'a result of no call', { input: [user('Hi'), RESULT], tools: TOOLS }),
  refused('err.call.unanswered', 'a call without its result', { input: [user('Hi'), CALL], tools: TOOLS }),
  {
    ...refused('upgrade', 'a WebSocket upgrade', () => ({
      method: 'GET',
      path,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'c3Rhcm1vY2sgdmVyaWZ5IQ==',
      },
    })),
    wants: 'either',
    visible: 0,
  },
];

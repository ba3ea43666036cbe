import type { Probe, ProbeContext, ProbeRequest } from './probe.ts';
import { protocolProbes, refusal } from './protocol-probes.ts';
import { chatAsking, user } from './request-body.ts';

/** A valid request of one token with something wrong in it: where it is answered all the same, it costs next to nothing. */
const broken = ({ model, limitField }: ProbeContext, fault: Readonly<Record<string, unknown>>): ProbeRequest => ({
  body: { model, messages: [user('Hi')], [limitField]: 1, ...fault },
});

/** A limit that some servers read as none at all: should the stream begin, the client leaves it at once. */
const unlimited = (context: ProbeContext, limit: number): ProbeRequest => ({
  ...broken(context, { [context.limitField]: limit, stream: true }),
  leaveAfter: 2,
});

const refused = (
  id: string,
  title: string,
  request: Readonly<Record<string, unknown>> | ((context: ProbeContext) => ProbeRequest),
): Probe => refusal(id, title, typeof request === 'function' ? request : (context) => broken(context, request));

/** Faults that a good service refuses, and charges nothing for. */
export const refusalProbes: readonly Probe[] = [
  ...protocolProbes(chatAsking),
  refused('err.messages.missing', 'missing messages', ({ model, limitField }) => ({
    body: { model, [limitField]: 1 },
  })),
  refused('err.messages.empty', 'empty messages', { messages: [] }),
  refused('err.role', 'unknown role', { messages: [{ role: 'bot', content: 'Hi' }] }),
  refused('err.type', 'messages as a string', { messages: 'Hi' }),
  refused('err.type.number', 'temperature as a string', { temperature: 'warm' }),
  refused('err.range.temperature', 'temperature = 3', { temperature: 3 }),
  refused('err.range.top-p', 'top_p = 2', { top_p: 2 }),
  refused('err.range.zero', 'token limit = 0', (context) => unlimited(context, 0)),
  refused('err.range.negative', 'token limit = -1', (context) => unlimited(context, -1)),
  refused('err.range.n', 'n = 0', { n: 0 }),
  refused('err.stop-count', 'five stop sequences', { stop: ['a1', 'b2', 'c3', 'd4', 'e5'] }),
  refused('err.tool-name', 'tool name with spaces', {
    tools: [
      { type: 'function', function: { name: 'get the weather', parameters: { type: 'object', properties: {} } } },
    ],
  }),
  refused('err.tool-order', 'tool message without a tool call', {
    messages: [user('Hi'), { role: 'tool', tool_call_id: 'call_none', content: '1' }],
  }),
  refused('err.stream', 'invalid request with "stream": true', { stream: true, temperature: 3 }),
  refused('err.stream-options', 'stream_options without "stream": true', { stream_options: { include_usage: true } }),
  refused('err.word', 'JSON mode without the word "JSON"', { response_format: { type: 'json_object' } }),
  refused('err.several', 'two errors in one request', { messages: [{ role: 'bot', content: 'Hi' }], temperature: 3 }),
  refused('vision.invalid', 'invalid image', {
    messages: [user([{ type: 'image_url', image_url: { url: 'data:image/png;base64,bm90IGFuIGltYWdl' } }])],
  }),
];

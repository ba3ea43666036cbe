import type { Probe, ProbeContext, ProbeRequest } from './probe.ts';
import { user } from './request-body.ts';

/** A valid request of one token with something wrong in it: where it is answered all the same, it costs next to nothing. */
const broken = ({ model, limitField }: ProbeContext, fault: Readonly<Record<string, unknown>>): ProbeRequest => ({
  body: { model, messages: [user('Hi')], [limitField]: 1, ...fault },
});

/** A limit that some servers read as none at all: should the stream begin, the client leaves it at once. */
const unlimited = (context: ProbeContext, limit: number): ProbeRequest => ({
  ...broken(context, { [context.limitField]: limit, stream: true }),
  leaveAfter: 2,
});

const refusal = (
  id: string,
  title: string,
  request: Readonly<Record<string, unknown>> | ((context: ProbeContext) => ProbeRequest),
): Probe => ({
  id,
  title,
  wants: 'refusal',
  uses: [],
  visible: 1,
  once: true,
  request: typeof request === 'function' ? request : (context) => broken(context, request),
});

const encoder = new TextEncoder();

const TILDE = 0x7e;

/** A body that is JSON but for one byte that UTF-8 does not have: an é as Latin-1 writes it. */
function notUtf8({ model, limitField }: ProbeContext): Uint8Array {
  const bytes = encoder.encode(JSON.stringify({ model, messages: [user('caf~')], [limitField]: 1 }));
  return bytes.with(bytes.lastIndexOf(TILDE), 0xe9);
}

/** Characters; services take between one and twenty megabytes. Without messages the body is refused in any case. */
const TOO_LARGE = 24_000_000;

let large: { readonly model: string; readonly bytes: Uint8Array } | undefined;

/** More than anybody reads. It has no messages, so that whoever does read it has nothing to answer and nothing to charge. */
function tooLarge({ model }: ProbeContext): Uint8Array {
  large = large?.model === model ? large : { model, bytes: largeBody(model) };
  return large.bytes;
}

const largeBody = (model: string): Uint8Array =>
  encoder.encode(JSON.stringify({ model, messages: [], padding: 'x'.repeat(TOO_LARGE) }));

/** Faults that a good service refuses, and charges nothing for. */
export const refusalProbes: readonly Probe[] = [
  refusal('err.json', 'a body that is cut off', () => ({ body: '{"model":' })),
  refusal('err.utf8', 'a body that is not UTF-8', (context) => ({ body: notUtf8(context) })),
  refusal('err.media-type', 'a body declared as text', ({ model }) => ({
    headers: { 'Content-Type': 'text/plain' },
    body: JSON.stringify({ model, messages: [] }),
  })),
  refusal('err.size', 'a body of 24 MB', (context) => ({
    headers: { 'Content-Type': 'application/json' },
    body: tooLarge(context),
  })),
  refusal('err.method', 'PUT where only POST is', () => ({ method: 'PUT' })),
  refusal('err.path', 'a path that is not there', () => ({ method: 'POST', path: '/chat/no-such-path', body: {} })),
  refusal('err.model.missing', 'no model', ({ limitField }) => ({ body: { messages: [user('Hi')], [limitField]: 1 } })),
  refusal('err.messages.missing', 'no messages', ({ model, limitField }) => ({ body: { model, [limitField]: 1 } })),
  refusal('err.messages.empty', 'an empty list of messages', { messages: [] }),
  refusal('err.role', 'a role that is not there', { messages: [{ role: 'bot', content: 'Hi' }] }),
  refusal('err.type', 'messages as a text', { messages: 'Hi' }),
  refusal('err.type.number', 'a temperature as a word', { temperature: 'warm' }),
  refusal('err.range.temperature', 'a temperature of 3', { temperature: 3 }),
  refusal('err.range.top-p', 'a top_p of 2', { top_p: 2 }),
  refusal('err.range.zero', 'a limit of no tokens', (context) => unlimited(context, 0)),
  refusal('err.range.negative', 'a limit below zero', (context) => unlimited(context, -1)),
  refusal('err.range.n', 'no choices at all', { n: 0 }),
  refusal('err.stop-count', 'five stop texts', { stop: ['a1', 'b2', 'c3', 'd4', 'e5'] }),
  refusal('err.tool-name', 'a tool with blanks in its name', {
    tools: [
      { type: 'function', function: { name: 'get the weather', parameters: { type: 'object', properties: {} } } },
    ],
  }),
  refusal('err.tool-order', 'a tool message that answers nothing', {
    messages: [user('Hi'), { role: 'tool', tool_call_id: 'call_none', content: '1' }],
  }),
  refusal('err.stream', 'a fault in a request for a stream', { stream: true, temperature: 3 }),
  refusal('err.stream-options', 'stream_options without a stream', { stream_options: { include_usage: true } }),
  refusal('err.word', 'JSON mode without the word', { response_format: { type: 'json_object' } }),
  refusal('err.several', 'two faults at once', { messages: [{ role: 'bot', content: 'Hi' }], temperature: 3 }),
  refusal('vision.invalid', 'an image that is none', {
    messages: [user([{ type: 'image_url', image_url: { url: 'data:image/png;base64,bm90IGFuIGltYWdl' } }])],
  }),
];

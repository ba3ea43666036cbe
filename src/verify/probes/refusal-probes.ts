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
  refusal('err.json', 'truncated JSON body', () => ({ body: '{"model":' })),
  refusal('err.utf8', 'body with invalid UTF-8', (context) => ({ body: notUtf8(context) })),
  refusal('err.media-type', 'body with Content-Type: text/plain', ({ model }) => ({
    headers: { 'Content-Type': 'text/plain' },
    body: JSON.stringify({ model, messages: [] }),
  })),
  refusal('err.size', '24 MB body', (context) => ({
    headers: { 'Content-Type': 'application/json' },
    body: tooLarge(context),
  })),
  refusal('err.method', 'PUT instead of POST', () => ({ method: 'PUT' })),
  refusal('err.path', 'unknown path', () => ({ method: 'POST', path: '/chat/no-such-path', body: {} })),
  refusal('err.model.missing', 'missing model', ({ limitField }) => ({
    body: { messages: [user('Hi')], [limitField]: 1 },
  })),
  refusal('err.messages.missing', 'missing messages', ({ model, limitField }) => ({
    body: { model, [limitField]: 1 },
  })),
  refusal('err.messages.empty', 'empty messages', { messages: [] }),
  refusal('err.role', 'unknown role', { messages: [{ role: 'bot', content: 'Hi' }] }),
  refusal('err.type', 'messages as a string', { messages: 'Hi' }),
  refusal('err.type.number', 'temperature as a string', { temperature: 'warm' }),
  refusal('err.range.temperature', 'temperature = 3', { temperature: 3 }),
  refusal('err.range.top-p', 'top_p = 2', { top_p: 2 }),
  refusal('err.range.zero', 'token limit = 0', (context) => unlimited(context, 0)),
  refusal('err.range.negative', 'token limit = -1', (context) => unlimited(context, -1)),
  refusal('err.range.n', 'n = 0', { n: 0 }),
  refusal('err.stop-count', 'five stop sequences', { stop: ['a1', 'b2', 'c3', 'd4', 'e5'] }),
  refusal('err.tool-name', 'tool name with spaces', {
    tools: [
      { type: 'function', function: { name: 'get the weather', parameters: { type: 'object', properties: {} } } },
    ],
  }),
  refusal('err.tool-order', 'tool message without a tool call', {
    messages: [user('Hi'), { role: 'tool', tool_call_id: 'call_none', content: '1' }],
  }),
  refusal('err.stream', 'invalid request with "stream": true', { stream: true, temperature: 3 }),
  refusal('err.stream-options', 'stream_options without "stream": true', { stream_options: { include_usage: true } }),
  refusal('err.word', 'JSON mode without the word "JSON"', { response_format: { type: 'json_object' } }),
  refusal('err.several', 'two errors in one request', { messages: [{ role: 'bot', content: 'Hi' }], temperature: 3 }),
  refusal('vision.invalid', 'invalid image', {
    messages: [user([{ type: 'image_url', image_url: { url: 'data:image/png;base64,bm90IGFuIGltYWdl' } }])],
  }),
];

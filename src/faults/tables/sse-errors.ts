import { asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { Exchange, ExchangeEnd } from '../../wire/exchange.ts';
import { transformEvents } from '../transforms/transform-stream.ts';
import type { Fault, WireTransform } from '../fault.ts';
import { afterChunks, cutAfter, atCut, OWED } from '../transforms/cut-stream.ts';
import { besideChunk, chunkEvent, rawEvent, readStream, type StreamEvent } from '../transforms/stream-event.ts';

const MESSAGE = 'The upstream service failed while answering.';
const ENVELOPE: JsonObject = {
  error: { message: MESSAGE, type: 'server_error', param: null, code: 'upstream_error' },
};

/** Breaks the answer off with an event. */
const failing = (make: (next?: StreamEvent) => StreamEvent, end?: ExchangeEnd): WireTransform =>
  transformEvents(
    // Only some errors look like what they stand in front of; the others need not wait for it.
    cutAfter(make.length === 0 ? () => [make()] : (next) => [make(next)]),
    end,
  );

/** A chunk that ends its choice with the word "error" and has the error beside it. */
function errorChunk(next: StreamEvent | undefined): StreamEvent {
  const choices = [{ index: 0, delta: { content: '' }, finish_reason: 'error', native_finish_reason: 'error' }];
  const members = { choices, error: { code: 502, message: MESSAGE } };
  return next?.chunk ? besideChunk(next, members) : chunkEvent(members);
}

const wholeText = (exchange: Exchange): string =>
  readStream(exchange.frames)
    .map(({ text }) => text)
    .join('');

/** An error that should have had a status of its own, sent as an event under status 200. */
const asFirstFrame: WireTransform = (exchange, { stream }) => {
  if (!stream || exchange.live || exchange.status < 400) return exchange;
  const { text } = chunkEvent(asObject(JSON.parse(wholeText(exchange))));
  const others = exchange.headers.filter(([name]) => !name.startsWith('content-'));
  const wait = [...exchange.frames].reduce((sum, frame) => sum + frame.wait, 0);
  return {
    ...exchange,
    status: 200,
    headers: [['content-type', 'text/event-stream; charset=utf-8'], ...others],
    frames: [{ wait, bytes: text }],
  };
};

/** Failures after the headers of a stream were sent, and failures reported only then. */
export const sseErrorFaults: readonly Fault[] = [
  {
    name: 'sse.error-only',
    title: 'The stream contains only an error event.',
    harm: 'fatal',
    breaks: ['stream.completes'],
    mayBreak: ['err.in-stream', 'usage.stream.requested'],
    seen: 'https://github.com/diegosouzapw/OmniRoute/pull/8210',
    wire: transformEvents(() => [chunkEvent(ENVELOPE)]),
  },
  {
    name: 'sse.error-midstream',
    title: 'The stream fails midway and correctly reports an error envelope.',
    harm: 'fatal',
    breaks: ['err.in-stream', 'stream.completes'],
    seen: 'https://github.com/diegosouzapw/OmniRoute/pull/8210',
    clients: 'TTTTTTT',
    parameters: [afterChunks(5)],
    wire: failing(() => chunkEvent(ENVELOPE)),
  },
  {
    name: 'sse.error-midstream-string',
    title: 'The stream fails midway, and the error is a string instead of an object.',
    harm: 'fatal',
    breaks: ['err.in-stream'],
    mayBreak: ['stream.completes'],
    seen: 'https://github.com/PsycherosAI/Psycheros/issues/44',
    clients: 'TTTTTTT',
    parameters: [afterChunks(5)],
    wire: failing(() => chunkEvent({ error: MESSAGE })),
  },
  {
    name: 'sse.error-midstream-detail',
    title: 'The stream fails midway, with the message under the key detail.',
    harm: 'fatal',
    breaks: ['err.in-stream'],
    mayBreak: ['stream.completes'],
    seen: 'https://github.com/ogx-ai/ogx/pull/4883',
    clients: 'TTTT≠≠≠',
    parameters: [afterChunks(5)],
    wire: failing(() => chunkEvent({ detail: MESSAGE })),
  },
  {
    name: 'sse.error-midstream-code-msg',
    title: 'The stream fails midway, with the keys code and msg.',
    harm: 'fatal',
    breaks: ['err.in-stream'],
    mayBreak: ['stream.completes'],
    seen: 'https://github.com/EricLBuehler/mistral.rs/issues/1874',
    clients: 'TTTT≠≠≠',
    parameters: [afterChunks(5)],
    wire: failing(() => chunkEvent({ code: 500, msg: MESSAGE })),
  },
  {
    name: 'sse.error-midstream-event',
    title: 'The stream fails midway, with an event named error and without the envelope.',
    harm: 'fatal',
    breaks: ['sse.event.none', 'err.in-stream'],
    mayBreak: ['stream.completes'],
    seen: 'https://github.com/EricLBuehler/mistral.rs/issues/1874',
    clients: 'TTTT≠≠≠',
    parameters: [afterChunks(5)],
    wire: failing(() => rawEvent(`event: error\ndata: ${JSON.stringify(ENVELOPE['error'])}\n\n`)),
  },
  {
    name: 'sse.error-midstream-openrouter',
    title: 'The stream fails midway, with the error in a chunk whose finish_reason is error.',
    harm: 'fatal',
    breaks: ['err.in-stream', 'finish.value'],
    mayBreak: ['stream.completes', 'chunk.unknown', 'finish.tool-calls', 'tool.args.json', 'sse.done.once', ...OWED],
    seen: 'https://github.com/damianvtran/local-operator/pull/223',
    clients: 'TT≠TTTT',
    parameters: [afterChunks(5)],
    wire: failing(errorChunk),
  },
  {
    name: 'sse.error-text',
    title: 'The stream fails midway, with a sentence as event data, and the connection stays open.',
    harm: 'fatal',
    breaks: ['sse.data.json'],
    mayBreak: [
      'stream.completes',
      'err.in-stream',
      'sse.done.once',
      'finish.once',
      'time.idle',
      'http.complete',
      ...OWED,
      'sse.close',
    ],
    seen: 'https://github.com/EricLBuehler/mistral.rs/issues/1874',
    parameters: [afterChunks(5)],
    wire: failing(() => rawEvent('data: Number of choices must be greater than 0.\n\n'), 'hang'),
  },
  {
    name: 'sse.error-then-more',
    title: 'The stream reports an error midway and then continues.',
    harm: 'fatal',
    breaks: ['err.in-stream'],
    mayBreak: ['stream.completes'],
    seen: 'assumed',
    parameters: [afterChunks(5)],
    wire: transformEvents(atCut((next) => [chunkEvent(ENVELOPE), ...(next ? [next] : [])])),
  },
  {
    name: 'sse.error-first-frame-200',
    title: 'A rejected request gets status 200 and an event stream with the error.',
    harm: 'fatal',
    breaks: ['err.stream.plain'],
    mayBreak: [
      'err.range',
      'err.status',
      'stream.completes',
      'err.in-stream',
      'err.content-type',
      'err.success',
      'err.json',
      'err.schema',
    ],
    seen: 'https://github.com/QuantumNous/new-api/issues/3142',
    clients: 'TTTTTTT',
    wire: asFirstFrame,
  },
];

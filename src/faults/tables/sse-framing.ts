import { transformEvents } from '../transforms/transform-stream.ts';
import { insertAfter, insertBefore, isChunk, mapTexts, mapEvents } from '../transforms/edit-events.ts';
import { inTurn } from '../transforms/event-steps.ts';
import type { Fault } from '../fault.ts';
import { isDone, rawEvent, type StreamEvent } from '../transforms/stream-event.ts';

const isFirst = (): boolean => true;

/** Sends something between the first event and the second. */
const between = (text: string): NonNullable<Fault['wire']> =>
  transformEvents(insertAfter(isChunk, () => [rawEvent(text)]));

const edited = (edit: (text: string, nth: number) => string): NonNullable<Fault['wire']> =>
  transformEvents(mapTexts(edit));

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

/** The JSON of a chunk with line breaks, each line with a field name of its own. */
function spreadOut(event: StreamEvent): StreamEvent {
  if (!event.chunk) return event;
  const lines = JSON.stringify(event.chunk, null, 1).split('\n');
  return { ...event, text: `${lines.map((line) => `data: ${line}`).join('\n')}\n\n` };
}

/** Defects of lines and fields: what the events say is right, how they are written is not. */
export const sseFramingFaults: readonly Fault[] = [
  {
    name: 'sse.cr-only',
    title: 'Lines end with a bare carriage return.',
    harm: 'tolerated',
    breaks: ['sse.eol'],
    seen: 'assumed',
    clients: '·······',
    wire: edited((text) => text.replaceAll('\n', '\r')),
  },
  {
    name: 'sse.eol-mixed',
    title: 'Every other event uses CRLF, the rest LF.',
    harm: 'tolerated',
    breaks: ['sse.eol'],
    seen: 'assumed',
    wire: edited((text, nth) => (nth % 2 === 1 ? crlf(text) : text)),
  },
  {
    name: 'sse.bom',
    title: 'The stream starts with a byte order mark.',
    harm: 'tolerated',
    breaks: ['sse.bom'],
    seen: 'assumed',
    clients: '·······',
    wire: edited((text, nth) => (nth === 0 ? `\uFEFF${text}` : text)),
  },
  {
    name: 'sse.no-space-after-data',
    title: 'Data lines have no space after the colon, so relays that search for "data: " drop them.',
    harm: 'tolerated',
    breaks: ['sse.field.space'],
    seen: 'https://github.com/justlovemaki/AIClient2API/pull/695',
    clients: '·······',
    wire: edited((text) => text.replace(/^data: /m, 'data:')),
  },
  {
    name: 'sse.comment-as-data',
    title: 'A keep-alive comment is sent as event data.',
    harm: 'fatal',
    breaks: ['sse.data.json'],
    seen: 'https://github.com/mnfst/llm-gateway/issues/2053',
    clients: 'TTTTTTT',
    wire: between('data: : keepalive\n\n'),
  },
  {
    name: 'sse.empty-data-keepalive',
    title: 'An event with empty data keeps the connection alive.',
    harm: 'fatal',
    breaks: ['sse.data.json', 'sse.event.data'],
    seen: 'https://github.com/diegosouzapw/OmniRoute/pull/1146',
    clients: 'TTTTTTT',
    wire: between('data:\n\n'),
  },
  {
    name: 'sse.event-ping',
    title: 'An event named ping, with an empty object as data, keeps the connection alive.',
    harm: 'fatal',
    breaks: ['sse.event.none', 'chunk.choices.array'],
    mayBreak: ['chunk.schema', 'chunk.id', 'chunk.object', 'body.created', 'usage.stream.null-elsewhere'],
    seen: 'https://github.com/diegosouzapw/OmniRoute/pull/1146',
    clients: 'TTTT···',
    wire: between('event: ping\ndata: {}\n\n'),
  },
  {
    name: 'sse.event-ping-nodata',
    title: 'A named event without data keeps the connection alive.',
    harm: 'fatal',
    breaks: ['sse.event.none', 'sse.event.data'],
    seen: 'https://github.com/diegosouzapw/OmniRoute/pull/1146',
    clients: 'TT··TTT',
    wire: between('event: keepalive\n\n'),
  },
  {
    name: 'sse.event-name-message',
    title: 'Every event is named message.',
    harm: 'tolerated',
    breaks: ['sse.event.none'],
    seen: 'assumed',
    clients: '·······',
    wire: edited((text) => `event: message\n${text}`),
  },
  {
    name: 'sse.id-lines',
    title: 'Every event has an id line.',
    harm: 'tolerated',
    breaks: ['sse.id'],
    seen: 'https://github.com/theopenco/llmgateway/pull/2334',
    wire: edited((text, nth) => `id: ${nth}\n${text}`),
  },
  {
    name: 'sse.id-then-comment',
    title: 'Events have id lines with comments in between, which some readers turn into empty events.',
    harm: 'fatal',
    breaks: ['sse.id'],
    mayBreak: ['sse.comment'],
    seen: 'https://github.com/theopenco/llmgateway/pull/2334',
    clients: '·····TT',
    wire: transformEvents(
      inTurn(
        mapTexts((text, nth) => `id: ${nth}\n${text}`),
        insertAfter(isChunk, () => [rawEvent(': ping\n\n')]),
      ),
    ),
  },
  {
    name: 'sse.retry-line',
    title: 'The first event has a retry line, as if the stream could be resumed.',
    harm: 'tolerated',
    breaks: ['sse.id'],
    seen: 'assumed',
    wire: edited((text, nth) => (nth === 0 ? `retry: 3000\n${text}` : text)),
  },
  {
    name: 'sse.multiline-data',
    title: 'The JSON of each chunk spans several data lines.',
    harm: 'tolerated',
    breaks: ['sse.data.json'],
    mayBreak: ['chunk.obfuscation.length'],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(mapEvents(spreadOut)),
  },
  {
    name: 'sse.single-newline-separator',
    title: 'Events are separated by a single line feed, so readers merge them into one.',
    harm: 'fatal',
    breaks: ['sse.separator', 'sse.data.json', 'sse.done.once', 'finish.once'],
    mayBreak: ['chunk.some', 'sse.done.exact', 'usage.stream.requested', 'stream.equals-plain'],
    seen: 'https://github.com/ollama/ollama/issues/294',
    clients: '≠T≠TT≠T',
    wire: edited((text) => text.replace(/\n\n$/, '\n')),
  },
  {
    name: 'sse.ndjson-no-data-prefix',
    title: 'The stream has one bare chunk per line, without data fields or [DONE].',
    harm: 'fatal',
    breaks: ['sse.data.json', 'sse.done.once', 'finish.once', 'chunk.some'],
    mayBreak: ['sse.separator', 'sse.done.exact', 'usage.stream.requested', 'stream.equals-plain'],
    seen: 'https://github.com/ollama/ollama/issues/294',
    clients: '≠T≠TT≠T',
    wire: transformEvents((events) =>
      events.filter(isChunk).map(({ wait, chunk }) => rawEvent(`${JSON.stringify(chunk)}\n`, wait)),
    ),
  },
  {
    name: 'sse.no-trailing-blank-after-done',
    title: 'No blank line follows [DONE], so strict readers never see it.',
    harm: 'tolerated',
    breaks: ['sse.done.exact', 'sse.separator'],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(mapEvents((event) => (isDone(event) ? { ...event, text: event.text.slice(0, -1) } : event))),
  },
  {
    name: 'sse.wrapper-line',
    title: "A line that isn't an SSE field, such as proxy output, precedes the first event.",
    harm: 'tolerated',
    breaks: ['sse.data.json'],
    seen: 'assumed',
    wire: transformEvents(insertBefore(isFirst, () => [rawEvent('stream opened\n')])),
  },
];

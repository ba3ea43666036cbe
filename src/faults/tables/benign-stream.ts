import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import { transformEach, transformEvents, transformHeader } from '../transforms/transform-stream.ts';
import { eachEvent, type EventEdit } from '../transforms/event-steps.ts';
import {
  insertAfter,
  insertBefore,
  isChunk,
  mapChoices,
  mapChunks,
  mapDeltas,
  mapTexts,
} from '../transforms/edit-events.ts';
import { without } from '../transforms/edit-json.ts';
import type { Fault } from '../fault.ts';
import { singleBytes, splitCharacters } from '../transforms/frame-bytes.ts';
import { besideChunk, choicesOf, isFinish, rawEvent, type StreamEvent } from '../transforms/stream-event.ts';

/** A comment before every so many events. */
const COMMENT_EVERY = 4;

const comment = (text: string): StreamEvent => rawEvent(`: ${text}\n\n`);

/** A chunk that says nothing, in the choice of its neighbor. */
const idle = (event: StreamEvent): StreamEvent => {
  const quiet = choicesOf(event).map((choice) => without(choice, 'logprobs'));
  return besideChunk(event, {
    choices: quiet.map((choice) => ({ ...choice, delta: { content: '' }, finish_reason: null })),
  });
};

/** Puts the reason that ends each choice on the last event of that choice before it, and sends no chunk for it. */
const mergedFinish: EventEdit = (events) => {
  const merged: StreamEvent[] = [];
  for (const event of events) {
    const [ending] = choicesOf(event);
    const at = merged.findLastIndex((before) => choicesOf(before)[0]?.['index'] === ending?.['index']);
    const before = merged[at];
    if (!ending || !before || !isFinish(event)) {
      merged.push(event);
      continue;
    }
    const [last] = choicesOf(before);
    const choices = [{ ...last, finish_reason: ending['finish_reason'] }];
    merged[at] = { ...besideChunk(before, { choices }), wait: before.wait };
  }
  return merged;
};

/** Whether a stream ends with a piece of this kind, so that there is something to merge the end with. */
const endsWith = (events: readonly StreamEvent[], key: string): boolean => {
  const said = events.filter((event) => choicesOf(event).length > 0 && !isFinish(event)).at(-1);
  return said !== undefined && choicesOf(said).some((choice) => Boolean(asObject(choice['delta'])[key]));
};

const mergedWith =
  (key: string): EventEdit =>
  (events) =>
    endsWith(events, key) ? mergedFinish(events) : events;

const EXTRAS: JsonObject = { provider: 'starmock', x_service: { queue_ms: 3 }, matched_stop: null };

/** Events that are sent when the last of them would be. */
function inOneWrite(events: readonly StreamEvent[]): StreamEvent {
  const text = events.map((event) => event.text).join('');
  return rawEvent(
    text,
    events.reduce((sum, { wait }) => sum + wait, 0),
  );
}

/** Some events in a write, as a busy service sends them. */
const IN_A_WRITE = 3;

const inWrites: EventEdit = (events) =>
  Array.from({ length: Math.ceil(events.length / IN_A_WRITE) }, (_, i) =>
    inOneWrite(events.slice(i * IN_A_WRITE, (i + 1) * IN_A_WRITE)),
  );

const tailTogether: EventEdit = (events) => {
  const at = events.findIndex(isFinish);
  return at < 0 ? events : [...events.slice(0, at), inOneWrite(events.slice(at))];
};

/** Variants of the envelope, the framing and the timing that the contract allows. */
export const benignStreamFaults: readonly Fault[] = [
  {
    name: 'sse.crlf',
    title: 'Lines end with CRLF.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(mapTexts((text) => text.replaceAll('\n', '\r\n'))),
  },
  {
    name: 'sse.comment-keepalive',
    title: 'Comments between events keep the connection alive.',
    harm: 'benign',
    breaks: [],
    mayBreak: ['sse.comment'],
    seen: 'https://github.com/deepnoodle-ai/dive/pull/206',
    clients: '·······',
    wire: transformEvents(
      eachEvent(() => {
        let count = 0;
        return (event) => (count++ % COMMENT_EVERY === 0 ? [comment('keep-alive'), event] : event);
      }),
    ),
  },
  {
    name: 'sse.comment-first',
    title: 'A comment precedes the first event while the model starts.',
    harm: 'benign',
    breaks: [],
    mayBreak: ['sse.comment'],
    seen: 'https://github.com/jundot/omlx/pull/1011',
    wire: transformEvents(insertBefore(isChunk, () => [comment('PROCESSING')])),
  },
  {
    name: 'sse.keepalive-chunk',
    title: 'A chunk without content keeps the connection alive.',
    harm: 'benign',
    breaks: [],
    seen: 'https://github.com/jundot/omlx/pull/1011',
    wire: transformEvents(insertAfter(isChunk, (event) => [idle(event)])),
  },
  {
    name: 'sse.split-utf8',
    title: 'Multi-byte characters are split between writes.',
    harm: 'benign',
    breaks: [],
    seen: 'https://github.com/mrpulor-gh/nuphus/issues/41',
    clients: '·······',
    parameters: [
      { name: 'value', default: 1, title: 'Milliseconds between the halves; 0 may send them in one write.' },
    ],
    wire: transformEach((frames, context) => splitCharacters(frames, context.number('value'))),
  },
  {
    name: 'sse.byte-by-byte',
    title: 'The stream is written byte by byte.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    clients: '·······',
    parameters: [{ name: 'value', default: 0, title: 'Milliseconds between bytes; 0 may send several in one write.' }],
    wire: transformEach((frames, context) => singleBytes(frames, context.number('value'))),
  },
  {
    name: 'sse.events-together',
    title: 'Each write contains several events.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformEvents(inWrites),
  },
  {
    name: 'sse.tail-together',
    title: 'The final chunk, its usage and [DONE] are sent in one write.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformEvents(tailTogether),
  },
  {
    name: 'sse.ct-no-charset',
    title: 'The media type of the stream has no charset.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformHeader('content-type', 'text/event-stream'),
  },
  {
    name: 'chunk.unknown-fields',
    title: 'Chunks and choices have keys outside the contract.',
    harm: 'benign',
    breaks: [],
    mayBreak: ['chunk.unknown'],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(
      mapChunks((chunk) => ({
        ...chunk,
        ...EXTRAS,
        choices: asList(chunk['choices']).map((choice) => ({ ...asObject(choice), native_finish_reason: null })),
      })),
    ),
  },
  {
    name: 'chunk.logprobs-empty-object',
    title: 'Unrequested logprobs are an empty object.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(mapChoices((choice) => (choice['logprobs'] === null ? { ...choice, logprobs: {} } : choice))),
  },
  {
    name: 'chunk.role-with-null-content',
    title: 'The content next to the role is null instead of empty.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformEvents(
      mapDeltas((delta) => ('role' in delta && delta['content'] === '' ? { ...delta, content: null } : delta)),
    ),
  },
  {
    name: 'chunk.fields-reordered',
    title: 'The keys of chunks are in a different order.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformEvents(mapChunks((chunk) => Object.fromEntries(Object.entries(chunk).toReversed()))),
  },
  {
    name: 'finish.merged-with-last-content',
    title: 'The finish_reason arrives with the last piece of content.',
    harm: 'benign',
    breaks: [],
    mayBreak: ['finish.merged'],
    seen: 'https://github.com/QuantumNous/new-api/pull/6046',
    clients: '·······',
    wire: transformEvents(mergedWith('content')),
  },
  {
    name: 'finish.merged-with-last-tool-args',
    title: 'The finish_reason arrives with the last piece of arguments.',
    harm: 'benign',
    breaks: [],
    mayBreak: ['finish.merged'],
    seen: 'https://github.com/QuantumNous/new-api/pull/6046',
    clients: '·······',
    wire: transformEvents(mergedWith('tool_calls')),
  },
];

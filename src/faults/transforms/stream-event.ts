import { asList, asObject } from '../../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import type { Frame } from '../../wire/exchange.ts';

/** One event of an event stream on its way to the client. */
export interface StreamEvent {
  /** Milliseconds after the previous event. */
  readonly wait: number;
  /** As it is sent, with the blank line that ends it. */
  readonly text: string;
  /** What its data says, where that is a JSON object: not for `[DONE]`, comments and the like. */
  readonly chunk: JsonObject | undefined;
  /** The same of an event that has a name, which is no chunk. */
  readonly named?: JsonObject | undefined;
}

const PREFIX = 'data: ';
const NAME = 'event: ';
const END = '\n\n';
const LETTERS = 'nQ4vT8bKx2LmW7sR';

/** The text of `[DONE]` as an event. */
export const DONE_TEXT = 'data: [DONE]\n\n';

/** Whether the event is the last one of a good stream. */
export function isDone(event: StreamEvent): boolean {
  return event.text === DONE_TEXT;
}

/** Any text as an event; by default it follows the previous one at once. */
export function rawEvent(text: string, wait = 0): StreamEvent {
  return { wait, text, chunk: undefined };
}

/** A JSON object as an event. */
export function chunkEvent(chunk: JsonObject, wait = 0): StreamEvent {
  return { wait, text: `${PREFIX}${JSON.stringify(chunk)}${END}`, chunk };
}

/**
 * A chunk whose padding fits its length again. A change of the rest would break `chunk.obfuscation.length` beside what the
 * fault is about.
 */
function padded(chunk: JsonObject): JsonObject {
  const { obfuscation, ...rest } = chunk;
  if (typeof obfuscation !== 'string') return chunk;
  const length = [...JSON.stringify({ ...rest, obfuscation: '' })].length;
  return { ...rest, obfuscation: LETTERS.slice(0, (16 - ((length - 1) % 16)) % 16) };
}

/** The event with another chunk in it, padded as it was; the event itself where nothing changes. */
export function withChunk(event: StreamEvent, chunk: JsonObject): StreamEvent {
  if (JSON.stringify(chunk) === JSON.stringify(event.chunk)) return event;
  return chunkEvent(padded(chunk), event.wait);
}

/** A new chunk that looks like its neighbor in all that is not said here, sent right after the event before. */
export function besideChunk(neighbor: StreamEvent, members: JsonObject): StreamEvent {
  return { ...withChunk(neighbor, { ...neighbor.chunk, ...members }), wait: 0 };
}

/** A JSON object as an event with a name. */
export function namedEvent(named: JsonObject, wait = 0, name: unknown = named['type']): StreamEvent {
  const text = `${NAME}${String(name)}\n${PREFIX}${JSON.stringify(named)}${END}`;
  return { wait, text, chunk: undefined, named };
}

/** What ends a response. */
const ENDS: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed']);

/** Whether the event ends a response. */
export const isTerminal = ({ named }: StreamEvent): boolean => ENDS.has(named?.['type']);

/** Choices of the event's chunk. */
export function choicesOf({ chunk }: StreamEvent): readonly JsonObject[] {
  return asList(chunk?.['choices']).map(asObject);
}

/** Whether a choice of a chunk is its last. */
export function isFinished(choice: JsonObject): boolean {
  return typeof choice['finish_reason'] === 'string';
}

/** Whether a choice ends with this event. */
export function isFinish(event: StreamEvent): boolean {
  return choicesOf(event).some(isFinished);
}

/** Whether the event has the counts of tokens. */
export function hasUsage({ chunk }: StreamEvent): boolean {
  return isJsonObject(chunk?.['usage']);
}

/** An event of a text with the blank line that ends it. */
function eventOf(text: string, wait: number): StreamEvent {
  const chunk = parsed(text);
  const named = text.startsWith(NAME) ? parsed(text.slice(text.indexOf('\n') + 1)) : undefined;
  return named ? { wait, text, chunk, named } : { wait, text, chunk };
}

function parsed(text: string): JsonObject | undefined {
  if (!text.startsWith(`${PREFIX}{`)) return undefined;
  try {
    return asObject(JSON.parse(text.slice(PREFIX.length)));
  } catch {
    return undefined;
  }
}

/**
 * Takes frames apart into events. A frame may hold many events, or half of one; the first event of a frame has its wait.
 * What follows the last blank line is an event, too.
 *
 * @example
 * readStream([{ wait: 5, bytes: 'data: {}\n\ndata: [DONE]\n\n' }]).map(({ wait }) => wait); // [5, 0]
 */
export function readStream(frames: Iterable<Frame>): StreamEvent[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const events: StreamEvent[] = [];
  let rest = '';
  let wait = 0;
  const take = (text: string): void => {
    events.push(eventOf(text, wait));
    wait = 0;
  };
  for (const { wait: gap, bytes } of frames) {
    wait += gap;
    const text = typeof bytes === 'string' ? bytes : decoder.decode(bytes, { stream: true });
    const parts = (rest + text).split(END);
    rest = parts.pop() ?? '';
    for (const part of parts) take(part + END);
  }
  if (rest !== '') take(rest);
  return events;
}

/** Takes the frames of one stream apart as they come. The end of a frame is the end of an event; no character is cut. */
export function createEventReader(): (frame: Frame) => StreamEvent[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let held = 0;
  return ({ wait, bytes }) => {
    const text = typeof bytes === 'string' ? bytes : decoder.decode(bytes, { stream: true });
    const parts = text.split(END);
    const rest = parts.pop() ?? '';
    const texts = [...parts.map((part) => part + END), ...(rest === '' ? [] : [rest])];
    const events = texts.map((one, at) => eventOf(one, at === 0 ? held + wait : 0));
    held = events.length === 0 ? held + wait : 0;
    return events;
  };
}

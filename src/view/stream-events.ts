import { readEvents } from '../contract/grammar/sse-events.ts';
import { eventMeaning } from './event-kind.ts';
import type { ViewedEvent } from './viewed-exchange.ts';

/** A body as text, and where each reading ends in it. */
export interface TimedText {
  readonly text: string;
  /** When each reading arrived, and the index behind its last character. */
  readonly ends: ReadonlyArray<{ readonly ms: number; readonly end: number }>;
}

/** Blank lines separate events. */
const BLANK = /\r\n\r\n|\n\n|\r\r/g;

/** Each block of a stream, its blank line included. */
function* blocksOf(text: string): Generator<readonly [start: number, end: number]> {
  let start = 0;
  for (const { 0: blank, index } of text.matchAll(BLANK)) {
    yield [start, index + blank.length];
    start = index + blank.length;
  }
  if (start < text.length) yield [start, text.length];
}

/** Lines that begin with a colon, and nothing else. */
const COMMENT = /^(?=:)(?::[^\r\n]*[\r\n]+)*(?::[^\r\n]*)?$/;

/**
 * The events and comments of a stream, each with the time at which it was complete. Read lazily, since a row of the list
 * needs only the first text.
 */
export function* streamEvents({ text, ends }: TimedText): Generator<ViewedEvent> {
  let reading = 0;
  for (const [start, end] of blocksOf(text)) {
    while (reading < ends.length - 1 && (ends[reading]?.end ?? 0) < end) reading++;
    const at = { ms: ends[reading]?.ms ?? 0, start, end };
    const block = text.slice(start, end);
    if (block.trim() === '') continue;
    if (COMMENT.test(block)) yield { kind: 'comment', ...at };
    else yield { ...eventMeaning(readEvents(block).events[0]?.data ?? null), ...at };
  }
}

/** Whether a body is an event stream, well written or not. */
export const looksLikeEvents = (text: string): boolean =>
  /^(?:\uFEFF)?[\r\n]*(?:data|event|id|retry)?:/.test(text.slice(0, 4096));

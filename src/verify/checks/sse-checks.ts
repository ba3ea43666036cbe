import type { Check } from './check.ts';
import { contractCheck, exchangeCheck, type Flaw } from './define-check.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { isOver, isSentinel, isStream, isWhole, wasAwaited } from '../evidence/predicates.ts';

/** Milliseconds that a service may take to end a body that says it is over. */
const CLOSE_MS = 1000;

/** A line of the stream as it was sent, and with what it ended. */
interface RawLine {
  readonly text: string;
  readonly end: 'lf' | 'crlf' | 'cr' | 'none';
}

const ENDS: Readonly<Record<string, RawLine['end']>> = { '\n': 'lf', '\r\n': 'crlf', '\r': 'cr' };

function linesOf({ text }: ParsedExchange): RawLine[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)]
    .map(([, line = '', end = '']) => ({ text: line, end: ENDS[end] ?? 'none' }))
    .filter(({ text: line, end }) => line !== '' || end !== 'none');
}

const inStreams =
  (judge: (seen: ParsedExchange) => readonly Flaw[]) =>
  (seen: ParsedExchange): readonly Flaw[] | undefined =>
    isStream(seen) ? judge(seen) : undefined;

/** One flaw for the first line that is wrong; what is wrong once is mostly wrong throughout. */
function firstLine(lines: readonly RawLine[], isWrong: (line: RawLine) => boolean, expected: string): Flaw[] {
  const wrong = lines.find(isWrong);
  return wrong === undefined ? [] : [{ expected, received: JSON.stringify(wrong.text.slice(0, 60)) }];
}

function lineEnds(seen: ParsedExchange): Flaw[] {
  const ends = new Set(linesOf(seen).map(({ end }) => end));
  ends.delete('none');
  if (ends.has('cr')) return [{ expected: 'lines ending with LF or CRLF', received: 'lines ending with CR' }];
  return ends.size > 1 ? [{ expected: 'the same line ending throughout', received: 'LF and CRLF mixed' }] : [];
}

/** Several chunks in the data of one event are events without the blank line between them. */
function gluedEvents({ sse }: ParsedExchange): Flaw[] {
  const glued = (sse?.events ?? []).findIndex(
    ({ data, dataLines }) =>
      dataLines > 1 && (data ?? '').split('\n').filter((line) => /^(?:\{|\[DONE\])/.test(line)).length > 1,
  );
  return glued < 0
    ? []
    : [{ event: glued, expected: 'a blank line after each event', received: 'several events in one' }];
}

/** Lines of JSON without `data:` are not even events. */
const bareLines = (seen: ParsedExchange): Flaw[] =>
  firstLine(linesOf(seen), ({ text }) => /^\{.*\}$/.test(text), 'a data line');

/** Only browsers drop the last event of a body that lacks its blank line. Whether the body itself was cut off is another matter. */
function lastEventOpen(seen: ParsedExchange): Flaw[] {
  const events = seen.sse?.events ?? [];
  if (!isWhole(seen) || events.at(-1)?.terminated !== false) return [];
  const flaw = { expected: 'a blank line after the last event', received: 'the end of the body' };
  return [{ ...flaw, event: events.length - 1, level: 'SHOULD' }];
}

function eventsWithoutData({ sse }: ParsedExchange): Flaw[] {
  const empty = (sse?.events ?? []).findIndex(
    ({ data, name, unknown }) => data === '' || (data === null && (name !== undefined || unknown.length === 0)),
  );
  return empty < 0 ? [] : [{ event: empty, expected: 'data', received: 'an event without data' }];
}

/** How long the body stayed open when all was said: since the sentinel, or since the last byte where there was none. */
function closing(seen: ParsedExchange): Flaw[] | undefined {
  const { end, readings, timed } = seen.observation;
  if (!isStream(seen) || !wasAwaited(seen) || !end || timed === false || !isOver(seen)) return undefined;
  // sse.done.last reports events after a sentinel; here the last one counts.
  const sentinel = seen.sse?.events.findLast(isSentinel);
  const waited = end.ms - (sentinel ? seen.msAt(sentinel.offset) : (readings.at(-1)?.ms ?? 0));
  if (end.how === 'timeout' || end.how === 'limit')
    return [{ expected: 'the end of the body', received: `none within ${Math.round(waited)} ms` }];
  if (!isWhole(seen) || !sentinel) return undefined;
  return waited > CLOSE_MS
    ? [{ expected: `the end of the body within ${CLOSE_MS} ms`, received: `${Math.round(waited)} ms` }]
    : [];
}

/** Checks of the event stream as bytes and lines. */
export const sseChecks: readonly Check[] = [
  contractCheck(
    { id: 'sse.utf8', class: 'protocol', fix: 'Decode upstream bytes as one stream, not chunk by chunk.' },
    isStream,
  ),
  contractCheck({ id: 'sse.bom', class: 'protocol', fix: "Don't send a byte order mark." }, isStream),
  exchangeCheck(
    { id: 'sse.separator', class: 'protocol', fix: 'End each event with a blank line.' },
    inStreams((seen) => [...gluedEvents(seen), ...bareLines(seen), ...lastEventOpen(seen)].slice(0, 1)),
  ),
  exchangeCheck(
    { id: 'sse.field.space', class: 'hygiene', fix: 'Write "data: " with one space.' },
    inStreams((seen) => firstLine(linesOf(seen), ({ text }) => /^data:(?! )./.test(text), 'a space after "data:"')),
  ),
  exchangeCheck({ id: 'sse.eol', class: 'hygiene', fix: 'End all lines with LF.' }, inStreams(lineEnds)),
  exchangeCheck(
    { id: 'sse.id', class: 'hygiene', fix: 'Remove id and retry lines.' },
    inStreams((seen) =>
      firstLine(linesOf(seen), ({ text }) => /^(?:id|retry)(?::|$)/.test(text), 'no id or retry lines'),
    ),
  ),
  exchangeCheck(
    { id: 'sse.comment', class: 'hygiene', fix: 'No action needed; comments are legal.' },
    inStreams(({ sse }) =>
      (sse?.comments ?? 0) > 0 ? [{ expected: 'no comments', received: `${sse?.comments} comments` }] : [],
    ),
  ),
  exchangeCheck(
    { id: 'sse.event.data', class: 'protocol', fix: 'Keep connections alive with comments, not with events.' },
    inStreams(eventsWithoutData),
  ),
  contractCheck({ id: 'sse.event.none', class: 'protocol', fix: 'Remove event lines.' }, isStream),
  contractCheck({ id: 'sse.data.json', class: 'protocol', fix: 'Send one JSON object on one data line.' }, isStream),
  contractCheck(
    { id: 'sse.done.once', class: 'protocol', fix: 'Send "data: [DONE]" once, after the last chunk.' },
    (seen) => isStream(seen) && wasAwaited(seen),
  ),
  contractCheck({ id: 'sse.done.last', class: 'protocol', fix: 'Send nothing after [DONE].' }, isStream),
  contractCheck(
    {
      id: 'sse.done.exact',
      class: 'protocol',
      fix: 'Write exactly [DONE], followed by a blank line.',
    },
    isStream,
  ),
  exchangeCheck({ id: 'sse.close', class: 'protocol', fix: 'End the response right after [DONE].' }, closing),
];

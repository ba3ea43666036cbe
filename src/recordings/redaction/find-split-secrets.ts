import type { Span } from './find-secrets.ts';
import type { Redaction } from './redact-spans.ts';

const QUOTE = '"';
const BACKSLASH = '\\';
const INDEX = /"index"\s*:\s*(\d+)/g;

/** Where a string of JSON ends: the index of its closing quote, or -1. */
function closingQuote(text: string, from: number, limit: number): number {
  for (let at = text.indexOf(QUOTE, from); at >= 0 && at < limit; at = text.indexOf(QUOTE, at + 1)) {
    let slashes = 0;
    while (text[at - slashes - 1] === BACKSLASH && at - slashes > from) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

function afterSpaces(text: string, at: number): number {
  let index = at;
  while (text[index] === ' ' || text[index] === '\t') index++;
  return index;
}

/**
 * Visits the members of a line of JSON whose values are strings. Nothing is parsed: what is no JSON has members that are none, and they
 * do no harm.
 */
function eachMember(text: string, line: Span, visit: (name: string, value: Span) => void): void {
  let at = text.indexOf(QUOTE, line.start);
  while (at >= 0 && at < line.end) {
    const end = closingQuote(text, at + 1, line.end);
    if (end < 0) return;
    const colon = afterSpaces(text, end + 1);
    const value = text[colon] === ':' ? afterSpaces(text, colon + 1) : -1;
    if (value >= 0 && text[value] === QUOTE) {
      const close = closingQuote(text, value + 1, line.end);
      if (close < 0) return;
      visit(text.slice(at + 1, end), { start: value + 1, end: close });
      at = text.indexOf(QUOTE, close + 1);
    } else at = text.indexOf(QUOTE, end + 1);
  }
}

/** Lines that hold a string; a body may be a million empty ones. */
function* linesOf(text: string): Generator<Span> {
  for (let quote = text.indexOf(QUOTE); quote >= 0;) {
    const feed = text.indexOf('\n', quote);
    const end = feed < 0 ? text.length : feed;
    yield { start: text.lastIndexOf('\n', quote) + 1, end };
    quote = text.indexOf(QUOTE, end);
  }
}

/** Strings that belong together: of the same name, and in lines that name the same choice and the same tool call. */
function groupsOf(text: string): Iterable<readonly Span[]> {
  const groups = new Map<string, Span[]>();
  for (const line of linesOf(text)) {
    const indexes = [...text.slice(line.start, line.end).matchAll(INDEX)].map(([, index]) => index).join();
    eachMember(text, line, (name, value) => {
      const key = `${indexes} ${name}`;
      const known = groups.get(key);
      if (known) known.push(value);
      else groups.set(key, [value]);
    });
  }
  return groups.values();
}

/** The first of some ascending numbers that is greater than another one. */
function firstAbove(numbers: readonly number[], least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) > least) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A function from a part of joined pieces to parts of the text that they come from; the mark stands in the first of them. */
function unjoin(pieces: readonly Span[]): (found: Redaction) => Redaction[] {
  let length = 0;
  const ends = pieces.map(({ start, end }) => (length += end - start));
  return (found) => {
    const parts: Redaction[] = [];
    for (let index = firstAbove(ends, found.start); index < pieces.length; index++) {
      const { start, end } = pieces[index] ?? { start: 0, end: 0 };
      const before = (ends[index] ?? 0) - (end - start);
      if (before >= found.end) break;
      const from = Math.max(found.start - before, 0);
      const to = Math.min(found.end - before, end - start);
      if (from < to) parts.push({ start: start + from, end: start + to, mark: parts.length === 0 ? found.mark : '' });
    }
    return parts;
  };
}

/**
 * Finds secrets split over several deltas of a stream.
 *
 * @param find finds secrets in a text that is whole
 */
export function findSplitSecrets(text: string, find: (text: string) => readonly Redaction[]): Redaction[] {
  if (!text.includes(QUOTE)) return [];
  return [...groupsOf(text)]
    .filter((pieces) => pieces.length > 1)
    .flatMap((pieces) => {
      const partsOf = unjoin(pieces);
      return find(pieces.map(({ start, end }) => text.slice(start, end)).join(''))
        .map(partsOf)
        .filter((parts) => parts.length > 1)
        .flat();
    });
}

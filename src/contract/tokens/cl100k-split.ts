import { classBit, contraction, numberEnd, SET, skip, width } from './o200k-split.ts';
import { CLASS } from './vocabulary-layout.ts';

/**
 * The splitter of cl100k_base, by hand as that of o200k_base is. The published expression
 * (https://github.com/openai/tiktoken/blob/main/tiktoken_ext/openai_public.py) tries in this order at each place:
 *   1. a contraction
 *   2. one optional character that is no letter, digit or line end, then letters
 *   3. one to three digits
 *   4. optional blank, punctuation+, then line ends
 *   5. white space up to the end of the text
 *   6. white space up to its last line end
 *   7. white space but for its last character; else one character of it
 *
 * It has no cases, and marks are punctuation.
 */

const { other, upper, lower, caseless, mark, number, space, newline } = CLASS;
const LETTERS = SET(upper, lower, caseless);
const LEADING = SET(other, mark, space);
const PUNCTUATION = SET(other, mark);
const LINE_ENDS = SET(newline);
const WHITE = SET(space, newline);
const BLANK = 0x20;

function punctuationEnd(bytes: Uint8Array, at: number, end: number, classes: Uint8Array): number {
  return skip(bytes, skip(bytes, at, end, classes, PUNCTUATION), end, classes, LINE_ENDS);
}

function whiteEnd(bytes: Uint8Array, at: number, end: number, classes: Uint8Array): number {
  let next = at;
  let last = at;
  let lineEnd = at;
  while (next < end) {
    const bit = classBit(bytes, next, classes);
    if ((bit & WHITE) === 0) break;
    last = next;
    next += width(bytes[next] as number);
    if (bit === LINE_ENDS) lineEnd = next;
  }
  if (next === end) return next;
  if (lineEnd > at) return lineEnd;
  return last === at ? next : last;
}

/**
 * End of the piece that begins at `at`. Tokens never reach across pieces.
 *
 * @param bytes well-formed UTF-8 at least up to `end`
 * @param end end of the text
 * @param classes class of every code point, from the vocabulary
 */
export function cl100kPieceEnd(bytes: Uint8Array, at: number, end: number, classes: Uint8Array): number {
  const short = contraction(bytes, at, end);
  if (short > 0) return at + short;
  const bit = classBit(bytes, at, classes);
  if ((bit & LETTERS) !== 0) return skip(bytes, at, end, classes, LETTERS);
  const next = at + width(bytes[at] as number);
  if ((bit & LEADING) !== 0) {
    const word = skip(bytes, next, end, classes, LETTERS);
    if (word > next) return word;
  }
  if (bit === 1 << number) return numberEnd(bytes, at, end, classes);
  if ((bit & PUNCTUATION) !== 0) return punctuationEnd(bytes, at, end, classes);
  if (bytes[at] === BLANK && next < end && (classBit(bytes, next, classes) & PUNCTUATION) !== 0) {
    return punctuationEnd(bytes, next, end, classes);
  }
  return whiteEnd(bytes, at, end, classes);
}

import { CLASS } from './vocabulary-layout.ts';

/**
 * The splitter of o200k_base, by hand. The published one is a regular expression
 * (https://github.com/openai/tiktoken/blob/main/tiktoken_ext/openai_public.py); as such it backtracks, and over a run of
 * megabytes a backtracking engine may exhaust its stack. This one walks UTF-8 bytes and reads none more than three times.
 *
 * The alternatives, tried in this order at each place (M stands on both sides of the case line):
 *   1. one optional leading non-letter, upper*, lower+, optional contraction
 *   2. one optional leading non-letter, upper+, lower*, optional contraction
 *   3. one to three digits
 *   4. optional blank, punctuation+, then line ends and slashes
 *   5. white space up to its last line end
 *   6. white space but for its last character, when something follows; else all of it
 */

const { other, upper, lower, caseless, mark, number, space, newline } = CLASS;
/** Bits of some classes. */
export const SET = (...classes: number[]): number => classes.reduce((set, one) => set | (1 << one), 0);
const UPPERS = SET(upper, caseless, mark);
const LOWERS = SET(lower, caseless, mark);
const EITHER = SET(caseless, mark);
const LEADING = SET(other, mark, space);
const PUNCTUATION = SET(other, mark);
const WHITE = SET(space, newline);

const BLANK = 0x20;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const LETTER_A = 0x61;
const LETTER_Z = 0x7a;
const CR = 0x0d;
const LF = 0x0a;

/** Length in bytes of the character that begins with `lead`. */
export const width = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);

function wideClass(bytes: Uint8Array, at: number, lead: number, classes: Uint8Array): number {
  const second = (bytes[at + 1] as number) & 0x3f;
  if (lead < 0xe0) return classes[((lead & 0x1f) << 6) | second] as number;
  const third = (bytes[at + 2] as number) & 0x3f;
  if (lead < 0xf0) return classes[((lead & 0x0f) << 12) | (second << 6) | third] as number;
  const fourth = (bytes[at + 3] as number) & 0x3f;
  return classes[((lead & 0x07) << 18) | (second << 12) | (third << 6) | fourth] as number;
}

/** Bit of the class of the character at `at`. */
export function classBit(bytes: Uint8Array, at: number, classes: Uint8Array): number {
  const lead = bytes[at] as number;
  return 1 << (lead < 0x80 ? (classes[lead] as number) : wideClass(bytes, at, lead, classes));
}

/** First place from `at` on whose character is not of `set`. */
export function skip(bytes: Uint8Array, at: number, end: number, classes: Uint8Array, set: number): number {
  while (at < end && (classBit(bytes, at, classes) & set) !== 0) at += width(bytes[at] as number);
  return at;
}

/** First place from `at` on that is no lower-case letter of ASCII, which most of a text is: no table need be asked. */
function skipAscii(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && (bytes[at] as number) >= LETTER_A && (bytes[at] as number) <= LETTER_Z) at++;
  return at;
}

/** Length of 's 't 'm 'd 'll 've 're at `at`, in either case; 0 if there is none. */
export function contraction(bytes: Uint8Array, at: number, end: number): number {
  if (at + 1 >= end || bytes[at] !== APOSTROPHE) return 0;
  const first = (bytes[at + 1] as number) | 0x20;
  if (first === 0x73 || first === 0x64 || first === 0x6d || first === 0x74) return 2;
  if (at + 2 >= end) return 0;
  const second = (bytes[at + 2] as number) | 0x20;
  if (first === 0x6c) return second === 0x6c ? 3 : 0;
  return (first === 0x76 || first === 0x72) && second === 0x65 ? 3 : 0;
}

/**
 * End of a word whose letters begin at `at`, or `at` if there is none.
 * `lead` is where its leading non-letter begins (or `at`), which itself may be the word when it is a mark.
 */
function wordEnd(bytes: Uint8Array, lead: number, at: number, end: number, classes: Uint8Array): number {
  let next = at;
  // What lower+ gets when no lower-case letter follows: all up to the last letter that counts as both.
  let lastEither = lead;
  let bit = 0;
  while (next < end) {
    bit = classBit(bytes, next, classes);
    if ((bit & UPPERS) === 0) break;
    next += width(bytes[next] as number);
    if ((bit & EITHER) !== 0) lastEither = next;
  }
  if (next < end && bit === 1 << lower) next = skip(bytes, skipAscii(bytes, next, end), end, classes, LOWERS);
  else if (lastEither > lead) next = lastEither;
  else if (at > lead && classBit(bytes, lead, classes) === 1 << mark) next = at;
  else if (next === at) return lead;
  return next + contraction(bytes, next, end);
}

function punctuationEnd(bytes: Uint8Array, at: number, end: number, classes: Uint8Array): number {
  let next = skip(bytes, at, end, classes, PUNCTUATION);
  while (next < end && (bytes[next] === CR || bytes[next] === LF || bytes[next] === SLASH)) next++;
  return next;
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
    if (bit === 1 << newline) lineEnd = next;
  }
  if (lineEnd > at) return lineEnd;
  return next === end || last === at ? next : last;
}

/** End of one to three digits that begin at `at`. */
export function numberEnd(bytes: Uint8Array, at: number, end: number, classes: Uint8Array): number {
  let next = at;
  for (let digits = 0; digits < 3 && next < end; digits++) {
    if (classBit(bytes, next, classes) !== 1 << number) break;
    next += width(bytes[next] as number);
  }
  return next;
}

/**
 * End of the piece that begins at `at`. Tokens never reach across pieces.
 *
 * @param bytes well-formed UTF-8 at least up to `end`
 * @param classes class of every code point, from the vocabulary
 */
export function pieceEnd(bytes: Uint8Array, at: number, end: number, classes: Uint8Array): number {
  const bit = classBit(bytes, at, classes);
  const letters = (bit & LEADING) !== 0 ? at + width(bytes[at] as number) : at;
  if (bit !== 1 << number && bit !== 1 << newline) {
    const word = wordEnd(bytes, at, letters, end, classes);
    if (word > at) return word;
  }
  if (bit === 1 << number) return numberEnd(bytes, at, end, classes);
  if ((bit & PUNCTUATION) !== 0) return punctuationEnd(bytes, at, end, classes);
  if (bytes[at] === BLANK && letters < end && (classBit(bytes, letters, classes) & PUNCTUATION) !== 0) {
    return punctuationEnd(bytes, letters, end, classes);
  }
  return whiteEnd(bytes, at, end, classes);
}

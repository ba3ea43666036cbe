import { stem } from '../values/tokens.ts';
import { WORDS, wordSet } from '../words.ts';

const STOP = wordSet(WORDS.cues.stop);
const ABBREVIATIONS = wordSet(WORDS.cues.abbreviations);
const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  [...wordSet(WORDS.cues.numbers)].map((row) => [row.split('=')[0] ?? '', Number(row.split('=')[1])]),
);
const WORD = /[\p{L}\p{N}]+(?:['’_.-][\p{L}\p{N}]+)*/gu;
const HAN = /[\u3040-\u30ff\u3400-\u9fff]+/gu;
const WHOLE = /^\d{1,9}$/;

/** Words of a text as they stand. */
export const rawWords = (text: string): readonly string[] => text.match(WORD) ?? [];

/** Words of a text in lower case. */
export const wordsOf = (text: string): readonly string[] => rawWords(text.toLowerCase());

export const isHan = (text: string): boolean => text.search(HAN) >= 0;

/** The number that digits or a number word stand for. */
export function numberOf(word: string): number | undefined {
  if (WHOLE.test(word)) return Number(word);
  const lower = word.toLowerCase();
  return Object.hasOwn(NUMBERS, lower) ? NUMBERS[lower] : undefined;
}

export const isStopWord = (word: string): boolean => STOP.has(word);

function addHan(text: string, terms: Set<string>): void {
  for (const [run] of text.matchAll(HAN)) {
    if (run.length === 1) terms.add(run);
    for (let at = 0; at + 1 < run.length; at++) terms.add(run.slice(at, at + 2));
  }
}

/** What a text is about, as stems of its words without the small ones; of Chinese and Japanese, pairs of characters. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  for (const word of wordsOf(text)) {
    const plain = word.endsWith("'s") || word.endsWith('’s') ? word.slice(0, -2) : word;
    if (STOP.has(plain) || isHan(plain)) continue;
    const value = numberOf(plain);
    terms.add(value === undefined ? stem(plain) : String(value));
    if (plain.includes('-') || plain.includes('_'))
      for (const part of plain.split(/[-_]/)) if (part.length > 2 && !STOP.has(part)) terms.add(stem(part));
  }
  addHan(text, terms);
  return terms;
}

const END = new Set('.!?。！？'.split(''));
const AFTER_END = new Set('"”’\')]»」』'.split(''));

function endsHere(text: string, at: number, from: number): boolean {
  const c = text.charAt(at);
  if (!END.has(c)) return false;
  if ('。！？'.includes(c)) return true;
  const next = text.charAt(at + 1);
  if (next !== '' && next !== ' ' && next !== '\n' && !AFTER_END.has(next)) return false;
  if (c !== '.') return true;
  // An ellipsis that stands for something has no end: `["...", "..."]`.
  if (text.charAt(at - 1) === '.' && next !== '' && !/\s/.test(next)) return false;
  const before = text.slice(Math.max(from, at - 12), at);
  const word = before.slice(before.lastIndexOf(' ') + 1).toLowerCase();
  // `e.g. "1. FACT"`: the number of an item ends nothing.
  if (/["'`“(]\d{1,2}$/.test(before)) return false;
  return !ABBREVIATIONS.has(word) && !(word.length === 1 && word !== 'i' && !WHOLE.test(word) && /[a-z]/.test(word));
}

/** Longest bracket that is read as one. */
const BRACKET_LIMIT = 800;

/** Sentences of a text, in order, each with its own punctuation. Line breaks end them too. */
export function sentencesOf(text: string): readonly string[] {
  const found: string[] = [];
  let from = 0;
  const cut = (to: number): void => {
    const sentence = text.slice(from, to).trim();
    if (sentence !== '') found.push(sentence);
    from = to;
  };
  // What stands in brackets is no sentence of its own, unless the bracket is never closed.
  let depth = 0;
  let opened = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === '{' || c === '(') {
      if (depth++ === 0) opened = at;
    } else if (c === '}' || c === ')') depth = Math.max(0, depth - 1);
    if (depth > 0 && at - opened < BRACKET_LIMIT) continue;
    if (depth > 0) depth = 0;
    if (c === '\n') cut(at);
    else if (endsHere(text, at, from)) {
      while (at + 1 < text.length && (AFTER_END.has(text.charAt(at + 1)) || END.has(text.charAt(at + 1)))) at++;
      // A quotation that goes on in small letters has not ended its sentence: `the line "Sold." at the end`.
      if (!/^\s\p{Ll}/u.test(text.slice(at + 1, at + 3)) || !AFTER_END.has(text.charAt(at))) cut(at + 1);
    }
  }
  cut(text.length);
  return found;
}

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['‘', '’'],
  ["'", "'"],
  ['`', '`'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['„', '“'],
]);

/** A text without the quotation marks around all of it. */
export function unquote(text: string): string {
  const plain = text.trim();
  const close = QUOTES.get(plain.charAt(0));
  if (close === undefined || plain.length < 2 || !plain.endsWith(close)) return plain;
  const inner = plain.slice(1, -1);
  return inner.includes(close) && close !== "'" ? plain : inner;
}

/** A text without the punctuation at its end. */
export const withoutEnd = (text: string): string => text.replace(/[\s.,;:!?。，；：！？]{1,64}$/u, '');

export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The whole of a text on one line. */
export const oneLine = (text: string): string => text.split(/\s+/).join(' ').trim();

/** How many terms two texts share. */
export const overlapOf = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  [...a].filter((term) => b.has(term)).length;

import { CITIES, COUNTRIES } from './gazetteer.ts';
import { WORDS, wordSet } from '../words.ts';

/** A run of capitalised words, or a known place in lower case. */
export interface NameRun {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The word before, lower case; `''` at the start of a sentence. */
  readonly before: string;
}

const WORD = "\\p{Lu}[\\p{L}\\d&'’-]*";
const RUN = new RegExp(`${WORD}(?: (?:(?:of|de|del|la|le|los|das|dos|do|da|van|von|upon|el) ){0,2}${WORD}){0,5}`, 'gu');
/** Capitalised for another reason than being a name. */
const ORDINARY = wordSet(WORDS.values.capitalsOrdinary);
const CALENDAR = wordSet(WORDS.values.capitalsCalendar);

export const isCalendarWord = (word: string): boolean => CALENDAR.has(word.toLowerCase());

const wordBefore = (text: string, at: number): string =>
  /([\p{L}']{1,64})[:,]?\s+(?:the\s+)?["“(]?$/u.exec(text.slice(Math.max(0, at - 40), at))?.[1]?.toLowerCase() ?? '';

const isFiller = (word: string | undefined): boolean =>
  word !== undefined && (ORDINARY.has(word.toLowerCase()) || isCalendarWord(word));

/** Cuts ordinary words off both ends; "Mexico City" stays whole although a city is an ordinary word. */
function trimRun(words: string[]): number {
  let skipped = 0;
  const isPlace = (): boolean => CITIES.has(words.join(' ').toLowerCase());
  while (isFiller(words[0]) && !isPlace()) skipped += (words.shift() ?? '').length + 1;
  while (isFiller(words.at(-1)) && !isPlace()) words.pop();
  return skipped;
}

const OPENS = /(?:^|[.!?\n]\s{0,64})$/;
const ARTICLE = /^ (?:the|an?|my|our|this|that|all|these|those) /;
/** Whether a word is the verb of an order: "Mark the deal" begins a sentence and has its object behind it. */
export const opensOrder = (text: string, start: number, end: number): boolean =>
  ARTICLE.test(text.slice(end, end + 8)) && OPENS.test(text.slice(Math.max(0, start - 8), start));

function* trimmedRuns(text: string): Generator<NameRun> {
  for (const match of text.matchAll(RUN)) {
    const words = match[0].split(' ');
    const start = match.index + trimRun(words);
    const run = words.join(' ').replace(/['’]s$/, '');
    if (run.length < 2 || (words.length === 1 && opensOrder(text, start, start + run.length))) continue;
    yield { text: run, start, end: start + run.length, before: wordBefore(text, start) };
  }
}

/** First words of known places, so that ordinary words are passed over at once. */
const FIRST_WORDS = new Set(
  [...CITIES, ...COUNTRIES].filter((name) => name.length > 2).map((name) => name.split(' ')[0]),
);

/** Known places in lower case, up to three words long. */
function* lowerRuns(text: string): Generator<NameRun> {
  const words = [...text.matchAll(/[\p{L}.]+/gu)];
  for (let i = 0; i < words.length; i++) {
    const first = words[i];
    if (first === undefined || !FIRST_WORDS.has(first[0])) continue;
    for (let size = 3; size >= 1; size--) {
      const last = words[i + size - 1];
      if (last === undefined) continue;
      const end = last.index + last[0].length;
      const phrase = text.slice(first.index, end).toLowerCase();
      if (!CITIES.has(phrase) && !(phrase.length > 3 && COUNTRIES.has(phrase))) continue;
      yield { text: titleCase(phrase), start: first.index, end, before: wordBefore(text, first.index) };
      i += size - 1;
      break;
    }
  }
}

export const titleCase = (phrase: string): string =>
  phrase.replaceAll(/(^|[\s-])(\p{Ll})/gu, (_, gap: string, c: string) => gap + c.toUpperCase());

/** Names in the text, in order. */
export function findNameRuns(text: string): readonly NameRun[] {
  return [...trimmedRuns(text), ...lowerRuns(text)].sort((a, b) => a.start - b.start);
}

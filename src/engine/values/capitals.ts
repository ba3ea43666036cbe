import { CITIES, COUNTRIES } from './gazetteer.ts';

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
const ORDINARY = new Set(
  "reach ring patient server receipt passenger candidate contact dear meet what what's whats when where which who who's whose why how how's is are was were do does did can could will would should may might please tell give get find show list book send create make add set use call check search look calculate compute translate convert write draft explain summarize summarise extract return generate delete remove update open close play turn schedule remind order buy compare i i'm i'd i'll i've my me we our the a an this that these those it it's its if then also and or but so hey hi hello thanks thank ok okay yes no not in on at for from to of with about let let's json api url id pm am today tomorrow tonight yesterday next last record analyze analyse classify describe parse invoice order meeting subject dear reply could help need want plan name age email phone address city country date title note task item total price user customer read run delete increase decrease enable disable start stop cancel reserve fetch retrieve lookup given there here answer question sure great celsius fahrenheit kelvin".split(
    ' ',
  ),
);
const CALENDAR = new Set(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter'.split(
    ' ',
  ),
);

export const isCalendarWord = (word: string): boolean => CALENDAR.has(word.toLowerCase());

const wordBefore = (text: string, at: number): string =>
  /([\p{L}']+)[:,]?\s+(?:the\s+)?["“(]?$/u.exec(text.slice(Math.max(0, at - 40), at))?.[1]?.toLowerCase() ?? '';

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

function* trimmedRuns(text: string): Generator<NameRun> {
  for (const match of text.matchAll(RUN)) {
    const words = match[0].split(' ');
    const start = match.index + trimRun(words);
    const run = words.join(' ').replace(/['’]s$/, '');
    if (run.length < 2) continue;
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

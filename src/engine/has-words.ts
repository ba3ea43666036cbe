/** What a pattern is asked, where a list of words does for it. */
export interface WordMatcher {
  readonly test: (text: string) => boolean;
}

const LETTER = /[\p{L}\p{N}_]/u;
const HAN = /[\u3040-\u30ff\u3400-\u9fff]/;

const isLetter = (c: string): boolean => c !== '' && LETTER.test(c);

/**
 * Whether a phrase stands in a text as whole words. Both are in lower case; an empty phrase stands nowhere, and one that ends
 * in "*" may go on.
 */
export function hasPhrase(lower: string, whole: string): boolean {
  const open = whole.endsWith('*');
  const phrase = open ? whole.slice(0, -1) : whole;
  if (phrase === '') return false;
  for (let at = lower.indexOf(phrase); at >= 0; at = lower.indexOf(phrase, at + 1)) {
    const free = !isLetter(lower.charAt(at - 1)) && (open || !isLetter(lower.charAt(at + phrase.length)));
    if (free || HAN.test(phrase)) return true;
  }
  return false;
}

/**
 * Finds one of some words or phrases in a text, in any case and as whole words; of Chinese and Japanese, anywhere.
 *
 * @param list separated by blanks, with "_" for the blanks within
 * @example anyOf('depth how_deep').test('How deep is it?') // true
 */
export function anyOf(list: string): WordMatcher {
  const phrases = list.split(' ').map((phrase) => phrase.replaceAll('_', ' '));
  return {
    test: (text) => {
      const lower = text.toLowerCase();
      return phrases.some((phrase) => hasPhrase(lower, phrase));
    },
  };
}

/** Lists are literals or data, so there are only so many. */
const matchers = new Map<string, WordMatcher>();

/** Whether a text has one of some words or phrases: see `anyOf`. */
export function hasAny(text: string, list: string): boolean {
  const matcher = matchers.get(list) ?? anyOf(list);
  matchers.set(list, matcher);
  return matcher.test(text);
}

/** Rows of "key => phrases" as keys with their matchers; the first that is found in a text counts. */
export const keyedBy = (rows: readonly string[]): ReadonlyArray<readonly [string, WordMatcher]> =>
  rows.map((row) => {
    const [key = '', phrases = ''] = row.split(' => ');
    return [key, anyOf(phrases)] as const;
  });

/** The key of the first row whose phrases stand in a text. */
export const keyIn = (table: ReadonlyArray<readonly [string, WordMatcher]>, text: string): string | undefined =>
  table.find(([, words]) => words.test(text))?.[0];

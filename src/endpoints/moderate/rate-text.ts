import data from './categories.json' with { type: 'json' };

/** The signs of a category. */
interface Category {
  /** Words and phrases, `*` for any ending. */
  readonly words: readonly string[];
  /** Categories that are flagged along with it. */
  readonly also?: readonly string[];
  /** Whether pictures are judged by it, too. */
  readonly image?: boolean;
}

/** Every category by its name, in the order in which the API tells them. */
export const CATEGORIES: ReadonlyMap<string, Category> = new Map(Object.entries<Category>(data.categories));

/** Above it a category is flagged. */
const THRESHOLD = 0.5;

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\{}]/g, String.raw`\$&`);

const source = (phrase: string): string =>
  phrase
    .split(/(?:\s+)/)
    .map((word) => (word.endsWith('*') ? String.raw`${escaped(word.slice(0, -1))}[\p{L}]*` : escaped(word)))
    .join(String.raw`\s+`);

/** Any of some phrases, as whole words. */
const anyOf = (phrases: readonly string[]): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${phrases.map(source).join('|')})(?![\p{L}\p{N}])`, 'gu');

const EXCEPT = anyOf(data.except);
const PATTERNS: ReadonlyMap<string, RegExp> = new Map([...CATEGORIES].map(([name, { words }]) => [name, anyOf(words)]));

/** A number from 0 to 1 that depends on nothing but the text. */
function fractionOf(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return ((value ^ (value >>> 13)) >>> 0) / 2 ** 32;
}

/** The score of a category: high where a phrase occurs, and higher where more do; else next to nothing. */
function scoreOf(hits: number, noise: number): number {
  return hits > 0 ? 1 - 0.3 ** hits * (0.4 + 0.4 * noise) : 10 ** (-6 + 3 * noise);
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('’', "'");

/**
 * Rates a text by the words that are in it. It knows no context beyond a few phrases that mean no harm, and says the same of the
 * same text each time.
 *
 * @returns a score from 0 to 1 for each category
 */
export function rateText(text: string): Map<string, number> {
  const plain = folded(text).replaceAll(EXCEPT, ' ');
  const hits = new Map([...PATTERNS].map(([name, pattern]) => [name, [...plain.matchAll(pattern)].length]));
  for (const [name, { also = [] }] of CATEGORIES) {
    const count = hits.get(name) ?? 0;
    for (const other of also) hits.set(other, (hits.get(other) ?? 0) + count);
  }
  return new Map([...hits].map(([name, count]) => [name, scoreOf(count, fractionOf(`${name} ${plain}`))]));
}

export const isFlagged = (score: number): boolean => score >= THRESHOLD;

import { stem } from '../values/tokens.ts';
import { termsOf } from '../read/text.ts';
import { WORDS } from '../words.ts';

const GROUPS: ReadonlyMap<string, readonly number[]> = buildGroups();

function buildGroups(): ReadonlyMap<string, readonly number[]> {
  const map = new Map<string, number[]>();
  for (const [at, line] of WORDS.synonyms.groups.entries()) {
    for (const word of line.split(' ')) {
      const key = stem(word);
      map.set(key, [...(map.get(key) ?? []), at]);
    }
  }
  return map;
}

/** Shortest beginning that two words must share to be taken for forms of one. */
const PREFIX = 5;

/** Whether two stems are forms of one word: "plan" and "planning", "Lager" and "Lagers". */
export function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4) return false;
  if (long.startsWith(short)) return true;
  let shared = 0;
  while (shared < short.length && short.charAt(shared) === long.charAt(shared)) shared++;
  return shared >= PREFIX && shared >= short.length - 2;
}

/** Whether two stems stand for each other. */
export function alike(a: string, b: string): boolean {
  const groups = GROUPS.get(a);
  return groups !== undefined && (GROUPS.get(b) ?? []).some((group) => groups.includes(group));
}

/** How much two sets of words share: 1 for each word, a part for words that stand for each other. */
export function overlap(
  query: ReadonlySet<string>,
  other: ReadonlySet<string>,
  weight: (term: string) => number = () => 1,
): number {
  let score = 0;
  for (const term of query) {
    if (other.has(term)) score += weight(term);
    else if ([...other].some((one) => sameWord(term, one))) score += weight(term) * 0.9;
    else if ([...other].some((one) => alike(term, one))) score += weight(term) * 0.6;
  }
  return score;
}

export interface Ranked<T> {
  readonly item: T;
  readonly score: number;
}

/**
 * Ranks texts by what they share with a query. Words that many of them have count less. Best first; ties keep their order.
 */
export function rank<T>(
  items: readonly T[],
  textOf: (item: T) => string,
  query: ReadonlySet<string>,
): readonly Ranked<T>[] {
  const terms = items.map((item) => termsOf(textOf(item)));
  const counts = new Map<string, number>();
  for (const set of terms) for (const term of set) counts.set(term, (counts.get(term) ?? 0) + 1);
  const weight = (term: string): number => {
    const seen = counts.get(term) ?? 0;
    return 1 + Math.log((items.length + 1) / (seen + 1)) / 2;
  };
  return items
    .map((item, at) => ({ item, score: overlap(query, terms[at] ?? new Set(), weight) }))
    .toSorted((a, b) => b.score - a.score);
}

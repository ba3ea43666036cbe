import type { JsonValue } from '../../contract/api-types.ts';
import { isId, type Leaf } from './known-leaves.ts';
import { splitName, splitWords, stem } from './tokens.ts';
import { WORDS, wordSet } from '../words.ts';

const LOWEST = wordSet(WORDS.values.rankRecordsLowest);
const HIGHEST = wordSet(WORDS.values.rankRecordsHighest);

/** Words that turn a state round: "who has not paid". */
const NEGATION =
  /\b(?:not|no|never|without|isn't|aren't|hasn't|haven't|wasn't|weren't|didn't|don't|doesn't|yet to|still)\b[\w' ]{0,24}$/;

/** A state that the wish names: true where it is meant as it stands, false where it is denied. */
function rankTruth(leaf: Leaf, lower: string): number {
  const word = leaf.key.find((one) => one.length > 2 && !/^(?:is|has|was|are)$/.test(one));
  if (word === undefined) return 0;
  const root = stem(word);
  const at = lower.indexOf(root);
  if (at < 0) return 0;
  const denied =
    NEGATION.test(lower.slice(Math.max(0, at - 40), at)) ||
    /(?:un|in|non-?)$/.test(lower.slice(Math.max(0, at - 4), at));
  return leaf.value === !denied ? 2 : 0;
}

const BELOW = /\b(?:less|cheaper|lower|below|under|fewer|at most)\b[^\d]{0,16}(\d[\d.]*)/;
const ABOVE = /\b(?:more|above|over|at least|higher|greater|longer|older)\b[^\d]{0,16}(\d[\d.]*)/;

/** A number within the bound that the wish sets to its key: "that spent more than 100". */
function rankBound(leaf: Leaf, lower: string, rooted: ReadonlySet<string>): number {
  if (!leaf.key.some((word) => word.length > 2 && rooted.has(stem(word)))) return 0;
  const [below, above] = [BELOW.exec(lower)?.[1], ABOVE.exec(lower)?.[1]];
  const value = Number(leaf.value);
  if (below !== undefined) return value < Number(below) ? 2 : 0;
  return above !== undefined && value > Number(above) ? 2 : 0;
}

const SMALL = new Set('the of to in on at for is are and or with that who which it be has was'.split(' '));

function rankWords(leaf: Leaf, words: ReadonlySet<string>, rooted: ReadonlySet<string>): number {
  if (typeof leaf.value !== 'string') return words.has(String(leaf.value)) ? 1 : 0;
  const said = leaf.value.slice(0, 200);
  return (said.includes(' ') ? splitWords(said) : splitName(said)).filter(
    (word) => word.length > 1 && !SMALL.has(word) && rooted.has(stem(word)),
  ).length;
}

/** Which records the words single out: those they quote, and the extreme ones of "cheapest" and "latest". */
export function rankRecords(leaves: readonly Leaf[], wish: string): ReadonlyMap<number, number> {
  const lower = wish.toLowerCase();
  const words = new Set(splitWords(wish));
  const rooted = new Set([...words].map(stem));
  const ranks = new Map<number, number>();
  for (const leaf of leaves) {
    if (typeof leaf.value === 'number') {
      const fits = rankBound(leaf, lower, rooted);
      if (fits > 0) ranks.set(leaf.record, (ranks.get(leaf.record) ?? 0) + fits);
    }
    const score = typeof leaf.value === 'boolean' ? rankTruth(leaf, lower) : rankWords(leaf, words, rooted);
    if (score > 0) ranks.set(leaf.record, (ranks.get(leaf.record) ?? 0) + score);
  }
  const sign = [...words].some((word) => LOWEST.has(word)) ? -1 : [...words].some((word) => HIGHEST.has(word)) ? 1 : 0;
  if (sign !== 0) rankExtremes(leaves, words, sign, ranks);
  return ranks;
}

const MEASURES: readonly (readonly [RegExp, RegExp])[] = [
  [/cheap|price|pric|cost|expens/, /price|cost|fare|rate|total|amount|fee/],
  [/latest|newest|recent|last|oldest|earliest|soon/, /date|time|created|updated|at|year|depart|start|hour|when|begin/],
  [/best|top|rated|highest/, /rating|score|stars|rank/],
  [/short|long|fast/, /duration|minutes|hours|time|length/],
  [/near|close/, /distance|km|miles|meters/],
];

function rankExtremes(
  leaves: readonly Leaf[],
  words: ReadonlySet<string>,
  sign: number,
  ranks: Map<number, number>,
): void {
  const text = [...words].join(' ');
  const rooted = new Set([...words].map(stem));
  const named = leaves.filter(
    (leaf) => typeof leaf.value === 'number' && leaf.key.some((word) => rooted.has(stem(word))),
  );
  const measure = MEASURES.find(
    ([asked, key]) => asked.test(text) && leaves.some((leaf) => key.test(leaf.key.join(' '))),
  )?.[1];
  const numeric = leaves.filter((leaf) =>
    measure === undefined
      ? typeof leaf.value === 'number' && !isId(leaf.key) && (named.length === 0 || named.includes(leaf))
      : measure.test(leaf.key.join(' ')),
  );
  const better = (a: JsonValue, b: JsonValue): boolean => (sign > 0 ? (a ?? 0) > (b ?? 0) : (a ?? 0) < (b ?? 0));
  let best: Leaf | undefined;
  for (const leaf of numeric)
    if (leaf.value !== null && (best === undefined || better(leaf.value, best.value ?? 0))) best = leaf;
  if (best !== undefined) ranks.set(best.record, (ranks.get(best.record) ?? 0) + 5);
}

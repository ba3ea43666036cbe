import { wordsOf } from '../read/text.ts';
import { WORDS, wordSet } from '../words.ts';

const { feelings } = WORDS;
const WEIGHTS: ReadonlyMap<string, number> = new Map(
  [
    [2, feelings.good2] as const,
    [1, feelings.good] as const,
    [-1, feelings.bad] as const,
    [-2, feelings.bad2] as const,
  ].flatMap(([weight, words]) => words.split(' ').map((word): [string, number] => [word, weight])),
);
const NEGATIONS = wordSet(feelings.not);
const GOOD_PARTS = feelings.goodParts.split(' ');
const BAD_PARTS = feelings.badParts.split(' ');

/** How well a text speaks of its matter: below 0 for badly, above for well. "Not bad" counts for good. */
export function feelingOf(text: string): number {
  const words = wordsOf(text.slice(0, 8000).replaceAll('’', "'"));
  let balance = 0;
  for (let at = 0; at < words.length; at++) {
    const weight = WEIGHTS.get(words[at] ?? '') ?? 0;
    if (weight === 0) continue;
    const turned = words.slice(Math.max(0, at - 3), at).some((word) => NEGATIONS.has(word));
    balance += turned ? -weight : weight;
  }
  const lower = text.toLowerCase();
  for (const part of GOOD_PARTS) if (lower.includes(part) && !lower.includes(`不${part}`)) balance += 1;
  for (const part of BAD_PARTS) if (lower.includes(part)) balance -= 1;
  return balance;
}

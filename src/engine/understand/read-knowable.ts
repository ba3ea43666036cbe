import { readSum } from './arithmetic.ts';
import type { Reading } from './reading.ts';
import type { Scene } from './scene.ts';
import { findFact } from './named-facts.ts';
import { recalledKey } from './stated-facts.ts';
import { convertUnits } from './units.ts';
import { capitalClaim, countryFact, generalFact } from './world-facts.ts';

const ASKS_FOR_SUM =
  /^(?:(?:please|hey|hi|ok|now|so|and|can you|could you)[, ]+)*(?:what|how much|calculate|compute|evaluate|solve|add|subtract|multiply|divide|sum|work out|tell me|is|find|use|answer|then)\b|^[\d(\s.+*/^x×÷=?-]+$|=\s*\?|多少|等于|计算/;
const TAG_QUESTION = /\b(?:what|who|which|where|when|how|is|name|tell|in|capital|speed|sky)\b/;

/** What a model says that it was not told, rather than to speak about it in general. */
const MISSED =
  /^(?:name|age|city|job|favou?rite)|^(?:(?:secret|magic|code|pass) ?)+(?:word|phrase|code)$|^code ?name$|^(?:暗号|口令|密语)$/;

/** Questions that have one right answer which the mock can know. */
export function readKnowable({ text, lower, words, previous, facts }: Scene): Reading | undefined {
  const key = recalledKey(lower);
  const told = key === undefined ? undefined : findFact(key, facts);
  if (key !== undefined && (told !== undefined || MISSED.test(key)))
    return { task: { kind: 'recall', key, value: told } };
  if (text.length > 400) return undefined;
  if (/\d/.test(lower) && ASKS_FOR_SUM.test(lower)) {
    const sum = readSum(text, previous);
    if (sum !== undefined) return { task: { kind: 'arithmetic', ...sum } };
  }
  const converted = /\d/.test(lower) ? convertUnits(text) : undefined;
  if (converted !== undefined) return { task: { kind: 'fact', ...converted } };
  const verdict = lower.includes(' the capital ') ? capitalClaim(lower) : undefined;
  if (verdict !== undefined) return { task: { kind: 'verdict', ...verdict } };
  const fact =
    text.includes('首都') || TAG_QUESTION.test(lower)
      ? (countryFact(lower) ?? (lower.length < 160 ? generalFact(words) : undefined))
      : undefined;
  return fact === undefined ? undefined : { task: { kind: 'fact', short: fact.short, sentence: fact.sentence } };
}

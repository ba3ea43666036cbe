import { wordsOf } from '../read/text.ts';
import { hasPhrase } from '../has-words.ts';
import { WORDS, wordSet } from '../words.ts';

const HARM = wordSet(WORDS.pairs.harm);
const SPAM = wordSet(WORDS.pairs.spam);
const HAN_HARM = [...HARM].filter((word) => /[\u4e00-\u9fff]/.test(word));
const OVERRIDES = WORDS.fill.harmOverrides;

/** Whether a text asks for something harmful, or speaks of it as its own. */
export function findHarm(text: string): boolean {
  const words = wordsOf(text.slice(0, 16_000));
  return words.some((word) => HARM.has(word)) || HAN_HARM.some((word) => text.includes(word));
}

/** Whether a text tries to turn the assistant against its instructions. */
export function findOverride(text: string): boolean {
  const lower = text.toLowerCase();
  return OVERRIDES.some((phrase) => hasPhrase(lower, phrase));
}

/** Whether a text reads like spam: several of its words. */
export const findSpam = (text: string): boolean => wordsOf(text).filter((word) => SPAM.has(word)).length > 1;

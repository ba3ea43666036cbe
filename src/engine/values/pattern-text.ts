import { generateFromRegex } from './generate-from-regex.ts';
import type { Making } from './making.ts';

/** Characters that cost as much as one value. */
const CHARACTERS = 20;
/** What a pattern costs that no text was found for. */
const IN_VAIN = 500;
/** So far below empty nothing is looked for any more. */
const EXHAUSTED = -15_000;

/** A text that matches a pattern, paid for from the work that one answer may cost. */
export function patternText(
  pattern: string,
  making: Making,
  least: number = 0,
  most: number = Infinity,
): string | undefined {
  if (making.fuel < EXHAUSTED) return undefined;
  const text = generateFromRegex(pattern, making.random, least, most);
  making.fuel -= text === undefined ? IN_VAIN : Math.floor(text.length / CHARACTERS);
  return text;
}

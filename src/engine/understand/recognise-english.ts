import { COMPARE_VS, compare } from './read-small-requests.ts';
import { applyRules, type Reading, type Rule } from './reading.ts';
import { ASKING } from './rules-asking.ts';
import { DOING } from './rules-doing.ts';
import { MAKE } from './rules-making.ts';

/** Rules by the first word of the request, so that a prompt meets a handful of patterns and not the whole grammar. */
const BY_FIRST_WORD: ReadonlyMap<string, readonly Rule[]> = new Map(
  Object.entries({ ...ASKING, ...DOING }).flatMap(([words, rules]) =>
    words.split(' ').map((word): [string, readonly Rule[]] => [word, rules]),
  ),
);

/** "I want a recipe", "I need three ideas": a wish for something to be made. */
const WISH =
  /^(?:i(?:'d like|'d love| want| need| would like)|we need) (?:you to )?(?=(?:an?|some|the|\d+|two|three|four|five|ten) )/i;

const POLITE =
  /^(?:(?:please|kindly|hey|hi|hello|ok|okay|so|now|well|also|then|could you|can you|would you|will you|i want you to|i'd like you to|i would like you to|i need you to|you should|your task is to|help me(?: to)?|let's|just|i want to know|i'd like to know|do you know|i need|i want|i'd like)\b[,!:]? *(?:please )?(?=[a-z]))+/i;

/** A directive inside the sentence: "Use bullet points to describe the benefits of tea". */
const DIRECTIVE = /\b(?:explain|describe|write|list|compare|summari[sz]e|translate|create|generate|give me|tell me)\b/i;

const FIRST_WORD = /^["'“(¿¡]*([a-zà-ÿ]+(?:'s|5)?)/i;
const firstWord = (text: string): string => FIRST_WORD.exec(text)?.[1]?.toLowerCase() ?? '';

/**
 * Reads an English request by its first word. Politeness in front is skipped: "Could you please explain …".
 * @example recogniseEnglish('How do I bake bread?') // { task: { kind: 'how-to' }, topic: 'bake bread' }
 */
export function recogniseEnglish(text: string): Reading | undefined {
  const line = text.length > 600 ? text.slice(0, 600) : text;
  // "Could you explain rain?" begins like a question, but is a request.
  const bare = line.replace(POLITE, '');
  const reading = bare === line ? undefined : applyRules(BY_FIRST_WORD.get(firstWord(bare)), bare);
  if (reading !== undefined) return reading;
  const direct = applyRules(BY_FIRST_WORD.get(firstWord(line)), line);
  if (direct !== undefined) return direct;
  if (WISH.test(line)) return applyRules(MAKE, line.replace(WISH, 'give me '));
  const versus = COMPARE_VS.exec(line);
  if (versus !== null) return compare(versus);
  const inside = DIRECTIVE.exec(line);
  if (inside === null || inside.index === 0 || inside.index > 200) return undefined;
  const rest = line.slice(inside.index);
  return applyRules(BY_FIRST_WORD.get(firstWord(rest)), rest);
}

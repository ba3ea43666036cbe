import type { Facts } from './facts.ts';
import { SILENT } from './silent-words.ts';
import { splitWords, stem } from './tokens.ts';
import { anyOf } from '../has-words.ts';

const QUOTED = /['"“`]([^'"“”`\n]{1,30})['"”`]/g;
const ONE_OF = anyOf('one_of either must_be score whether or when');
const QUESTION = /\bquestion\s*:\s*([^\n]+)/i;

/** The values that a description allows in words: "'moored' when the boat lies at the pier and 'away' when it is at sea". */
export function describedChoices(description: string): readonly string[] {
  if (!ONE_OF.test(description)) return [];
  const found = Array.from(description.matchAll(QUOTED), (match) => match[1] ?? '');
  const short = [...new Set(found)].filter((choice) => choice.split(' ').length <= 3);
  return short.length >= 2 && short.length <= 12 ? short : [];
}

const telling = (text: string): Set<string> =>
  new Set(
    splitWords(text)
      .filter((word) => word.length > 2)
      .map(stem)
      .filter((root) => !SILENT.has(root)),
  );

/** Whether the material bears on the question that stands beside it. */
function bearsOnQuestion(text: string): boolean {
  const question = QUESTION.exec(text)?.[1] ?? '';
  const rest = telling(text.replace(question, ' '));
  const asked = telling(question);
  return asked.size === 0 || [...asked].filter((root) => rest.has(root)).length * 2 >= Math.min(asked.size, 2);
}

/** The described choice that the words speak for: the one they name, or yes and no by whether a document helps. */
export function describedChoice(choices: readonly string[], facts: Facts): string | undefined {
  const words = new Set(splitWords(facts.lower));
  const named = choices.find((choice) => words.has(choice.toLowerCase()));
  if (named !== undefined) return named;
  const wanted = bearsOnQuestion(facts.text) ? /^(?:yes|true|relevant|pass)$/i : /^(?:no|false|irrelevant|fail)$/i;
  return choices.find((choice) => wanted.test(choice)) ?? choices[0];
}

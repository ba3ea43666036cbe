import { isPlain, isWhole, isAnswer } from '../evidence/predicates.ts';
import type { Flaw } from './define-check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import type { SeenChoice } from '../evidence/seen-answer.ts';
import { anyVocabulary, isWithin } from './token-range.ts';

/** Tokens beside the text of a choice, and around a call, that a service of unknown make may count. */
const CHOICE_MARKS = 16;
const CALL_MARKS = 100;

/** Reasoning is shown, and the counts do not say how much of them it is. */
export const hidesReasoning = ({ choices, usage }: ParsedExchange): boolean =>
  choices.some(({ reasoning }) => reasoning) && !usage?.reasoning;

const textOf = ({ content, refusal, reasoning, calls, functionCall }: SeenChoice, withReasoning: boolean): string =>
  [
    content,
    refusal,
    withReasoning ? reasoning : undefined,
    ...calls.flatMap((call) => [call.name, String(call.arguments ?? '')]),
    functionCall?.name,
    functionCall?.arguments,
  ]
    .filter(Boolean)
    .join('\n');

/**
 * What the completion tokens say that cannot be. A model of the catalogue is counted with its vocabulary, which the contract does; of any
 * other, only counts that are impossible in any vocabulary are reported, also if visible reasoning is included but not listed separately.
 */
export function completionCount(seen: ParsedExchange, { info, tokenizer }: Evidence): readonly Flaw[] | undefined {
  const told = seen.usage?.completion;
  if (!isAnswer(seen) || !isWhole(seen) || told === undefined) return undefined;
  // usage.sum reports reasoning tokens above the total.
  if ((seen.usage?.reasoning ?? 0) > told) return undefined;
  const untold = hidesReasoning(seen);
  if (info !== undefined && !untold)
    return seen.findings.filter(({ requirement }) => requirement === 'usage.completion.matches');
  const calls = seen.choices.reduce((sum, choice) => sum + choice.calls.length + (choice.functionCall ? 1 : 0), 0);
  const text = seen.choices.map((choice) => textOf(choice, untold)).join('\n');
  const marks = seen.choices.length * CHOICE_MARKS + calls * CALL_MARKS;
  const { least } = anyVocabulary(seen.choices.map((choice) => textOf(choice, false)).join('\n'), { tokenizer, marks });
  const range = { least, most: anyVocabulary(text, { tokenizer, marks }).most };
  const visible = told - (seen.usage?.reasoning ?? 0);
  return isWithin(visible, range)
    ? []
    : [
        {
          path: isPlain(seen) ? seen.reading.places.completion : '/usage',
          expected: `${range.least} to ${range.most} tokens in any vocabulary`,
          received: `${visible} without reasoning tokens`,
        },
      ];
}

import { asList, asObject, isText } from '../../contract/schema/json-shape.ts';
import type { Check } from './check.ts';
import { contractCheck, exchangeCheck, type Flaw } from './define-check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { declaresFunctions, isAnswer, isSound, isStream, limitOf, wasAwaited } from '../evidence/predicates.ts';

/** A delta of a chunk that ends its choice and says something, too. */
function merged({ chunks }: ParsedExchange): Flaw[] {
  const found = chunks.find(({ chunk }) =>
    asList(chunk['choices'])
      .map(asObject)
      .some((choice) => {
        const { content, tool_calls: calls, refusal } = asObject(choice['delta']);
        return isText(choice['finish_reason']) && (isText(content) || isText(refusal) || asList(calls).length > 0);
      }),
  );
  return found === undefined
    ? []
    : [{ event: found.event, expected: 'a separate chunk', received: 'a chunk that also has content' }];
}

const BORNE_OUT = 0.75;
/** Tokens of its own marks that a service may count beyond the limit. */
const BESIDE = 1;

/**
 * An answer that has used its limit up was cut off. A service may stop a token or two short of the limit for invisible
 * tokens, so only a count at the limit is conclusive; param.limit reports counts far above it.
 */
function lengthTold(seen: ParsedExchange, { tokenizer }: Evidence): Flaw[] | undefined {
  const [limit, used] = [limitOf(seen), seen.usage?.completion];
  const [choice] = seen.choices;
  if (!isSound(seen) || limit === undefined || used === undefined || choice === undefined || seen.choices.length > 1)
    return undefined;
  if (used < limit || used > limit + BESIDE || choice.calls.length > 0) return undefined;
  // A count that the text does not bear out tells nothing of how the answer ended.
  if (tokenizer.count(choice.content ?? '') + (seen.usage?.reasoning ?? 0) < limit * BORNE_OUT) return undefined;
  // The model may have ended by itself with its last token.
  if (used === limit && /[.!?。！？\d)\]}]\s*$/.test(choice.content ?? '')) return undefined;
  // What is missing, or no word of the contract, other checks tell.
  return choice.finish === 'stop'
    ? [{ path: '/choices/0/finish_reason', expected: '"length"', received: '"stop"' }]
    : [];
}

/** Checks of how answers finish. */
export const finishChecks: readonly Check[] = [
  contractCheck(
    { id: 'finish.once', class: 'protocol', fix: 'Send exactly one chunk with a finish_reason for each choice.' },
    (seen) => isStream(seen) && wasAwaited(seen),
  ),
  contractCheck(
    { id: 'finish.value', class: 'protocol', fix: 'Map the upstream reason to one of the five documented values.' },
    isAnswer,
  ),
  contractCheck(
    {
      id: 'finish.tool-calls',
      class: 'protocol',
      fix: 'Set finish_reason to "tool_calls" if the message has tool calls.',
    },
    isAnswer,
  ),
  exchangeCheck(
    { id: 'finish.length', class: 'protocol', fix: 'Set finish_reason to "length" if the limit ended the response.' },
    lengthTold,
  ),
  exchangeCheck({ id: 'finish.merged', class: 'hygiene', fix: 'No action needed; this is legal.' }, (seen) =>
    isStream(seen) && seen.chunks.length > 0 ? merged(seen) : undefined,
  ),
  exchangeCheck(
    { id: 'finish.legacy', class: 'protocol', fix: 'Use "tool_calls"; "function_call" is only for functions.' },
    (seen) => {
      if (!isAnswer(seen) || declaresFunctions(seen) || seen.choices.length === 0) return undefined;
      const legacy = seen.choices.some(({ finish }) => finish === 'function_call');
      return legacy ? [{ expected: 'another value', received: '"function_call"' }] : [];
    },
  ),
];

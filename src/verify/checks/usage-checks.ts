import type { Check } from './check.ts';
import { contractCheck, exchangeCheck } from './define-check.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { completionCount } from './completion-count.ts';
import { isAnswer, isPlain, isStream, wasAwaited } from '../evidence/predicates.ts';

const hasChunks = (seen: ParsedExchange): boolean => isStream(seen) && seen.chunks.length > 0;

/** Checks of the counts that an answer carries, as far as one answer shows whether they can be right. */
export const usageChecks: readonly Check[] = [
  contractCheck(
    {
      id: 'usage.stream.requested',
      class: 'billing',
      fix: 'Send a final usage chunk if and only if include_usage is true.',
    },
    (seen) => hasChunks(seen) && wasAwaited(seen),
  ),
  contractCheck(
    {
      id: 'usage.stream.last',
      class: 'billing',
      fix: 'Send usage in a separate chunk with "choices": [], after all others.',
    },
    (seen) => hasChunks(seen) && seen.usage !== undefined,
  ),
  contractCheck(
    { id: 'usage.stream.null-elsewhere', class: 'billing', fix: 'Send "usage": null in every chunk but the last.' },
    hasChunks,
  ),
  contractCheck(
    { id: 'usage.schema', class: 'billing', fix: 'Send counts as non-negative integers.' },
    (seen) => (isPlain(seen) || hasChunks(seen)) && seen.usage !== undefined,
  ),
  contractCheck(
    { id: 'usage.sum', class: 'billing', fix: 'Include reasoning in the completion tokens, and add both counts.' },
    (seen) => isAnswer(seen) && seen.usage !== undefined,
  ),
  exchangeCheck(
    {
      id: 'usage.completion.matches',
      class: 'billing',
      fix: 'Report the token counts of the model instead of an estimate.',
    },
    completionCount,
  ),
  exchangeCheck(
    { id: 'usage.cached.part', class: 'billing', fix: 'Include cached tokens in the prompt tokens.' },
    ({ usage }) => {
      if (usage?.cached === undefined || usage.prompt === undefined) return undefined;
      return usage.cached <= usage.prompt
        ? []
        : [{ path: '/usage', expected: `at most ${usage.prompt} cached tokens`, received: `${usage.cached}` }];
    },
  ),
];

import type { Usage } from '../contract/api-types.ts';
import type { ModelInfo } from '../contract/models.ts';
import type { Cost } from './record.ts';

/**
 * What an answer would have cost: tokens times the catalogue's prices per million.
 *
 * @example costOf({ prompt_tokens: 1_000_000, completion_tokens: 0, total_tokens: 1_000_000 }, model) // { amount: 1.8, currency: 'CNY' }
 */
export function costOf(usage: Usage, { price }: ModelInfo): Cost {
  const amount = (usage.prompt_tokens * price.input + usage.completion_tokens * price.output) / 1e6;
  return { amount, currency: price.currency };
}

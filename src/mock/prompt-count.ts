import type { ChatCompletionRequest, Message } from '../contract/api-types.ts';
import type { ModelInfo } from '../contract/models.ts';
import { countPromptTokens, roundCached } from '../contract/tokens/prompt-tokens.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';

/** The service caches prompts of at least this many tokens; published and recorded. */
const CACHE_FLOOR = 1024;

/**
 * Tokens of a prompt, and how many of them the service has seen before. A conversation with an answer in it was sent without
 * that answer the turn before, so everything up to there is cached: no state is needed to know it, and the same request gets
 * the same numbers whatever was asked before.
 *
 * @param before the messages of the previous turn
 */
export function countPrompt(
  request: ChatCompletionRequest,
  before: readonly Message[],
  model: ModelInfo,
  tokenizer: Tokenizer,
): { readonly prompt: number; readonly cached: number } {
  const { total } = countPromptTokens(request, model, tokenizer);
  if (total < CACHE_FLOOR || before.length === 0) return { prompt: total, cached: 0 };
  const seen = countPromptTokens({ ...request, messages: [...before] }, model, tokenizer).total;
  return { prompt: total, cached: roundCached(Math.min(seen, total)) };
}

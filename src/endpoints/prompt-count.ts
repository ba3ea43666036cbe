import type { Message } from '../contract/api-types.ts';
import type { ModelInfo } from '../contract/models.ts';
import { countPromptTokens, roundCached } from '../contract/tokens/prompt-tokens.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import type { EngineRequest } from '../engine/request.ts';

/** The service caches prompts of at least this many tokens; published and recorded. */
const CACHE_FLOOR = 1024;

/** Tokens of a prompt. */
export interface PromptCount {
  readonly prompt: number;
  /** Those of them that an earlier turn of the same conversation has paid for already. */
  readonly cached: number;
}

/** The messages of a conversation before its last answer: what the previous call has sent already. */
function previousPrompt(messages: readonly Message[]): readonly Message[] {
  const last = messages.findLastIndex((message) => message.role === 'assistant');
  return last > 0 ? messages.slice(0, last) : [];
}

/**
 * Tokens of a prompt, and how many of them the service has seen before. A conversation with an answer in it was sent without
 * that answer the turn before, so everything up to there is cached: no state is needed to know it, and the same request gets
 * the same numbers whatever was asked before.
 */
export function countPrompt(request: EngineRequest, model: ModelInfo, tokenizer: Tokenizer): PromptCount {
  const { total } = countPromptTokens(request, model, tokenizer);
  const before = previousPrompt(request.messages);
  if (total < CACHE_FLOOR || before.length === 0) return { prompt: total, cached: 0 };
  const seen = countPromptTokens({ ...request, messages: [...before] }, model, tokenizer).total;
  return { prompt: total, cached: roundCached(Math.min(seen, total)) };
}

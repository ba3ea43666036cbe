import type { ChatCompletionRequest, Usage } from '../contract/api-types.ts';
import { countCompletionTokens, roundReasoning } from '../contract/tokens/completion-tokens.ts';
import type { ModelInfo } from '../contract/models.ts';
import { countPromptTokens } from '../contract/tokens/prompt-tokens.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import type { Said } from './build-said.ts';
import { refuse } from './build-settle.ts';
import type { ReplyUsage } from '../scenarios/scenario.ts';
import { scriptUsage } from '../engine/script-usage.ts';

/** What tokens are counted with; either may be unknown. */
export interface Counting {
  readonly request: ChatCompletionRequest;
  /** Absent for a model that the catalogue does not have. */
  readonly model: ModelInfo | undefined;
  /** Absent where there is no file system and none was given. */
  readonly tokenizer: Tokenizer | undefined;
}

interface Counts {
  readonly prompt: number;
  readonly completion: number;
  readonly reasoning: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Most tokens of a choice, as the request wants it. */
export const limitOf = (request: ChatCompletionRequest): number =>
  request.max_completion_tokens ?? request.max_tokens ?? Infinity;

const reasoningOf = (said: Said, model: ModelInfo, tokenizer: Tokenizer): number =>
  said.reasoningTokens + roundReasoning(tokenizer.count(said.reasoning?.whole ?? ''), model.reasoning?.token_step ?? 1);

/** An answer that the limit cut off took exactly as many tokens as it allows, without invisible ones. */
function completionOf(said: Said, limit: number, model: ModelInfo, tokenizer: Tokenizer): number {
  const count = (text: string): number => tokenizer.count(text);
  const tokens = countCompletionTokens(
    {
      reasoningTokens: reasoningOf(said, model, tokenizer),
      textTokens: count((said.text ?? said.refusal)?.whole ?? ''),
      toolCalls: said.calls.map(({ name, input }) => ({ nameTokens: count(name), argsTokens: count(input) })),
    },
    model,
  );
  return Math.min(limit, tokens);
}

function counted(choices: readonly Said[], { request, model, tokenizer }: Counting): Counts | undefined {
  if (!model || !tokenizer) return undefined;
  return {
    prompt: countPromptTokens(request, model, tokenizer).total,
    completion: sum(choices.map((said) => completionOf(said, limitOf(request), model, tokenizer))),
    reasoning: sum(choices.map((said) => reasoningOf(said, model, tokenizer))),
  };
}

function given(what: string, choices: readonly Said[], usage: ReplyUsage, { model, request }: Counting): Counts {
  const { prompt_tokens: prompt, completion_tokens: completion } = usage;
  const reasoning = sum(choices.map(({ reasoningTokens }) => reasoningTokens));
  if (prompt !== undefined && completion !== undefined) return { prompt, completion, reasoning };
  const cause = model ? 'there is no tokenizer here' : `the catalogue has no model "${request.model}"`;
  throw refuse(what, `${cause}, so its tokens cannot be counted; give usage: { prompt_tokens, completion_tokens }`);
}

/**
 * Usage of an answer: counted by the rules of the contract, and changed by what is given.
 *
 * @throws StarmockError `BAD_SCENARIO` where nothing can be counted and not enough is given
 */
export function buildUsage(what: string, choices: readonly Said[], usage: ReplyUsage, counting: Counting): Usage {
  const { prompt, completion, reasoning } = counted(choices, counting) ?? given(what, choices, usage, counting);
  const whole: Usage = {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
  return scriptUsage(whole, usage);
}

import type { ModelInfo } from '../models.ts';

/** Tokens of the visible and hidden parts of one choice. */
export interface SpokenTokens {
  /** Already in the steps of the model; see {@link roundReasoning}. */
  readonly reasoningTokens: number;
  readonly textTokens: number;
  readonly toolCalls: readonly { readonly nameTokens: number; readonly argsTokens: number }[];
}

/**
 * Tokens billed for one choice: its parts, and the marks around them that the model writes invisibly.
 * A choice without text but with calls has no text to mark.
 *
 * @example
 * countCompletionTokens({ reasoningTokens: 0, textTokens: 12, toolCalls: [] }, gpt51); // 15
 */
export function countCompletionTokens(spoken: SpokenTokens, model: Pick<ModelInfo, 'completion_tokens'>): number {
  const marks = model.completion_tokens;
  const { reasoningTokens, textTokens, toolCalls } = spoken;
  let total = reasoningTokens + textTokens;
  if (textTokens > 0 || toolCalls.length === 0) total += reasoningTokens > 0 ? marks.reasoned_text : marks.text;
  for (const [index, call] of toolCalls.entries()) {
    total += call.nameTokens + call.argsTokens + (index === 0 ? marks.first_tool_call : marks.next_tool_call);
  }
  return total;
}

/**
 * Reasoning tokens as the service reports them: none, or whole steps. Every recorded count is a multiple of 64.
 *
 * @param step `token_step` of the model
 */
export function roundReasoning(tokens: number, step: number): number {
  return tokens <= 0 ? 0 : Math.ceil(tokens / step) * step;
}

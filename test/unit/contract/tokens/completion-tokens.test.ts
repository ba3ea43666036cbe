import { describe, expect, it } from 'vitest';
import { countCompletionTokens, roundReasoning } from '../../../../src/contract/tokens/completion-tokens.ts';

const GPT_4O = { completion_tokens: { text: 0, reasoned_text: 0, first_tool_call: 7, next_tool_call: 24 } };
const GPT_5 = { completion_tokens: { text: 3, reasoned_text: 9, first_tool_call: 16, next_tool_call: 24 } };
const call = { nameTokens: 2, argsTokens: 5 };

describe('countCompletionTokens', () => {
  it('counts text with its marks', () => {
    expect(countCompletionTokens({ reasoningTokens: 0, textTokens: 12, toolCalls: [] }, GPT_4O)).toBe(12);
    expect(countCompletionTokens({ reasoningTokens: 0, textTokens: 12, toolCalls: [] }, GPT_5)).toBe(15);
  });

  it('counts reasoning, and other marks for text after it', () => {
    expect(countCompletionTokens({ reasoningTokens: 128, textTokens: 12, toolCalls: [] }, GPT_5)).toBe(149);
  });

  it('counts tool calls by name, arguments and marks', () => {
    expect(countCompletionTokens({ reasoningTokens: 0, textTokens: 0, toolCalls: [call] }, GPT_4O)).toBe(14);
    expect(countCompletionTokens({ reasoningTokens: 64, textTokens: 0, toolCalls: [call] }, GPT_5)).toBe(87);
    expect(countCompletionTokens({ reasoningTokens: 0, textTokens: 0, toolCalls: [call, call] }, GPT_4O)).toBe(45);
  });

  it('counts text before a call with the marks of both', () => {
    expect(countCompletionTokens({ reasoningTokens: 0, textTokens: 10, toolCalls: [call] }, GPT_5)).toBe(36);
  });

  it('counts the marks of an empty answer', () => {
    expect(countCompletionTokens({ reasoningTokens: 0, textTokens: 0, toolCalls: [] }, GPT_5)).toBe(3);
  });
});

describe('roundReasoning', () => {
  it.each([
    [0, 0],
    [1, 64],
    [64, 64],
    [65, 128],
  ])('rounds %i up to %i', (tokens, rounded) => {
    expect(roundReasoning(tokens, 64)).toBe(rounded);
  });
});

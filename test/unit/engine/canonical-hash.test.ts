import { describe, expect, test } from 'vitest';
import type { ChatCompletionRequest } from '../../../src/contract/api-types.ts';
import { hashRequest } from '../../../src/engine/canonical-hash.ts';

const REQUEST: ChatCompletionRequest = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hi' }] };

describe('hashRequest', () => {
  test('is the same on every machine', () => {
    expect(hashRequest(REQUEST)).toMatch(/^[0-9a-f]{16}$/);
    expect(hashRequest(REQUEST)).toMatchInlineSnapshot(`"597a55125198a70e"`);
  });

  test('does not see the order of keys', () => {
    expect(hashRequest({ messages: [{ content: 'Hi', role: 'user' }], model: 'gpt-5.1' })).toBe(hashRequest(REQUEST));
  });

  test.each([
    ['stream', { stream: true, stream_options: { include_usage: true } }],
    ['limits', { max_tokens: 5, stop: 'x', n: 3 }],
    ['logprobs', { logprobs: true, top_logprobs: 2 }],
    ['bookkeeping', { user: 'u', metadata: { a: 'b' }, store: true }],
    ['nulls', { temperature: null }],
  ] satisfies [string, Partial<ChatCompletionRequest>][])('does not see %s', (_, fields) => {
    expect(hashRequest({ ...REQUEST, ...fields })).toBe(hashRequest(REQUEST));
  });

  test.each([
    ['model', { model: 'gpt-5.1-chat' }],
    ['messages', { messages: [{ role: 'user', content: 'Ho' }] }],
    ['temperature', { temperature: 0.5 }],
    ['seed', { seed: 1 }],
    ['tools', { tools: [{ type: 'function', function: { name: 'f' } }] }],
    ['reasoning_effort', { reasoning_effort: 'low' }],
  ] satisfies [string, Partial<ChatCompletionRequest>][])('sees %s', (_, fields) => {
    expect(hashRequest({ ...REQUEST, ...fields })).not.toBe(hashRequest(REQUEST));
  });

  test('survives structure nested ten thousand deep', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`) as Record<string, unknown>;
    expect(
      hashRequest({ ...REQUEST, tools: [{ type: 'function', function: { name: 'f', parameters: deep } }] }),
    ).toHaveLength(16);
  });
});

import { describe, expect, test } from 'vitest';
import { bent, healthy, usageOf } from '../subjects.ts';

describe('the faults of what is charged', () => {
  test('estimate tokens from characters, at the rate that is asked for', async () => {
    const outcome = await bent('usage.estimate', 'plain', { values: { value: 2 } });
    const content = JSON.parse(outcome.text) as { choices: [{ message: { content: string } }] };
    expect(usageOf(outcome)).toMatchObject({
      prompt_tokens: 'Tell me about the sea.'.length * 2,
      completion_tokens: content.choices[0].message.content.length * 2,
    });
  });

  test('charge another price each time', async () => {
    const charged = [0, 1, 2].map(
      async (serial) => usageOf(await bent('usage.jitter', 'plain', { serial })).prompt_tokens,
    );
    const [first = 0, ...others] = await Promise.all(charged);
    expect(first).toBe(usageOf(await healthy('plain')).prompt_tokens);
    expect(others).toEqual([first + 3, first + 6]);
  });

  test.each([
    ['usage.prompt-inflated', 3, 1, 0],
    ['usage.completion-inflated', 1, 3, 50],
  ])('charge many times as much: %s', async (name, prompts, completions, more) => {
    const right = usageOf(await healthy('usage'));
    const told = usageOf(await bent(name, 'usage', { values: { value: 3 } }));
    expect(told.prompt_tokens).toBe(right.prompt_tokens * prompts);
    expect(told.completion_tokens).toBe(right.completion_tokens * completions + more);
    expect(told.total_tokens).toBe(told.prompt_tokens + told.completion_tokens);
  });

  test('do not tell the reasoning apart, where it is shown', async () => {
    const name = 'usage.no-reasoning-details';
    expect(usageOf(await bent(name, 'plain reasoning'))).not.toHaveProperty('completion_tokens_details');
    expect(usageOf(await bent(name, 'plain'))).toEqual(usageOf(await healthy('plain')));
  });

  test('tell parts that are larger than the whole', async () => {
    const reasoned = usageOf(await bent('usage.reasoning-gt-completion', 'plain'));
    expect(reasoned.completion_tokens_details?.reasoning_tokens).toBeGreaterThan(reasoned.completion_tokens);
    const cached = usageOf(await bent('usage.cached-gt-prompt', 'plain'));
    expect(cached.prompt_tokens_details?.cached_tokens).toBeGreaterThan(cached.prompt_tokens);
  });

  test('tell too little', async () => {
    const total = usageOf(await bent('usage.total-wrong', 'plain'));
    expect(total.total_tokens).toBe(total.prompt_tokens);
    expect(usageOf(await bent('usage.completion-short', 'plain')).completion_tokens).toBe(1);
  });

  test('may leave out details that say nothing, and only those', async () => {
    expect(Object.keys(usageOf(await bent('usage.details-absent', 'plain')))).toHaveLength(3);
    expect(usageOf(await bent('usage.details-null', 'plain')).completion_tokens_details).toBeNull();
    const reasoned = usageOf(await healthy('plain reasoning'));
    expect(usageOf(await bent('usage.details-absent', 'plain reasoning'))).toEqual(reasoned);
  });
});

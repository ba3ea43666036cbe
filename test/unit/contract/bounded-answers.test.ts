// Proves src/contract/schema/validators.ts, src/contract/shortened.ts.
import { describe, expect, it } from 'vitest';
import { defaultContract } from '../../../src/contract/contract.ts';
import { shortened } from '../../../src/contract/shortened.ts';
import { loadValidators } from '../../../src/contract/schema/validators.ts';

const validators = await loadValidators(defaultContract());
const good = (index: number): object => ({
  index,
  message: { role: 'assistant', content: 'x', refusal: null },
  finish_reason: 'stop',
  logprobs: null,
});
const answer = (choices: readonly unknown[]): object => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_764_000_000,
  model: 'gpt-5.1',
  choices,
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

describe('an answer of very many elements', () => {
  it('is cut before all of its faults are looked for, and no list becomes empty', () => {
    let left = 0;
    const count = (node: unknown): void => {
      if (Array.isArray(node)) left += node.length;
      if (typeof node === 'object' && node !== null) Object.values(node).forEach(count);
    };
    const lists = Array.from({ length: 5000 }, () => ({ calls: [1, 2, 3] }));
    count(shortened({ a: lists, b: [1] }, 100));
    expect(left).toBeLessThanOrEqual(100 + 100 + 1);
    expect(shortened({ a: lists, b: [[1], [2]] }, 100)).toMatchObject({ b: [[1]] });
  });

  it('is told its fault wherever that stands', () => {
    const choices = Array.from({ length: 3000 }, (_, index) => good(index));
    expect(validators.response('ChatCompletion', answer(choices))).toEqual([]);
    for (const place of [0, 999, 1000, 2999]) {
      const bad = choices.with(place, { ...good(place), finish_reason: 7 });
      const paths = validators.response('ChatCompletion', answer(bad)).map(({ path }) => path);
      expect(paths).toContain(`/choices/${place}/finish_reason`);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { composeReasoning } from '../../../../src/engine/prose/compose-reasoning.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { askAbout } from './ask-about.ts';

const think = (text: string, effort: Parameters<typeof composeReasoning>[2], seed = '1'): string =>
  composeReasoning(askAbout(text), createRandom(seed), effort);

/** About four tokens to three words. */
const tokens = (text: string): number => (text.split(/\s+/).length * 4) / 3;

describe('composeReasoning', () => {
  it.each([
    ['low', 35, 110],
    ['medium', 90, 280],
    ['high', 270, 640],
  ] as const)('thinks at effort %s for about %d to %d tokens', (effort, least, most) => {
    for (let seed = 0; seed < 20; seed++) {
      const count = tokens(think('How do I bake sourdough bread?', effort, `${seed}`));
      expect(count).toBeGreaterThanOrEqual(least);
      expect(count).toBeLessThanOrEqual(most);
    }
  });

  it('thinks nothing at effort none', () => {
    expect(think('How do I bake bread?', 'none')).toBe('');
  });

  it('speaks of the question in the first person', () => {
    const text = think('How do I bake sourdough bread?', 'medium');
    expect(text).toContain('bake sourdough bread');
    expect(text).toMatch(/\bI(?:'ll| |'m)/);
  });

  it('works the sum out', () => {
    expect(think('What is 17*23?', 'low')).toContain('391');
  });

  it('considers the tools of the request', () => {
    const tools = [{ type: 'function' as const, function: { name: 'get_weather' } }];
    const ask = askAbout("What's the weather in Oslo?", undefined, { tools });
    expect(composeReasoning(ask, createRandom('1'), 'low')).toContain('`get_weather`');
  });

  it('thinks in Chinese about a Chinese question', () => {
    expect(think('解释一下机器学习', 'medium')).toMatch(/^[^a-z]*机器学习[^a-z]*$/);
  });
});

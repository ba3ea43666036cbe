import { describe, expect, it } from 'vitest';
import { loadTokenizer } from '../../../../src/contract/tokens/load-tokenizer.ts';
import { rememberCounts } from '../../../../src/contract/tokens/token-memo.ts';
import type { Tokenizer } from '../../../../src/contract/tokens/tokenizer.ts';
import { createRandom } from '../../../../src/engine/random.ts';

const real = loadTokenizer();

/** A tokenizer that writes down what it is asked to count. */
function watched(): { readonly asked: string[]; readonly tokenizer: Tokenizer } {
  const asked: string[] = [];
  const count = (text: string): number => {
    asked.push(text);
    return text.length;
  };
  return { asked, tokenizer: { ...real, count } };
}

const long = (letter: string): string => letter.repeat(1000);

describe('rememberCounts', () => {
  it('counts a long text once', () => {
    const { asked, tokenizer } = watched();
    const memo = rememberCounts(tokenizer, 1_000_000);
    expect([memo.count(long('a')), memo.count(long('a')), memo.count(long('b'))]).toEqual([1000, 1000, 1000]);
    expect(asked).toEqual([long('a'), long('b')]);
  });

  it('tells long texts apart wherever they differ', () => {
    const { tokenizer } = watched();
    const memo = rememberCounts({ ...tokenizer, count: (text) => text.indexOf('!') }, 1_000_000);
    const texts = Array.from({ length: 3000 }, (_, at) => `${'a'.repeat(at)}!${'a'.repeat(2999 - at)}`);
    expect(texts.map((text) => memo.count(text))).toEqual(texts.map((_, at) => at));
    expect(texts.map((text) => memo.count(text))).toEqual(texts.map((_, at) => at));
  });

  it('forgets what was not asked for in the time of two generations, and keeps what was', () => {
    const { asked, tokenizer } = watched();
    const memo = rememberCounts(tokenizer, 30_000);
    memo.count(long('a'));
    for (const letter of 'bcdefghijklmnop') {
      memo.count(long(letter));
      memo.count(long('b'));
    }
    asked.length = 0;
    memo.count(long('a'));
    memo.count(long('b'));
    expect(asked.map((text) => text[0]).join('')).toBe('a');
  });

  it('does not remember a text that would push out most others', () => {
    const { asked, tokenizer } = watched();
    const memo = rememberCounts(tokenizer, 6000);
    memo.count(long('a'));
    memo.count(long('a'));
    expect(asked).toHaveLength(2);
  });

  it('counts a repeated conversation of 100,000 tokens in a tenth of the first time', () => {
    const random = createRandom('conversation');
    const words = 'the model answers with a question about rivers, numbers and trade; nobody knew.'.split(' ');
    const messages = Array.from({ length: 200 }, () => Array.from({ length: 500 }, () => random.pick(words)).join(' '));
    const memo = rememberCounts(real, 16 * 1024 * 1024);
    const timed = (): readonly [tokens: number, ms: number] => {
      const fresh = JSON.parse(JSON.stringify(messages)) as string[];
      const begin = performance.now();
      const tokens = fresh.reduce((sum, message) => sum + memo.count(message), 0);
      return [tokens, performance.now() - begin];
    };
    const [first, firstMs] = timed();
    const repeats = Array.from({ length: 5 }, timed);
    expect(first).toBeGreaterThan(100_000);
    expect(new Set(repeats.map(([tokens]) => tokens))).toEqual(new Set([first]));
    expect(Math.min(...repeats.map(([, ms]) => ms))).toBeLessThan(firstMs / 10);
  });
});

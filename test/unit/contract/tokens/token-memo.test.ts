import { describe, expect, it } from 'vitest';
import { rememberCounts } from '../../../../src/contract/tokens/token-memo.ts';
import type { Tokenizer } from '../../../../src/contract/tokens/tokenizer.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { effort } from '../../../support/effort.ts';
import { tokenizer } from '../../../support/tokenizer.ts';

/** A tokenizer that writes down what it is asked to count. */
function watched(): { readonly asked: string[]; readonly tokenizer: Tokenizer } {
  const asked: string[] = [];
  const count = (text: string): number => {
    asked.push(text);
    return text.length;
  };
  return { asked, tokenizer: { ...tokenizer, count } };
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

  it('counts a repeated conversation of 100,000 tokens for a tenth of the first effort', () => {
    const random = createRandom('conversation');
    const words = 'the model answers with a question about rivers, numbers and trade; nobody knew.'.split(' ');
    const messages = Array.from({ length: 200 }, () => Array.from({ length: 500 }, () => random.pick(words)).join(' '));
    const memo = rememberCounts(tokenizer, 16 * 1024 * 1024);
    const counted = (): readonly [tokens: number, cost: number] => {
      const fresh = JSON.parse(JSON.stringify(messages)) as string[];
      let tokens = 0;
      const cost = effort(() => {
        tokens = fresh.reduce((sum, message) => sum + memo.count(message), 0);
      });
      return [tokens, cost];
    };
    const [first, firstCost] = counted();
    const repeats = Array.from({ length: 5 }, counted);
    expect(first).toBeGreaterThan(100_000);
    expect(new Set(repeats.map(([tokens]) => tokens))).toEqual(new Set([first]));
    expect(Math.min(...repeats.map(([, cost]) => cost))).toBeLessThan(firstCost / 10);
  });
});

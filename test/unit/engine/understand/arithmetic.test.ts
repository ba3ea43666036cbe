import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSum } from '../../../../src/engine/understand/arithmetic.ts';

describe('readSum', () => {
  it.each([
    ['What is 2+2?', '4'],
    ['What is 789 + 321?', '1110'],
    ['what is 2 times 3', '6'],
    ['What is 25 * 4? Think briefly first.', '100'],
    ['Add 5 and 7', '12'],
    ['subtract 5 from 20', '15'],
    ['divide 9 by 2', '4.5'],
    ['What is 15% of 200?', '30'],
    ['square root of 144', '12'],
    ['(2 + 3) * 4 - 6 / 2', '17'],
    ['2 to the power of 10', '1024'],
    ['What is 1,000 + 1?', '1001'],
    ['12 × 12 等于多少', '144'],
    ['0.1 + 0.2', '0.3'],
    ['What is 123 / 456?', '0.269737'],
  ])('works out %j', (text, result) => {
    expect(readSum(text, '')?.result).toBe(result);
  });

  it.each(['What is love?', 'Tell me about 1984', '1 / 0', '2 + ', '2024-01-05', '((((', 'x'.repeat(500)])(
    'finds no sum in %j',
    (text) => {
      expect(readSum(text, '')).toBeUndefined();
    },
  );

  it('agrees with the machine on products and sums of integers', () => {
    const small = integer({ min: 0, max: 9999 });
    assert(
      property(small, small, small, (a, b, c) => {
        expect(readSum(`what is ${a} + ${b} * ${c}?`, '')?.result).toBe(String(a + b * c));
      }),
      { seed: 20, numRuns: 200 },
    );
  });
});

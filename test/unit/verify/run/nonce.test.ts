import { describe, expect, it } from 'vitest';
import { nonceOf } from '../../../../src/verify/run/nonce.ts';

describe('nonceOf', () => {
  it('is the same for the same parts', () => {
    expect(nonceOf('run 7', 'gpt-5.1', 'history.read', 0)).toBe(nonceOf('run 7', 'gpt-5.1', 'history.read', 0));
  });

  it('does not join parts so that they can be taken for others', () => {
    expect(nonceOf('ab', 'c')).not.toBe(nonceOf('a', 'bc'));
  });

  it('is a bird and a number of four digits, and hardly ever the same by chance', () => {
    const words = Array.from({ length: 500 }, (_, index) => nonceOf('run', 'gpt-5.1', 'text', index));
    expect(words.every((word) => /^[a-z]+-[1-9]\d{3}$/.test(word))).toBe(true);
    // Ninety thousand words: of five hundred, a couple may meet.
    expect(new Set(words).size).toBeGreaterThan(490);
  });
});

import { describe, expect, test } from 'vitest';
import { createMemo, hashBytes } from '../../../src/mock/memo.ts';

/** A memo that is told each text twice, as a repeated request would. */
function remembering(limit: number) {
  const memo = createMemo<string>(limit);
  const twice = (text: string, hash: number, weight = 0): void => {
    memo.set(text, hash, text, weight);
    memo.set(text, hash, text, weight);
  };
  return { memo, twice };
}

describe('a memo', () => {
  test('remembers a text when it comes the second time', () => {
    const memo = createMemo<string>(1000);
    memo.set('a', 1, 'A', 0);
    expect(memo.get('a', 1)).toBeUndefined();
    memo.set('a', 1, 'A', 0);
    expect(memo.get('a', 1)).toBe('A');
  });

  test('never takes one text for another with the same hash', () => {
    const { memo, twice } = remembering(1000);
    twice('a', 1);
    expect(memo.get('b', 1)).toBeUndefined();
  });

  test('forgets what has not been asked for in the time of two generations, and keeps what has', () => {
    const { memo, twice } = remembering(100);
    twice('old', 1, 7);
    twice('used', 2, 6);
    for (let hash = 3; hash < 60; hash++) {
      memo.get('used', 2);
      twice(`t${hash}`, hash, 7);
    }
    expect([memo.get('old', 1), memo.get('used', 2)]).toEqual([undefined, 'used']);
  });

  test('does not keep what would push out most of the rest', () => {
    const { memo, twice } = remembering(100);
    twice('big', 1, 50);
    expect(memo.get('big', 1)).toBeUndefined();
  });
});

test('hashBytes tells bodies apart by their ends and their lengths', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const long = 'x'.repeat(20_000);
  const hashes = ['', 'a', 'b', `${long}a`, `${long}b`, `${long}aa`].map((text) => hashBytes(bytes(text)));
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(hashBytes(bytes(`${long}a`))).toBe(hashBytes(bytes(`${long}a`)));
});

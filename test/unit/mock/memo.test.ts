import { assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemo, hashBytes, type Memo } from '../../../src/mock/memo.ts';

const encoder = new TextEncoder();
const hash = (text: string): number => hashBytes(encoder.encode(text));

/** A text is kept from its second time on. */
function setTwice<T>(memo: Memo<T>, text: string, key: number, value: T, weight = 0): void {
  memo.set(text, key, value, weight);
  memo.set(text, key, value, weight);
}

describe('the memo', () => {
  test('keeps a text when it comes the second time, and gives back what was set for it', () => {
    const memo = createMemo<number>(1000);
    memo.set('a', hash('a'), 1, 0);
    expect(memo.get('a', hash('a'))).toBeUndefined();
    memo.set('a', hash('a'), 1, 0);
    expect(memo.get('a', hash('a'))).toBe(1);
    expect(memo.get('b', hash('b'))).toBeUndefined();
  });

  test('never mistakes a text for another of the same hash', () => {
    const memo = createMemo<string>(1000);
    setTwice(memo, 'a', 7, 'of a');
    expect(memo.get('b', 7)).toBeUndefined();
    setTwice(memo, 'b', 7, 'of b');
    expect(memo.get('b', 7)).toBe('of b');
    expect(memo.get('a', 7)).toBeUndefined();
  });

  test('forgets what was not asked for in two generations, and keeps what was', () => {
    const memo = createMemo<number>(1000);
    for (let i = 0; i < 100; i++) {
      setTwice(memo, `text ${i}`, i, i, 100);
      memo.get('text 0', 0);
    }
    expect(memo.get('text 0', 0)).toBe(0);
    expect(memo.get('text 1', 1)).toBeUndefined();
    expect(memo.get('text 99', 99)).toBe(99);
  });

  test('does not keep what would take an eighth of it', () => {
    const memo = createMemo<number>(1000);
    setTwice(memo, 'large', 1, 1, 200);
    expect(memo.get('large', 1)).toBeUndefined();
  });
});

describe('the hash of a body', () => {
  test('changes with any byte, wherever it stands', () => {
    assert(
      property(
        uint8Array({ minLength: 1, maxLength: 200 }),
        integer(),
        integer({ min: 1, max: 255 }),
        (bytes, at, by) => {
          const other = Uint8Array.from(bytes);
          const place = Math.abs(at) % other.length;
          other[place] = (other[place] ?? 0) ^ by;
          expect(hashBytes(other)).not.toBe(hashBytes(bytes));
        },
      ),
      { seed: 1 },
    );
  });

  test('spreads bodies that differ in a number over all values', () => {
    const hashes = Array.from({ length: 100_000 }, (_, i) =>
      hash(`{"content":"booking ${String(i).padStart(8, '0')}"}`),
    );
    // By chance, one pair in 100,000 values of 32 bits.
    expect(new Set(hashes).size).toBeGreaterThan(99_990);
    expect(new Set(hashes.map((value) => value >>> 24)).size).toBe(256);
  });

  test('reads the ends of a long body', () => {
    const long = 'x'.repeat(100_000);
    expect(hash(`${long}a`)).not.toBe(hash(`${long}b`));
    expect(hash(`a${long}`)).not.toBe(hash(`b${long}`));
  });
});

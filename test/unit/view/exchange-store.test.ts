import { describe, expect, test } from 'vitest';
import { createExchangeStore } from '../../../src/view/exchange-store.ts';

const numbers = (kept: readonly { readonly number: number }[]): number[] => kept.map(({ number }) => number);

describe('the store', () => {
  test('keeps the last exchanges, by number and by size', () => {
    const store = createExchangeStore<string>({ count: 3, bytes: 100 });
    for (const number of [1, 2, 3, 4]) store.put(number, `${number}`, 10);
    expect(numbers(store.since(0, 10))).toEqual([2, 3, 4]);
    store.put(5, '5', 85);
    expect(numbers(store.since(0, 10))).toEqual([4, 5]);
    store.put(6, '6', 500);
    expect([numbers(store.since(0, 10)), store.get(5)]).toEqual([[6], undefined]);
  });

  test('tells what has changed since, a few at a time, and each only as it is now', () => {
    const store = createExchangeStore<string>();
    store.put(1, 'begun', 1);
    const known = store.revision;
    store.put(2, 'begun', 1);
    store.put(1, 'over', 1);
    expect(store.since(known, 10).map(({ number, value }) => [number, value])).toEqual([
      [2, 'begun'],
      [1, 'over'],
    ]);
    expect(numbers(store.since(0, 1))).toEqual([2]);
    expect(store.since(store.revision, 10)).toEqual([]);
  });

  test('counts the size of what is replaced once', () => {
    const store = createExchangeStore<string>({ count: 10, bytes: 100 });
    store.put(1, 'one', 50);
    for (let round = 0; round < 10; round++) store.put(2, 'two', 50);
    expect(numbers(store.since(0, 10))).toEqual([1, 2]);
  });

  test('calls back until it is told not to', () => {
    const store = createExchangeStore<string>();
    let calls = 0;
    const release = store.onChange(() => calls++);
    store.put(1, 'one', 1);
    release();
    store.put(2, 'two', 1);
    expect(calls).toBe(1);
  });
});

import { describe, expect, test } from 'vitest';
import type { Frame } from '../../../../src/wire/exchange.ts';
import { bent, bytesOf, healthy, type Outcome } from '../subjects.ts';

const framesOf = ({ exchange }: Outcome): Frame[] => [...exchange.frames];
const waitsOf = (outcome: Outcome): number[] => framesOf(outcome).map(({ wait }) => wait);
const sum = (waits: readonly number[]): number => waits.reduce((total, wait) => total + wait, 0);

describe('the faults of timing', () => {
  test('hold a stream back until it is whole', async () => {
    const blob = await bent('sse.one-blob', 'usage', { pace: 1 });
    expect(waitsOf(blob)).toEqual([sum(waitsOf(await healthy('usage', 1)))]);
    expect(bytesOf(blob.exchange)).toEqual(bytesOf((await healthy('usage')).exchange));
  });

  test('hold a stream back by buffers of the size that is asked for', async () => {
    const small = await bent('sse.buffered', 'usage', { pace: 1, values: { value: 2000 } });
    const sizes = framesOf(small).map(({ bytes }) => bytes.length);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.slice(0, -1).every((size) => size >= 2000)).toBe(true);
    expect(bytesOf(small.exchange)).toEqual(bytesOf((await healthy('usage')).exchange));
  });

  test.each([
    ['sse.pause', { chunk: 2, ms: 5000 }, 2],
    ['sse.late-first-chunk', { value: 5000 }, 0],
  ])('wait longer at one place: %s', async (name, values, at) => {
    const none = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === 5000 ? 0 : value]));
    const slow = waitsOf(await bent(name, 'usage', { pace: 1, values }));
    const quick = waitsOf(await bent(name, 'usage', { pace: 1, values: none }));
    expect(slow.map((wait, i) => wait - (quick[i] ?? 0))).toEqual(quick.map((_, i) => (i === at ? 5000 : 0)));
  });
});

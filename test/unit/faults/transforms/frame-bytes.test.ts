import { describe, expect, test } from 'vitest';
import {
  buffered,
  bytesOf,
  gathered,
  hasLongCharacter,
  shortCharacter,
  singleBytes,
  splitCharacters,
  untilHalfCharacter,
} from '../../../../src/faults/transforms/frame-bytes.ts';
import type { Frame } from '../../../../src/wire/exchange.ts';

const frames: readonly Frame[] = [
  { wait: 1, bytes: 'ab' },
  { wait: 2, bytes: 'c日d' },
  { wait: 4, bytes: new TextEncoder().encode('é👍') },
];
const whole = Buffer.from('abc日dé👍');

const joined = (list: Iterable<Frame>): Buffer => Buffer.concat([...list].map(bytesOf));
const waits = (list: Iterable<Frame>): number[] => [...list].map(({ wait }) => wait);

describe('frames', () => {
  test.each([
    ['as one', [gathered(frames)]],
    ['buffered', [...buffered(frames, 5)]],
    ['in single bytes', [...singleBytes(frames, 0)]],
    ['split within characters', [...splitCharacters(frames, 0)]],
  ])('keep all bytes and all time: %s', (_name, list) => {
    expect(joined(list)).toEqual(whole);
    expect(waits(list).reduce((sum, wait) => sum + wait, 0)).toBe(7);
  });

  test('are held back until there is enough', () => {
    expect([...buffered(frames, 5)].map((frame) => bytesOf(frame).length)).toEqual([7, 6]);
    expect([...buffered(frames, 5)].map(({ wait }) => wait)).toEqual([3, 4]);
    expect([...buffered(frames, 1000)]).toHaveLength(1);
    expect([...buffered([], 5)]).toEqual([]);
  });

  test('come with a gap between the parts of what was one', () => {
    expect(waits(splitCharacters(frames, 9))).toEqual([1, 2, 9, 4, 9, 9]);
    expect(waits(singleBytes(frames.slice(0, 1), 9))).toEqual([1, 9]);
  });

  test('end in the middle of the first long character, if there is one', () => {
    expect(joined(untilHalfCharacter(frames))).toEqual(whole.subarray(0, 4));
    expect(joined(untilHalfCharacter(frames.slice(0, 1)))).toEqual(Buffer.from('ab'));
    expect([frames, frames.slice(0, 1)].map(hasLongCharacter)).toEqual([true, false]);
  });

  test('lose the last byte of the first long character', () => {
    expect(joined(shortCharacter(frames))).toEqual(Buffer.concat([whole.subarray(0, 5), whole.subarray(6)]));
    expect(joined(shortCharacter([{ wait: 0, bytes: '日' }]))).toEqual(Buffer.from('日').subarray(0, 2));
  });
});

import { describe, expect, test } from 'vitest';
import { cutPlace } from '../../../../src/faults/transforms/cut-stream.ts';
import { chunkEvent, rawEvent, type StreamEvent } from '../../../../src/faults/transforms/stream-event.ts';

const chunk = (reason: string | null = null): StreamEvent =>
  chunkEvent({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });
const events = [rawEvent(': hm\n\n'), chunk(), chunk(), chunk(), chunk('stop'), rawEvent('data: [DONE]\n\n')];

/** How many events come before the cut. */
function cutPoint(list: readonly StreamEvent[], chunks: number): number {
  const place = cutPlace(chunks);
  const at = list.findIndex((event) => place.isBefore(event) || (place.pass(event) && false));
  return at < 0 ? list.length : at;
}

describe('cutPlace', () => {
  test.each([
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 4],
    [100, 4],
    [0, 2],
    [-7, 2],
  ])('counts chunks and stops before the end of the answer: %i', (chunks, at) => {
    expect(cutPoint(events, chunks)).toBe(at);
  });

  test('cuts nothing off where the stream is shorter and has no end', () => {
    expect(cutPoint(events.slice(0, 3), 9)).toBe(3);
    expect(cutPoint([], 9)).toBe(0);
  });
});

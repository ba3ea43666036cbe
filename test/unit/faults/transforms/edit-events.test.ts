import { describe, expect, test } from 'vitest';
import {
  dropEvents,
  insertAfter,
  insertBefore,
  mapCalls,
  mapChoices,
  mapChunks,
  mapDeltas,
  mapTexts,
} from '../../../../src/faults/transforms/edit-events.ts';
import { inTurn } from '../../../../src/faults/transforms/event-steps.ts';
import { chunkEvent, rawEvent, type StreamEvent } from '../../../../src/faults/transforms/stream-event.ts';

const delta = (index: number, said: object, wait = 0): StreamEvent =>
  chunkEvent({ choices: [{ index, delta: said, finish_reason: null }] }, wait);
const call = (index: number, more: object = {}): object => ({ tool_calls: [{ index, ...more }] });
const isB = ({ text }: StreamEvent): boolean => text.includes('"b"');

const events = [
  delta(0, { content: 'a' }, 1),
  rawEvent(': hm\n\n', 2),
  delta(1, { content: 'b' }, 4),
  delta(0, { content: 'c' }, 8),
];

describe('edits', () => {
  test('give unchanged events back', () => {
    const all = [
      mapTexts((text) => text),
      mapChunks((chunk) => ({ ...chunk })),
      mapChoices((choice) => ({ ...choice })),
      mapDeltas((said) => ({ ...said })),
      mapCalls((one) => ({ ...one })),
      dropEvents(() => false),
      insertAfter(
        () => false,
        () => [rawEvent('x')],
      ),
      insertBefore(
        () => false,
        () => [rawEvent('x')],
      ),
    ];
    for (const edit of all) {
      const edited = edit(events);
      expect(edited.every((event, i) => event === events[i])).toBe(true);
    }
  });

  test('count chunks, and the chunks of each choice', () => {
    const chunks: number[] = [];
    const choices: string[] = [];
    mapChunks((chunk, nth) => (chunks.push(nth), chunk))(events);
    mapChoices((choice, nth) => (choices.push(`${choice['index']}:${nth}`), choice))(events);
    expect(chunks).toEqual([0, 1, 2]);
    expect(choices).toEqual(['0:0', '1:0', '0:1']);
  });

  test('count what is said of each call of each choice', () => {
    const seen: string[] = [];
    const calls = [delta(0, call(0)), delta(1, call(0)), delta(0, call(1)), delta(0, call(0))];
    mapCalls((one, nth, key) => (seen.push(`${key}:${nth}`), one))(calls);
    expect(seen).toEqual(['0 0:0', '1 0:0', '0 1:0', '0 0:1']);
  });

  test('hand the wait of a dropped event to the next', () => {
    expect(dropEvents(isB)(events).map(({ wait }) => wait)).toEqual([1, 2, 12]);
  });

  test('insert beside the first event that is meant', () => {
    const marks = (list: readonly StreamEvent[]): number => list.findIndex(({ text }) => text === 'x');
    expect(marks(insertBefore(isB, () => [rawEvent('x')])(events))).toBe(2);
    expect(marks(insertAfter(isB, () => [rawEvent('x')])(events))).toBe(3);
  });

  test('follow each other', () => {
    const twice = inTurn(
      mapTexts((text) => text + 1),
      mapTexts((text) => text + 2),
    );
    expect(twice([rawEvent('x')]).map(({ text }) => text)).toEqual(['x12']);
  });
});

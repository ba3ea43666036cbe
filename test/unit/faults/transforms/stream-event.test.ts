import { describe, expect, test } from 'vitest';
import {
  besideChunk,
  chunkEvent,
  isDone,
  rawEvent,
  readStream,
  withChunk,
} from '../../../../src/faults/transforms/stream-event.ts';

const encoder = new TextEncoder();
const WHOLE = 'data: {"a":"é"}\n\n: comment\n\ndata: [DONE]\n\n';

describe('readStream', () => {
  test('gives the wait of a frame to its first event', () => {
    const events = readStream([
      { wait: 5, bytes: WHOLE },
      { wait: 7, bytes: 'data: {}\n\n' },
    ]);
    expect(events.map(({ wait }) => wait)).toEqual([5, 0, 0, 7]);
    expect(events.map(({ chunk }) => chunk)).toEqual([{ a: 'é' }, undefined, undefined, {}]);
  });

  test('reads bytes as it reads text, wherever they are cut', () => {
    const bytes = encoder.encode(WHOLE);
    for (let at = 0; at <= bytes.length; at++) {
      const frames = [
        { wait: 1, bytes: bytes.subarray(0, at) },
        { wait: 2, bytes: bytes.subarray(at) },
      ];
      const events = readStream(frames);
      expect(events.map(({ text }) => text)).toEqual(readStream([{ wait: 0, bytes: WHOLE }]).map(({ text }) => text));
      expect(events.reduce((sum, { wait }) => sum + wait, 0)).toBeLessThanOrEqual(3);
    }
  });

  test('keeps what no blank line ends', () => {
    expect(readStream([{ wait: 0, bytes: 'data: {}\n\ndata: {"a' }]).map(({ text, chunk }) => [text, chunk])).toEqual([
      ['data: {}\n\n', {}],
      ['data: {"a', undefined],
    ]);
  });

  test('knows the last event', () => {
    expect(readStream([{ wait: 0, bytes: WHOLE }]).map(isDone)).toEqual([false, false, true]);
  });
});

describe('withChunk', () => {
  const event = chunkEvent({ id: 'x', obfuscation: 'abc' }, 4);

  test('gives the event back where nothing changes', () => {
    expect(withChunk(event, { id: 'x', obfuscation: 'abc' })).toBe(event);
  });

  test.each(['y', 'a longer text', '日本語', '👩‍👩‍👧', ''])('pads a chunk that was padded: %s', (id) => {
    const { text, wait } = withChunk(event, { ...event.chunk, id });
    expect(Array.from(text.slice('data: '.length, -2)).length % 16).toBe(1);
    expect(wait).toBe(4);
  });

  test('pads no chunk that was not padded', () => {
    expect(withChunk(chunkEvent({ id: 'x' }), { id: 'y' }).text).toBe('data: {"id":"y"}\n\n');
  });
});

test('besideChunk takes over what is not said, but not the wait', () => {
  expect(besideChunk(chunkEvent({ id: 'x', choices: [1] }, 9), { choices: [] })).toMatchObject({
    wait: 0,
    chunk: { id: 'x', choices: [] },
  });
});

test('rawEvent is an event without a chunk', () => {
  expect(rawEvent(': ping\n\n')).toEqual({ wait: 0, text: ': ping\n\n', chunk: undefined });
});

// Proves src/faults/: legal variants stay legal.
import { describe, expect, test } from 'vitest';
import { readEvents } from '../../../../src/contract/grammar/sse-events.ts';
import { reassemble } from '../../../../src/contract/grammar/reassemble.ts';
import { streamFaults } from '../../../../src/faults/stream-faults.ts';
import { bent, bytesOf, healthy, stepsOf, type Subject } from '../subjects.ts';

const benign = streamFaults.filter(({ harm }) => harm === 'benign').map(({ name }) => name);
const SHAPES: readonly Subject[] = ['usage', 'two choices', 'calls', 'reasoning', 'chinese'];

/** Variants that say something else, legally. */
const TELLING = new Set([
  'tool.content-text-before',
  'reason.reasoning_content',
  'usage.details-absent',
  'usage.details-null',
]);

describe('a legal variant', () => {
  test.each(benign.filter((name) => !TELLING.has(name)))('says the same as before: %s', async (name) => {
    for (const subject of SHAPES) {
      const { events } = readEvents(bytesOf((await healthy(subject)).exchange));
      const before = reassemble(events.slice(0, -1).map(({ data }) => JSON.parse(data ?? '') as unknown));
      const { choices, usage } = reassemble((await bent(name, subject)).chunks);
      expect(usage).toEqual(before.usage);
      expect(
        choices.map(({ message, finish_reason: reason }) => [{ ...message, content: message.content ?? '' }, reason]),
      ).toEqual(
        before.choices.map(({ message, finish_reason: reason }) => [
          { ...message, content: message.content ?? '' },
          reason,
        ]),
      );
    }
  });

  test('puts comments before every few events', async () => {
    const { text } = await bent('sse.comment-keepalive', 'usage');
    expect(readEvents(text).comments).toBeGreaterThan(5);
    expect((await bent('sse.comment-first', 'usage')).text.startsWith(': PROCESSING\n\ndata: ')).toBe(true);
  });

  test('says nothing in a chunk of its own', async () => {
    const { chunks } = await bent('sse.keepalive-chunk', 'usage');
    expect(chunks[1]?.choices).toEqual([{ index: 0, delta: { content: '' }, finish_reason: null }]);
  });

  test('cuts every long character between two frames', async () => {
    const { exchange } = await bent('sse.split-utf8', 'chinese');
    const strict = new TextDecoder('utf-8', { fatal: true });
    const broken = [...exchange.frames].map(
      ({ bytes }) =>
        () =>
          strict.decode(bytes as Uint8Array),
    );
    expect(broken.length).toBeGreaterThan(10);
    for (const decode of broken) expect(decode).toThrow(TypeError);
  });

  test('sends single bytes', async () => {
    const { exchange } = await bent('sse.byte-by-byte', 'chinese', { pace: 1 });
    expect(new Set([...exchange.frames].map(({ bytes }) => bytes.length))).toEqual(new Set([1]));
  });

  test('sends several events together and keeps the time', async () => {
    const frames = [...(await bent('sse.events-together', 'usage', { pace: 1 })).exchange.frames];
    const before = [...(await healthy('usage', 1)).exchange.frames];
    const total = (all: typeof frames): number => all.reduce((sum, { wait }) => sum + wait, 0);
    expect(frames).toHaveLength(Math.ceil(before.length / 3));
    expect(total(frames)).toBe(total(before));
    expect([...(await bent('sse.tail-together', 'usage', { pace: 1 })).exchange.frames]).toHaveLength(
      before.length - 2,
    );
  });

  test('takes turns between calls', async () => {
    const turns = stepsOf(await bent('tool.interleaved', 'calls')).flatMap((event) =>
      event.type === 'tool-args' ? [event.index] : [],
    );
    expect(turns.slice(0, 4)).toEqual([0, 1, 0, 1]);
  });

  test('begins two calls in one delta', async () => {
    const { chunks } = await bent('tool.two-in-one-delta', 'calls');
    expect(chunks[1]?.choices[0]?.delta.tool_calls?.map((call) => call['index'])).toEqual([0, 1]);
  });

  test('sends all arguments in one piece, or an empty one at the end', async () => {
    const whole = stepsOf(await bent('tool.args-whole-one-chunk', 'calls'));
    expect(whole.filter(({ type }) => type === 'tool-args')).toHaveLength(2);
    const { chunks } = await bent('tool.args-empty-trailing-delta', 'calls');
    expect(chunks.at(-3)?.choices[0]?.delta.tool_calls).toEqual([{ index: 1, function: { arguments: '' } }]);
  });

  test('says words before a call', async () => {
    const { chunks } = await bent('tool.content-text-before', 'call');
    expect(chunks[1]?.choices[0]?.delta).toEqual({ content: 'Let me look that up.' });
  });

  test('adds keys, or writes them in another order', async () => {
    expect((await bent('chunk.unknown-fields', 'usage')).chunks[0]).toHaveProperty('provider');
    const [first] = (await bent('chunk.fields-reordered', 'usage')).chunks;
    expect(Object.keys(first ?? {}).slice(0, 2)).toEqual(['usage', 'choices']);
  });
});

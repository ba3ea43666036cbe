import { describe, expect, test } from 'vitest';
import { bent, bytesOf, healthy } from '../subjects.ts';

const healthyText = async (): Promise<string> => bytesOf((await healthy('usage')).exchange).toString();
const DONE = 'data: [DONE]\n\n';

describe('the faults of endings', () => {
  test.each([
    ['sse.done-missing', 'close', ''],
    ['sse.done-missing-conn-open', 'hang', ''],
    ['sse.done-conn-open', 'hang', DONE],
    ['sse.done-trailing-space', 'close', 'data: [DONE] \n\n'],
    ['sse.done-lowercase', 'close', 'data: [done]\n\n'],
    ['sse.done-twice', 'close', DONE + DONE],
  ])('change what comes last, or how the connection ends: %s', async (name, end, tail) => {
    const { text, exchange } = await bent(name, 'usage');
    expect(exchange.end).toBe(end);
    expect(text).toBe((await healthyText()).replace(DONE, tail));
  });

  test('add a piece of text behind [DONE]', async () => {
    const { data, chunks } = await bent('sse.data-after-done', 'usage');
    expect(data.at(-2)).toBe('[DONE]');
    expect(chunks.at(-1)?.choices[0]?.delta.content).toBe(' late');
  });

  test.each([
    ['sse.truncated-no-finish', 'close'],
    ['sse.conn-reset', 'reset'],
    ['sse.stall', 'hang'],
  ])('cut the stream after as many chunks as asked for: %s', async (name, end) => {
    const { chunks, exchange, text } = await bent(name, 'usage', { values: { chunk: 7 } });
    expect(chunks).toHaveLength(7);
    expect(exchange.end).toBe(end);
    expect((await healthyText()).startsWith(text)).toBe(true);
  });

  test('cut before the end of the answer where it is shorter than asked for', async () => {
    const { chunks } = await bent('sse.truncated-no-finish', 'call without arguments', { values: { chunk: 500 } });
    expect(chunks.map((chunk) => chunk.choices[0]?.finish_reason)).toEqual([null, null]);
  });

  test('cut within the JSON of an event', async () => {
    const { text, chunks } = await bent('sse.truncated-mid-json', 'usage');
    const last = text.split('\n\n').at(-1) ?? '';
    expect(chunks.length + 1).toBe(text.split('\n\n').length);
    expect(last).toMatch(/^data: \{.+[^}]$/);
  });

  test('cut within the arguments of a call', async () => {
    const { chunks } = await bent('sse.truncated-in-tool-args', 'call');
    expect(chunks.at(-1)?.choices[0]?.delta.tool_calls?.[0]).toEqual({ index: 0, function: { arguments: '{"' } });
  });

  test('reset the connection within a character, at any pace', async () => {
    for (const pace of [0, 1]) {
      const { exchange } = await bent('sse.conn-reset-in-character', 'chinese', { pace });
      const bytes = bytesOf(exchange);
      expect(exchange.end).toBe('reset');
      expect(bytes.at(-1)).toBeGreaterThanOrEqual(0xc0);
      expect(bytes.subarray(0, -1).every((byte) => byte < 0x80)).toBe(true);
    }
  });

  test('close a broken stream as if it were complete', async () => {
    const { data, chunks } = await bent('relay.done-after-truncation', 'usage', { values: { chunk: 3 } });
    expect(data).toHaveLength(4);
    expect(data.at(-1)).toBe('[DONE]');
    expect(chunks.every((chunk) => chunk.choices[0]?.finish_reason === null)).toBe(true);
  });

  test('send nothing, or nothing but the end', async () => {
    expect((await bent('sse.empty-200', 'usage')).text).toBe('');
    expect((await bent('sse.done-only', 'usage')).text).toBe(DONE);
  });
});

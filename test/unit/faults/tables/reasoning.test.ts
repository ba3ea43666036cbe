import { describe, expect, test } from 'vitest';
import { bent, healthy, saidIn, stepsOf, usageOf } from '../subjects.ts';

async function deltasOf(name: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { chunks } = await bent(name, 'reasoning');
  return chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta as unknown as Record<string, unknown>));
}

const textOf = (deltas: readonly Readonly<Record<string, unknown>>[], key: string): string =>
  deltas.map((delta) => delta[key] ?? '').join('');

describe('the faults of reasoning', () => {
  test('show it under another key', async () => {
    const thought = saidIn(await healthy('reasoning'), 'reasoning');
    const renamed = await deltasOf('reason.reasoning');
    expect(textOf(renamed, 'reasoning')).toBe(thought);
    expect(textOf(renamed, 'reasoning_content')).toBe('');
    const details = (await deltasOf('reason.details')).flatMap((delta) => delta['reasoning_details'] ?? []);
    expect(details.map((detail) => (detail as { text: string }).text).join('')).toBe(thought);
  });

  test('put it into the text between tags, streamed and plain', async () => {
    const right = await healthy('plain reasoning');
    const tagged = await bent('reason.think-tags', 'plain reasoning');
    const thought = saidIn(right, 'reasoning');
    expect(saidIn(tagged, 'text')).toBe(`<think>\n${thought}\n</think>\n\n${saidIn(right, 'text')}`);
    expect(saidIn(tagged, 'reasoning')).toBe('');
  });

  test('think aloud where nothing was thought, once in each choice', async () => {
    const events = stepsOf(await bent('reason.think-tags', 'two choices'));
    const marks = events.flatMap((event) =>
      event.type === 'text' && event.text.includes('</think>') ? [event.choice] : [],
    );
    expect(marks).toEqual([0, 1]);
  });

  test('trap the answer in it', async () => {
    const trapped = await bent('reason.trapped', 'plain');
    expect(saidIn(trapped, 'reasoning')).toBe(saidIn(await healthy('plain'), 'text'));
    expect(saidIn(trapped, 'text')).toBe('');
  });

  test.each([
    ['reason.stream-only', 'plain reasoning', 'reasoning'],
    ['reason.plain-only', 'reasoning', 'plain reasoning'],
  ] as const)('show it in one way of answering only: %s', async (name, hidden, shown) => {
    expect(saidIn(await bent(name, hidden), 'reasoning')).toBe('');
    expect(saidIn(await bent(name, shown), 'reasoning')).not.toBe('');
  });

  test('say it after the words', async () => {
    const types = stepsOf(await bent('reason.after-content', 'reasoning')).map(({ type }) => type);
    expect(types.lastIndexOf('text')).toBeLessThan(types.indexOf('reasoning'));
    expect(types.lastIndexOf('reasoning')).toBeLessThan(types.indexOf('finish'));
  });
});

describe('legal ways of reasoning', () => {
  test('show a thought and charge it', async () => {
    const right = usageOf(await healthy('plain'));
    const told = usageOf(await bent('reason.reasoning_content', 'plain'));
    expect(told.completion_tokens - right.completion_tokens).toBe(told.completion_tokens_details?.reasoning_tokens);
  });

  test('name keys that say nothing', async () => {
    expect((await deltasOf('reason.null-every')).every((delta) => 'reasoning_content' in delta)).toBe(true);
    const [, thought] = await deltasOf('reason.content-null-while-reasoning');
    expect(thought).toMatchObject({ content: null, reasoning_content: expect.any(String) });
  });

  test('show it twice', async () => {
    const deltas = await deltasOf('reason.both-fields');
    expect(textOf(deltas, 'reasoning')).toBe(textOf(deltas, 'reasoning_content'));
    expect(textOf(deltas, 'reasoning')).not.toBe('');
  });
});

import { describe, expect, test } from 'vitest';
import { bent, stepsOf, type Outcome, type Subject } from '../subjects.ts';

async function reasonsOf(name: string, subject: Subject): Promise<unknown[]> {
  const { chunks } = await bent(name, subject);
  return chunks.flatMap(({ choices }) => choices.map((choice) => choice.finish_reason));
}

const planned = (outcome: Outcome): string[] =>
  stepsOf(outcome).flatMap((event) => (event.type === 'finish' ? [event.reason] : []));

describe('the faults of the finish_reason', () => {
  test.each([
    ['finish.missing', null, null],
    ['finish.empty-string-everywhere', '', 'stop'],
    ['finish.string-null', 'null', 'stop'],
    ['finish.key-absent-interior', undefined, 'stop'],
    ['finish.unknown-value-eos', null, 'eos'],
    ['finish.uppercase-STOP', null, 'STOP'],
    ['finish.end_turn', null, 'end_turn'],
  ])('say another word on the way or at the end: %s', async (name, before, last) => {
    const reasons = await reasonsOf(name, 'usage');
    expect(new Set(reasons.slice(0, -1))).toEqual(new Set([before]));
    expect(reasons.at(-1)).toBe(last);
  });

  test.each([
    ['finish.stop-with-tools', 'calls', 'stop'],
    ['finish.stop-with-tools', 'named call', 'tool_calls'],
    ['finish.tool-calls-on-text', 'plain', 'tool_calls'],
    ['finish.function_call-legacy', 'call', 'function_call'],
    ['finish.length-as-stop', 'limit', 'stop'],
    ['finish.length-as-stop', 'plain', 'stop'],
  ] as const)('say another word in streams and plain answers: %s to %s', async (name, subject, word) => {
    expect(planned(await bent(name, subject))).toEqual([word]);
  });

  test.each([
    ['finish.twice-same', 'usage', ['stop', 'stop']],
    ['finish.twice-tool-then-stop', 'call', ['tool_calls', 'stop']],
  ] as const)('finish twice: %s', async (name, subject, last) => {
    expect((await reasonsOf(name, subject)).filter((reason) => reason !== null)).toEqual(last);
  });

  test('say more after the end', async () => {
    const { chunks } = await bent('finish.content-after', 'usage');
    expect(chunks.at(-3)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.at(-2)?.choices[0]?.delta.content).toBe(' more');
  });

  test.each([
    ['finish.merged-with-last-content', 'usage', 'content'],
    ['finish.merged-with-last-tool-args', 'calls', 'tool_calls'],
  ] as const)('may come with the last piece: %s', async (name, subject, key) => {
    const { chunks } = await bent(name, subject);
    const last = chunks.at(-2)?.choices[0];
    expect(last?.finish_reason).not.toBeNull();
    expect(last?.delta[key]).toBeTruthy();
  });
});

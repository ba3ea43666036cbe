import { describe, expect, test } from 'vitest';
import { bent, healthy, saidIn, stepsOf } from '../subjects.ts';

async function piecesOf(name: string): Promise<unknown[]> {
  const { chunks } = await bent(name, 'call');
  return chunks
    .flatMap(({ choices }) => choices.flatMap(({ delta }) => delta.tool_calls ?? []))
    .map((call) => (call['function'] as { readonly arguments?: unknown }).arguments);
}

describe('the faults of arguments', () => {
  test('send them as an object, in one delta', async () => {
    expect(await piecesOf('tool.args-object')).toEqual([JSON.parse(saidIn(await healthy('call'), 'tool-args'))]);
  });

  test('begin with null, or with nothing', async () => {
    expect((await piecesOf('tool.args-null-first'))[0]).toBeNull();
    expect((await piecesOf('tool.args-missing-first'))[0]).toBeUndefined();
  });

  test('send them once more, or all that came so far each time', async () => {
    const whole = saidIn(await healthy('call'), 'tool-args');
    expect((await piecesOf('tool.args-resent-at-end')).join('')).toBe(whole + whole);
    const growing = (await piecesOf('tool.args-cumulative')) as string[];
    expect(growing.at(-1)).toBe(whole);
    expect(growing.every((piece, i) => piece.startsWith(growing[i - 1] ?? ''))).toBe(true);
  });

  test('repeat the arguments of each call for that call', async () => {
    const { chunks } = await bent('tool.args-resent-at-end', 'calls');
    const [first, second] = chunks.slice(-4, -2).map(({ choices }) => choices[0]?.delta.tool_calls?.[0]);
    expect(first).toMatchObject({ index: 0, function: { arguments: expect.stringContaining('Paris') } });
    expect(second).toMatchObject({ index: 1, function: { arguments: expect.stringContaining('Rome') } });
  });

  test('lose the last piece of every call', async () => {
    const count = (events: ReturnType<typeof stepsOf>): number =>
      events.filter(({ type }) => type === 'tool-args').length;
    expect(count(stepsOf(await bent('tool.args-truncated', 'calls')))).toBe(count(stepsOf(await healthy('calls'))) - 2);
  });

  test('say nothing where a tool takes nothing, and only there', async () => {
    const name = 'tool.args-empty-no-arg';
    expect(saidIn(await bent(name, 'call without arguments'), 'tool-args')).toBe('');
    expect(await bent(name, 'call')).toMatchObject({ plan: (await healthy('call')).plan });
  });

  test('say what the schema does not know', async () => {
    expect(JSON.parse(saidIn(await bent('tool.args-schema', 'call'), 'tool-args'))).not.toHaveProperty('city');
  });

  test('leave the input of custom tools alone', async () => {
    for (const name of ['tool.args-truncated', 'tool.args-schema', 'tool.args-whole-one-chunk']) {
      expect((await bent(name, 'custom call')).plan).toEqual((await healthy('custom call')).plan);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { bent, healthy, usageOf } from '../subjects.ts';

interface Told {
  readonly usage?: Readonly<Record<string, unknown>> | null;
  readonly choices: readonly { readonly usage?: unknown; readonly finish_reason: string | null }[];
  readonly x_service?: unknown;
}

const chunksOf = async (name: string): Promise<readonly Told[]> =>
  (await bent(name, 'usage')).chunks as unknown as readonly Told[];

const isFinish = ({ choices }: Told): boolean => choices.some((choice) => choice.finish_reason !== null);

describe('the faults of usage in streams', () => {
  test.each(['usage.missing', 'usage.null-on-final', 'usage.in-choice', 'usage.x-field'])(
    'tell no usage where it is looked for: %s',
    async (name) => {
      expect((await chunksOf(name)).some(({ usage }) => usage)).toBe(false);
    },
  );

  test('tell the usage elsewhere', async () => {
    const { total_tokens: total } = usageOf(await healthy('usage'));
    const usage = { total_tokens: total };
    expect((await chunksOf('usage.in-choice')).find(isFinish)).toMatchObject({ choices: [{ usage }] });
    expect((await chunksOf('usage.x-field')).find(isFinish)).toMatchObject({ x_service: { usage } });
    expect((await chunksOf('usage.on-finish-chunk')).at(-1)).toMatchObject({
      usage,
      choices: [{ finish_reason: 'stop' }],
    });
    expect((await chunksOf('usage.final-with-choice')).at(-1)).toMatchObject({
      usage,
      choices: [{ index: 0, delta: {} }],
    });
  });

  test('ignore what the request asks for, or do what it does not ask for', async () => {
    const ignored = await chunksOf('usage.include-ignored');
    expect(ignored.some((chunk) => 'usage' in chunk)).toBe(false);
    const { chunks } = await bent('usage.unrequested', 'text');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
  });

  test('tell usage on every chunk, growing or whole', async () => {
    const growing = (await chunksOf('usage.every-chunk-cumulative')).slice(0, -1);
    expect(growing.map(({ usage }) => usage?.['completion_tokens'])).toEqual([...growing.keys()]);
    const whole = await chunksOf('usage.every-chunk-full');
    expect(new Set(whole.map(({ usage }) => JSON.stringify(usage))).size).toBe(1);
  });

  test.each([
    ['usage.empty-object', {}],
    ['usage.key-absent-interior', undefined],
  ])('say something else than null: %s', async (name, value) => {
    const chunks = await chunksOf(name);
    expect(chunks.slice(0, -1).map(({ usage }) => usage)).toEqual(chunks.slice(1).map(() => value));
    expect(chunks.at(-1)?.usage).toHaveProperty('total_tokens');
  });

  test('tell usage too early, or twice', async () => {
    const early = await chunksOf('usage.before-finish');
    expect(early.slice(-2).map(isFinish)).toEqual([false, true]);
    expect((await chunksOf('usage.twice')).slice(-2).every(({ usage }) => usage)).toBe(true);
  });

  test('write the counts otherwise', async () => {
    const { prompt_tokens: prompt, completion_tokens: completion } = usageOf(await healthy('usage'));
    expect((await chunksOf('usage.strings')).at(-1)?.usage).toMatchObject({ prompt_tokens: String(prompt) });
    expect((await chunksOf('usage.other-names')).at(-1)?.usage).toMatchObject({
      input_tokens: prompt,
      output_tokens: completion,
    });
  });
});

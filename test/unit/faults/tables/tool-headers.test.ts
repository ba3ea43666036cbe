import { describe, expect, test } from 'vitest';
import { bent, type Subject } from '../subjects.ts';

interface Call {
  readonly index?: unknown;
  readonly id?: unknown;
  readonly type?: unknown;
  readonly function?: { readonly name?: unknown; readonly arguments?: unknown };
}

/** Everything that a stream says of calls; two calls of which the first has a header, pieces, then the other. */
async function callsOf(name: string, subject: Subject = 'calls'): Promise<readonly Call[]> {
  const { chunks } = await bent(name, subject);
  return chunks.flatMap(({ choices }) => choices.flatMap(({ delta }) => (delta.tool_calls ?? []) as readonly Call[]));
}

const isHeader = (call: Call): boolean => call.type !== undefined;

describe('the faults of how calls begin', () => {
  test.each([
    ['tool.index-missing', [undefined, undefined]],
    ['tool.index-null', [null, null]],
    ['tool.index-string', ['0', '1']],
    ['tool.index-all-zero', [0, 0]],
    ['tool.index-one-based', [1, 2]],
  ])('number calls otherwise: %s', async (name, [first, second]) => {
    const indexes = (await callsOf(name)).map(({ index }) => index);
    expect(indexes).toEqual(indexes.map((_, i) => (i < indexes.length / 2 ? first : second)));
  });

  test.each([
    ['tool.id-missing', 'id', undefined],
    ['tool.id-empty', 'id', ''],
    ['tool.type-missing', 'type', undefined],
    ['tool.type-empty', 'type', ''],
  ] as const)('lack what tells a call: %s', async (name, key, value) => {
    const [first, ...rest] = await callsOf(name);
    expect(first?.[key]).toBe(value);
    expect(first?.function?.name).toBe('get_weather');
    expect(rest.filter((call) => call.function?.name === 'get_weather')).toHaveLength(1);
  });

  test('make ids numbers, long, or all the same', async () => {
    const ids = async (name: string): Promise<unknown[]> => (await callsOf(name)).filter(isHeader).map(({ id }) => id);
    expect(await ids('tool.id-number')).toEqual([1000, 1001]);
    expect(String((await ids('tool.id-long'))[0])).toHaveLength(89);
    expect(new Set(await ids('tool.id-duplicate')).size).toBe(1);
  });

  test('repeat the id, or all of the header, of the call that a piece belongs to', async () => {
    const repeated = await callsOf('tool.id-repeated');
    expect(new Set(repeated.map(({ index, id }) => `${String(index)} ${String(id)}`)).size).toBe(2);
    const headed = await callsOf('tool.id-name-repeated');
    expect(headed.every((call) => isHeader(call) && call.function?.name === 'get_weather')).toBe(true);
  });

  test.each([
    ['tool.name-null-later', null],
    ['tool.name-empty-later', ''],
  ])('have a name in later deltas: %s', async (name, value) => {
    const later = (await callsOf(name)).filter((call) => !isHeader(call));
    expect(later.map((call) => call.function?.name)).toEqual(later.map(() => value));
  });

  test('name the tool never, or late', async () => {
    expect((await callsOf('tool.name-missing')).some((call) => call.function?.name)).toBe(false);
    const [header, piece, next] = await callsOf('tool.args-before-name');
    expect(header?.function).toEqual({ arguments: '' });
    expect(piece?.function).toEqual({ name: 'get_weather', arguments: '{"' });
    expect(next?.function).not.toHaveProperty('name');
  });
});

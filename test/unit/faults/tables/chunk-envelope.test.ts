import { describe, expect, test } from 'vitest';
import { bent } from '../subjects.ts';

/** The values of a member in all chunks. */
async function valuesOf(name: string, key: string): Promise<unknown[]> {
  return (await bent(name, 'usage')).chunks.map((chunk) => (chunk as unknown as Record<string, unknown>)[key]);
}

describe('the faults of the envelope', () => {
  test.each([
    ['chunk.id-empty', 'id', ''],
    ['chunk.id-missing', 'id', undefined],
    ['chunk.id-number', 'id', 7],
    ['chunk.object-wrong', 'object', 'chat.completion'],
    ['chunk.object-empty', 'object', ''],
    ['chunk.created-zero', 'created', 0],
    ['chunk.created-string', 'created', '2023-11-14T22:13:20.000Z'],
    ['chunk.created-float', 'created', 1_700_000_000.25],
    ['chunk.created-millis', 'created', 1_700_000_000_000],
    ['chunk.created-missing', 'created', undefined],
    ['chunk.model-missing', 'model', undefined],
    ['chunk.model-changed', 'model', 'gpt-3.5-turbo-0125'],
    ['chunk.service-tier-object', 'service_tier', { name: 'default' }],
  ])('set one member of every chunk: %s', async (name, key, value) => {
    const values = await valuesOf(name, key);
    expect(values).toEqual(values.map(() => value));
  });

  test.each([
    ['chunk.id-changes', 'id'],
    ['chunk.created-changes', 'created'],
  ])('give each chunk a value of its own: %s', async (name, key) => {
    const values = await valuesOf(name, key);
    expect(new Set(values).size).toBe(values.length);
  });

  test('change the model after the first chunk', async () => {
    const [first, ...later] = await valuesOf('chunk.model-drifts', 'model');
    expect(first).toBe('gpt-5.1-chat');
    expect(new Set(later)).toEqual(new Set(['gpt-5.1-chat-lite']));
  });

  test('make the padding of every chunk one too long', async () => {
    const { data } = await bent('chunk.padding-off', 'usage');
    expect(data.slice(0, -1).map((one) => [...one].length % 16)).toEqual(data.slice(1).map(() => 2));
  });
});

import { describe, expect, test } from 'vitest';
import { bent, saidIn } from '../subjects.ts';

interface Choice {
  readonly index?: number;
  readonly delta?: Readonly<Record<string, unknown>> | null;
  readonly message?: unknown;
  readonly logprobs?: { readonly content: readonly Record<string, unknown>[] | null } | null;
}

async function choicesOf(name: string, subject: 'usage' | 'logprobs' = 'usage'): Promise<readonly Choice[]> {
  const { chunks } = await bent(name, subject);
  return chunks.flatMap(({ choices }) => choices as unknown as readonly Choice[]);
}

describe('the faults of choices', () => {
  test.each([
    ['chunk.role-missing', [undefined, undefined, undefined]],
    ['chunk.role-empty-string', ['', undefined, undefined]],
    ['chunk.role-null-later', ['assistant', null, null]],
    ['chunk.role-every', ['assistant', 'assistant', 'assistant']],
    ['chunk.role-only-chunk-dropped', [undefined, undefined, undefined]],
  ])('say the role otherwise: %s', async (name, roles) => {
    const choices = await choicesOf(name);
    expect(choices.slice(0, 3).map(({ delta }) => delta?.['role'])).toEqual(roles);
  });

  test('keep the call of a first chunk that is more than its role', async () => {
    const { chunks } = await bent('chunk.role-only-chunk-dropped', 'calls');
    expect(chunks[0]?.choices[0]?.delta.tool_calls?.[0]).toHaveProperty('id');
  });

  test('leave the content of the first delta out and of no other', async () => {
    const [first, second] = await choicesOf('chunk.content-absent-first');
    expect(first?.delta).toEqual({ role: 'assistant', refusal: null });
    expect(second?.delta).toHaveProperty('content');
  });

  test('take the delta from the choice that ends, or set it to null', async () => {
    expect((await choicesOf('chunk.delta-missing-on-finish')).at(-1)).not.toHaveProperty('delta');
    expect((await choicesOf('chunk.delta-null-on-finish')).at(-1)?.delta).toBeNull();
  });

  test('send messages instead of deltas, or beside them', async () => {
    const instead = await choicesOf('chunk.message-instead-of-delta');
    expect(instead.map((choice) => 'delta' in choice || !('message' in choice))).not.toContain(true);
    const beside = await choicesOf('chunk.message-beside-delta');
    expect(beside.map(({ message }) => message)).toEqual(beside.map(({ delta }) => delta));
  });

  test('repeat all that was said before', async () => {
    const outcome = await bent('chunk.cumulative-content', 'two choices');
    const pieces = outcome.chunks
      .flatMap(({ choices }) => choices.filter(({ index }) => index === 1))
      .flatMap(({ delta }) => delta.content ?? []);
    expect(pieces.every((piece, i) => piece.startsWith(pieces[i - 1] ?? ''))).toBe(true);
    expect(saidIn(outcome, 'text')).toMatch(/./);
    expect(pieces.at(-1)?.length).toBeGreaterThan(50);
  });

  test('send content in parts', async () => {
    const [, second] = await choicesOf('chunk.content-array');
    expect(second?.delta?.['content']).toEqual([{ type: 'text', text: expect.any(String) }]);
  });

  test('number choices by nothing, or by chunks', async () => {
    expect((await choicesOf('chunk.index-missing')).some((choice) => 'index' in choice)).toBe(false);
    const numbered = await choicesOf('chunk.index-token-number');
    expect(numbered.map(({ index }) => index)).toEqual([...numbered.keys()]);
  });

  test('take the choices from the chunk with usage', async () => {
    const missing = await bent('chunk.choices-missing-on-usage', 'usage');
    expect(missing.chunks.at(-1)).not.toHaveProperty('choices');
    expect((await bent('chunk.choices-null-on-usage', 'usage')).chunks.at(-1)?.choices).toBeNull();
  });

  test('report on the prompt before the answer', async () => {
    const { chunks } = await bent('chunk.azure-prompt-filter-first', 'usage');
    expect(chunks[0]).toMatchObject({ id: '', object: '', model: '', created: 0, choices: [] });
    expect(chunks[1]?.choices[0]?.delta.role).toBe('assistant');
  });

  test('send a chunk without choices in the middle', async () => {
    const { chunks } = await bent('chunk.empty-choices-middle', 'usage');
    expect(chunks.map(({ choices, usage }) => choices.length === 0 && usage === null).indexOf(true)).toBe(1);
  });

  test('leave the bytes of tokens out', async () => {
    const entries = (await choicesOf('chunk.logprobs-entry-incomplete', 'logprobs')).flatMap(
      ({ logprobs }) => logprobs?.content ?? [],
    );
    expect(entries.length).toBeGreaterThan(10);
    expect(entries.every((entry) => 'token' in entry && !('bytes' in entry))).toBe(true);
  });
});

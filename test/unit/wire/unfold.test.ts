import { describe, expect, test } from 'vitest';
import { unfold } from '../../../src/wire/unfold.ts';
import { chunksOf, dataOf, textOf } from '../../support/events.ts';
import { call, finish, IDENTITY, planOf, role, text } from '../../support/plans.ts';

const PLAIN = { includeUsage: false, includeObfuscation: false };

const stream = (plan: ReturnType<typeof planOf>, options = PLAIN): string => textOf(unfold(plan, IDENTITY, options));

describe('unfold', () => {
  test('opens a text with an empty content and ends it with an empty delta', () => {
    const chunks = chunksOf(stream(planOf([role(), text('Hi'), finish()])));
    expect(chunks.map((chunk) => chunk.choices[0]?.delta)).toEqual([
      { role: 'assistant', content: '', refusal: null },
      { content: 'Hi' },
      {},
    ]);
    expect(chunks.map((chunk) => chunk.choices[0]?.finish_reason)).toEqual([null, null, 'stop']);
  });

  test('puts the header of a single tool call on the role chunk', () => {
    const chunks = chunksOf(stream(planOf([role(), ...call('f', ['{}']), finish('tool_calls')])));
    expect(chunks).toHaveLength(3);
    expect(chunks[0]?.choices[0]?.delta).toEqual({
      role: 'assistant',
      content: null,
      tool_calls: [{ index: 0, id: IDENTITY.callId(0), type: 'function', function: { name: 'f', arguments: '' } }],
      refusal: null,
    });
    expect(chunks[1]?.choices[0]?.delta).toEqual({ tool_calls: [{ index: 0, function: { arguments: '{}' } }] });
  });

  test('gives each of several tool calls a header chunk of its own', () => {
    const events = [role(), ...call('f', ['{}'], 0), ...call('g', ['{}'], 1), finish('tool_calls')];
    const raw = stream(planOf(events), { ...PLAIN, includeUsage: true });
    const deltas = chunksOf(raw).map((chunk) => chunk.choices[0]?.delta);
    expect(deltas[0]).toEqual({ role: 'assistant', content: null });
    expect(deltas.slice(1, 5).map((delta) => delta?.tool_calls?.[0]?.['index'])).toEqual([0, 0, 1, 1]);
    // Recorded streams have this key order in the tool chunks of parallel calls only.
    expect(dataOf(raw)[1]).toMatch(/"system_fingerprint":null,"usage":null,"choices":/);
  });

  test('gives a call that follows reasoning a header chunk of its own', () => {
    const events = [role(), { type: 'reasoning', choice: 0, text: 'Hm.', wait: 0 } as const, ...call('f', ['{}'])];
    const deltas = chunksOf(stream(planOf([...events, finish('tool_calls')]))).map((chunk) => chunk.choices[0]?.delta);
    expect(deltas.slice(0, 2)).toEqual([{ role: 'assistant', content: null }, { reasoning_content: 'Hm.' }]);
    expect(deltas[2]?.tool_calls?.[0]).toMatchObject({ id: IDENTITY.callId(0) });
  });

  test('streams custom tools and legacy functions in their own shapes', () => {
    const custom = chunksOf(stream(planOf([role(), ...call('sql', ['SELECT'], 0, 'custom'), finish('tool_calls')])));
    expect(custom[1]?.choices[0]?.delta).toEqual({ tool_calls: [{ index: 0, custom: { input: 'SELECT' } }] });
    const legacy = chunksOf(stream(planOf([role(), ...call('f', ['{}'], 0, 'legacy'), finish('function_call')])));
    expect(legacy[0]?.choices[0]?.delta.function_call).toEqual({ name: 'f', arguments: '' });
    expect(legacy[1]?.choices[0]?.delta).toEqual({ function_call: { arguments: '{}' } });
  });

  test('sends usage only when asked, in a chunk without choices before [DONE]', () => {
    const plan = planOf([role(), text('Hi'), finish()]);
    expect(stream(plan)).not.toContain('"usage"');
    const chunks = chunksOf(stream(plan, { ...PLAIN, includeUsage: true }));
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 8 } });
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
  });

  test.each(['a', 'naïve', '你好', '👩‍👩‍👧 🌍', 'x'.repeat(40)])('pads chunks to a length of 1 modulo 16: %s', (piece) => {
    const raw = stream(planOf([role(), text(piece), finish()]), { includeUsage: true, includeObfuscation: true });
    const lengths = dataOf(raw)
      .slice(0, -1)
      .map((data) => [...data].length % 16);
    expect(lengths).toEqual([1, 1, 1, 1]);
  });

  test('leaves the logprobs key out, or null, or filled, as the plan says', () => {
    const entry = { token: 'Hi', logprob: -0.1, bytes: [72, 105], top_logprobs: [] };
    const events = [
      role(),
      { type: 'text', choice: 0, text: 'Hi', logprobs: () => [entry], wait: 0 } as const,
      finish(),
    ];
    const first = (logprobs: 'omit' | 'null' | 'content'): unknown[] =>
      chunksOf(stream(planOf(events, { logprobs }))).map((chunk) => chunk.choices[0]?.logprobs);
    expect(first('content')).toEqual([null, { content: [entry], refusal: null }, null]);
    expect(chunksOf(stream(planOf([role(), text('Hi'), finish()])))[0]?.choices[0]).not.toHaveProperty('logprobs');
  });

  test('adds the wait of a held role chunk to the chunk that it rides on', () => {
    const frames = [...unfold(planOf([role(0, 7), ...call('f', ['{}']), finish('tool_calls')]), IDENTITY, PLAIN)];
    expect(frames[0]?.wait).toBe(7);
  });
});

import { describe, expect, it } from 'vitest';
import { createAssembly, reassemble } from '../../../../src/contract/grammar/reassemble.ts';
import { chunk, choice, header, piece, say, TRANSCRIPTS, usage } from './transcripts.ts';

const of = (name: string): ReturnType<typeof reassemble> => reassemble(TRANSCRIPTS[name]?.chunks ?? []);

const entry = (token: string): unknown => ({ token, logprob: -0.1, bytes: null, top_logprobs: [] });
const lost = (text: string): unknown => ({ tool_calls: [{ function: { arguments: text } }] });

describe('reassemble', () => {
  it('puts a text together', () => {
    expect(of('a text').choices).toEqual([
      {
        index: 0,
        message: { role: 'assistant', content: 'Hello', refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ]);
  });

  it('puts parallel tool calls together, with content null', () => {
    expect(of('parallel tool calls').choices[0]?.message).toEqual({
      role: 'assistant',
      content: null,
      refusal: null,
      tool_calls: [
        { id: 'call_0', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } },
        { id: 'call_1', type: 'function', function: { name: 'get_time', arguments: '{}' } },
      ],
    });
  });

  it('gives interleaved pieces to the calls that they belong to', () => {
    const calls = of('interleaved pieces of parallel calls').choices[0]?.message.tool_calls;
    expect(calls?.map((call) => call.type === 'function' && call.function.arguments)).toEqual(['{}', '{}']);
  });

  it('puts a custom call together', () => {
    expect(of('a custom tool call').choices[0]?.message.tool_calls).toEqual([
      { id: 'call_0', type: 'custom', custom: { name: 'sql', input: 'SELECT 1' } },
    ]);
  });

  it('puts the deprecated call together', () => {
    expect(of('a deprecated function call').choices[0]?.message.function_call).toEqual({ name: 'f', arguments: '{}' });
  });

  it('keeps reasoning apart from content, under one name', () => {
    expect(of('reasoning with null siblings').choices[0]?.message).toMatchObject({
      reasoning_content: 'Hm.',
      content: 'Yes.',
    });
    expect(of('reasoning under its other name, then a tool call').choices[0]?.message.reasoning_content).toBe('Hm.');
    expect(of('a text').choices[0]?.message).not.toHaveProperty('reasoning_content');
  });

  it('keeps choices apart, in the order of their indexes', () => {
    const { choices } = of('two choices that take turns');
    expect(choices.map((c) => [c.index, c.message.content, c.finish_reason])).toEqual([
      [0, 'A', 'length'],
      [1, 'B', 'stop'],
    ]);
  });

  it('joins the log probabilities, and leaves the key out where no chunk has it', () => {
    const withLogprobs = (token: string) => ({
      ...choice({ content: token }),
      logprobs: { content: [entry(token)], refusal: null },
    });
    const { choices } = reassemble([
      chunk([withLogprobs('a')]),
      chunk([withLogprobs('b')]),
      chunk([choice({}, 'stop')]),
    ]);
    expect(choices[0]?.logprobs).toEqual({ content: [entry('a'), entry('b')], refusal: null });
    expect(reassemble([chunk([{ index: 0, delta: {} }])]).choices[0]).not.toHaveProperty('logprobs');
  });

  it('keeps the last usage that is not null', () => {
    expect(of('a moderation chunk after the usage chunk').usage).toEqual(usage());
    expect(of('a text').usage).toBeNull();
  });

  it('gives pieces without an index to the call before', () => {
    const { choices } = reassemble(
      say('tool_calls', header(0, 'f'), header(1, 'g'), lost('{'), lost('}'), piece(0, '[]')),
    );
    expect(choices[0]?.message.tool_calls).toMatchObject([
      { function: { arguments: '[]' } },
      { function: { arguments: '{}' } },
    ]);
  });

  it.each([
    [null],
    ['x'],
    [{ choices: [null, 7, { index: 'a', delta: 3 }] }],
    [{ choices: [{ delta: { tool_calls: [null, 1] } }] }],
  ])('takes rubbish without complaint: %j', (rubbish) => {
    expect(reassemble([rubbish]).usage).toBeNull();
  });
});

describe('createAssembly', () => {
  it('tells what is known so far', () => {
    const assembly = createAssembly();
    expect(assembly.choice(0)).toBeUndefined();
    for (const body of TRANSCRIPTS['a text']?.chunks.slice(0, 2) ?? []) assembly.add(body);
    expect(assembly.choice(0)).toMatchObject({ message: { content: 'Hel' }, finish_reason: null });
  });
});

import { describe, expect, it } from 'vitest';
import { responseEcho } from '../../../../src/endpoints/responses/response-echo.ts';
import { modelNamed } from './context.ts';

type Json = Readonly<Record<string, unknown>>;
const echo = (body: Json, model = 'gpt-5.1'): Json => responseEcho({ model, input: 'x', ...body }, modelNamed(model));

describe('what an answer repeats', () => {
  it('is filled with every default', () => {
    expect(echo({}, 'gpt-4.1')).toEqual({
      background: false,
      frequency_penalty: 0,
      instructions: null,
      max_output_tokens: null,
      max_tool_calls: null,
      model: 'gpt-4.1-2025-04-14',
      moderation: null,
      parallel_tool_calls: true,
      presence_penalty: 0,
      previous_response_id: null,
      prompt_cache_key: null,
      prompt_cache_retention: 'in_memory',
      reasoning: { effort: null, summary: null },
      safety_identifier: null,
      store: true,
      temperature: 1,
      text: { format: { type: 'text' }, verbosity: 'medium' },
      tool_choice: 'auto',
      tools: [],
      top_logprobs: 0,
      top_p: 1,
      truncation: 'disabled',
      user: null,
      metadata: {},
    });
  });

  it('is the same for null and for what is left out', () => {
    const empty = Object.fromEntries(Object.keys(echo({})).map((key) => [key, key === 'model' ? 'gpt-5.1' : null]));
    expect(echo(empty)).toEqual(echo({}));
  });

  it.each([
    ['gpt-5', 1, 'medium'],
    ['gpt-5.1', 1, 'none'],
    ['gpt-5.2', 0.98, 'none'],
    ['gpt-5.5', 0.98, 'medium'],
    ['o4-mini', 1, 'medium'],
  ])('has the defaults of %s: top_p %d, effort %s', (model, topP, effort) => {
    expect(echo({}, model)).toMatchObject({ top_p: topP, reasoning: { effort, summary: null } });
  });

  it('tells the context and the mode of thoughts from 5.6 on', () => {
    expect(echo({}, 'gpt-5.6')['reasoning']).toEqual({
      context: 'all_turns',
      effort: 'medium',
      mode: 'standard',
      summary: null,
    });
    expect(echo({}, 'gpt-5.5')['reasoning']).toEqual({ effort: 'medium', summary: null });
  });

  it.each([
    [{ summary: 'auto' }, 'detailed'],
    [{ summary: 'concise' }, 'concise'],
    [{ generate_summary: 'detailed' }, 'detailed'],
  ])('says which summary %j comes to', (reasoning, summary) => {
    expect(echo({ reasoning }, 'gpt-5')['reasoning']).toMatchObject({ summary });
  });

  it.each(['conv_7', { id: 'conv_7' }])('names a conversation as an object: %j', (conversation) => {
    expect(echo({ conversation })['conversation']).toEqual({ id: 'conv_7' });
  });
});

describe('a tool in an answer', () => {
  const parameters = { type: 'object', properties: { depth: { type: 'integer' } }, required: ['depth'] };
  const told = (tool: Json): unknown => (echo({ tools: [tool] })['tools'] as unknown[])[0];

  it.each([[{}], [{ strict: null }], [{ strict: true }]])('is strict and closed with %j', (over) => {
    const tool = told({ type: 'function', name: 'dig', description: '', parameters, ...over });
    expect(JSON.stringify(tool)).toBe(
      JSON.stringify({
        type: 'function',
        description: null,
        name: 'dig',
        output_schema: null,
        parameters: { ...parameters, additionalProperties: false },
        strict: true,
      }),
    );
  });

  it('that is not strict keeps its schema', () => {
    const loose = { type: 'function', name: 'dig', description: 'Digs.', parameters, strict: false };
    expect(told(loose)).toMatchObject({ description: 'Digs.', parameters, strict: false });
    expect(JSON.stringify(told(loose))).not.toContain('additionalProperties');
  });

  it('of free text has the keys of its grammar in order', () => {
    const format = { syntax: 'lark', type: 'grammar', definition: 'start: "a"' };
    expect(JSON.stringify(told({ type: 'custom', name: 'say', format }))).toBe(
      '{"type":"custom","description":null,"format":{"type":"grammar","definition":"start: \\"a\\"","syntax":"lark"},"name":"say"}',
    );
    expect(told({ type: 'custom', name: 'say' })).toMatchObject({ format: { type: 'text' } });
  });

  it('that is hosted stays as it is', () => {
    const hosted = { type: 'file_search', vector_store_ids: ['vs_1'] };
    expect(told(hosted)).toEqual(hosted);
  });
});

it('has a format with its keys in order', () => {
  const format = { strict: true, schema: { type: 'object' }, name: 'Map', type: 'json_schema' };
  expect(JSON.stringify(echo({ text: { format } })['text'])).toBe(
    '{"format":{"type":"json_schema","description":null,"name":"Map","schema":{"type":"object"},"strict":true},"verbosity":"medium"}',
  );
});

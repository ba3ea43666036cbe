import { describe, expect, it } from 'vitest';
import { asking, errorOf, judge, USER } from './context.ts';

const X = { model: 'gpt-5.1', input: 'Hello' };
const TOOL = { type: 'function', name: 'dig', parameters: { type: 'object', properties: {} } };

describe('an item of the conversation', () => {
  it.each([
    [{ type: 'reasoning', id: 'rs_1' }, 'summary'],
    [{ type: 'function_call', call_id: 'c', arguments: '{}' }, 'name'],
    [{ type: 'function_call_output', output: 'x' }, 'call_id'],
    [{ type: 'custom_tool_call', call_id: 'c', name: 'n' }, 'input'],
    [{ type: 'item_reference' }, 'id'],
    [{ type: 'message', role: 'user' }, 'content'],
    [{ role: 'assistant' }, 'content'],
    [{ type: 'message', content: 'x' }, 'role'],
    [{ content: 'x' }, 'role'],
  ])('that is %j lacks what its kind must have: %s', (item, member) => {
    const param = `input[1].${member}`;
    const message = `Missing required parameter: '${param}'.`;
    expect(errorOf(asking(USER, item))).toMatchObject({ param, code: 'missing_required_parameter', message });
  });

  it.each(['user', 'assistant', 'developer'])('has content of the types that are told: %s', (role) => {
    const message =
      "Invalid type for 'input[1].content': expected one of an array of objects or string, but got null instead.";
    expect(errorOf(asking(USER, { role, content: null }))).toMatchObject({ code: 'invalid_type', message });
  });

  it('of an unknown type is told the known ones', () => {
    const error = errorOf(asking(USER, { type: 'telegram', text: 'x' }));
    expect(error).toMatchObject({ param: 'input[1].type', code: 'invalid_value' });
    expect(error?.message).toMatch(/^Invalid value: 'telegram'\. Supported values are: 'function_call', /);
  });

  it('has no member that its kind does not know', () => {
    const message = "Unknown parameter: 'input[1].mood'.";
    expect(errorOf(asking(USER, { ...USER, mood: 'blue' }))).toMatchObject({ code: 'unknown_parameter', message });
  });
});

describe('schemas', () => {
  it.each([
    [
      { ...TOOL, parameters: { type: 'array' } },
      `schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.`,
    ],
    [{ ...TOOL, strict: true }, "In context=(), 'additionalProperties' is required to be supplied and to be false."],
  ])('of the tool %j are refused', (tool, words) => {
    expect(errorOf({ ...X, tools: [{ type: 'web_search' }, tool] })).toMatchObject({
      param: 'tools[1].parameters',
      code: 'invalid_function_parameters',
      message: `Invalid schema for function 'dig': ${words}`,
    });
  });

  it('of a strict format are closed', () => {
    const format = { type: 'json_schema', name: 'Map', strict: true, schema: { type: 'object', properties: {} } };
    expect(errorOf({ ...X, text: { format } })).toMatchObject({
      param: 'text.format.schema',
      code: 'invalid_json_schema',
      message:
        "Invalid schema for response_format 'Map': In context=(), 'additionalProperties' is required to be supplied and to be false.",
    });
    expect(errorOf({ ...X, text: { format: { ...format, strict: false } } })).toBeUndefined();
  });
});

describe('the word JSON', () => {
  const text = { format: { type: 'json_object' } };

  it.each([
    [{ input: 'Say it in Json.' }],
    [{ input: [{ role: 'system', content: 'JSON only.' }, USER] }],
    [{ input: [{ role: 'user', content: [{ type: 'input_text', text: 'as json' }] }] }],
  ])('is in the input: %j', (body) => {
    expect(errorOf({ ...X, ...body, text })).toBeUndefined();
  });

  it('does not count in instructions', () => {
    expect(errorOf({ ...X, instructions: 'Answer in JSON.', text })).toMatchObject({ param: 'input', code: null });
  });
});

describe('a model', () => {
  it.each([
    [
      'gpt-4.1',
      { reasoning: { effort: 'low' } },
      "Unsupported parameter: 'reasoning.effort' is not supported with this model.",
    ],
    ['o3', { temperature: 0.5 }, "Unsupported parameter: 'temperature' is not supported with this model."],
    ['gpt-5', { top_p: 0.5 }, "Unsupported parameter: 'top_p' is not supported with this model."],
    [
      'gpt-4o',
      { text: { verbosity: 'low' } },
      "Unsupported value: 'text.verbosity' does not support 'low' with this model. Supported values are: 'medium'.",
    ],
    [
      'gpt-5.1',
      { reasoning: { effort: 'minimal' } },
      "Unsupported value: 'reasoning.effort' does not support 'minimal' with this model. Supported values are: 'none', 'low', 'medium', and 'high'.",
    ],
    [
      'gpt-4o-mini',
      { include: ['reasoning.encrypted_content'] },
      'Encrypted content is not supported with this model.',
    ],
  ])('%s refuses %j', (model, over, message) => {
    expect(errorOf({ model, input: 'Hello', ...over })?.message).toBe(message);
  });

  it.each([
    ['gpt-5.1', { temperature: 0.5 }],
    ['gpt-5', { temperature: 1, top_p: 1 }],
    ['gpt-5.6', { tools: [TOOL], reasoning: { effort: 'high' } }],
    ['gpt-4o', { temperature: 0, top_p: 0.1, text: { verbosity: 'medium' } }],
  ])('%s takes %j', (model, over) => {
    expect(errorOf({ model, input: 'Hello', ...over })).toBeUndefined();
  });

  it('is named by a prompt on the server, or else by the body', () => {
    expect(judge({ prompt: { id: 'pmpt_1', version: '2' }, input: 'Hello' })).toMatchObject({
      kind: 'valid',
      model: { id: 'gpt-5.1' },
    });
    expect(errorOf({ input: 'Hello' })?.message).toBe('you must provide a model parameter');
    expect(errorOf({ input: 'Hello', prompt: null })?.message).toBe('you must provide a model parameter');
  });
});

it('reports errors in the order of the API: model, keys, fields, items', () => {
  const worse: Record<string, unknown> = { model: 'no-such', n: 2, tools: 7, input: [{ role: 'user' }] };
  const steps = [
    ['model', 'gpt-5.1', 'model_not_found'],
    ['n', undefined, 'unknown_parameter'],
    ['input', [USER], 'missing_required_parameter'],
    ['tools', [], 'invalid_type'],
  ] as const;
  for (const [key, mended, code] of steps) {
    expect(errorOf(worse)?.code).toBe(code);
    if (mended === undefined) delete worse[key];
    else worse[key] = mended;
  }
  expect(errorOf(worse)).toBeUndefined();
});

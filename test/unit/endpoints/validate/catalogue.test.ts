// Proves src/mock/: each way to be refused, with its message.
import { describe, expect, it } from 'vitest';
import { bodyWith, essence, validatorFor } from './context.ts';

const validate = await validatorFor({ closed: true });
const tool = (definition: object): object => ({ tools: [{ type: 'function', function: definition }] });
const said = (content: unknown): object => ({ messages: [{ role: 'user', content }] });
const manyKeys = Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, 'v']));
const long = 'k'.repeat(70);

/** One row a line of the published and observed error catalogue: change to a valid body, param, code, message. */
type Row = readonly [change: object, param: string | null, code: string | null, message: string];
const rows: readonly Row[] = [
  [{ model: undefined }, null, null, 'you must provide a model parameter'],
  [{ model: null }, null, null, 'you must provide a model parameter'],
  [{ model: 5 }, 'model', 'invalid_type', "Invalid type for 'model': expected a string, but got an integer instead."],
  [{ messages: undefined }, 'messages', 'missing_required_parameter', "Missing required parameter: 'messages'."],
  [
    { messages: [{ content: 'x' }] },
    'messages[0].role',
    'missing_required_parameter',
    "Missing required parameter: 'messages[0].role'.",
  ],
  [
    tool({}),
    'tools[0].function.name',
    'missing_required_parameter',
    "Missing required parameter: 'tools[0].function.name'.",
  ],
  [
    { tools: [{ type: 'function' }] },
    'tools[0].function',
    'missing_required_parameter',
    "Missing required parameter: 'tools[0].function'.",
  ],
  [
    { response_format: {} },
    'response_format.type',
    'missing_required_parameter',
    "Missing required parameter: 'response_format.type'.",
  ],
  [
    { response_format: { type: 'json_schema' } },
    'response_format.json_schema',
    'missing_required_parameter',
    "Missing required parameter: 'response_format.json_schema'.",
  ],
  [{ zzz_unknown: 1 }, 'zzz_unknown', 'unknown_parameter', "Unknown parameter: 'zzz_unknown'."],
  [{ stor: 1 }, 'stor', 'unknown_parameter', "Unknown parameter: 'stor'. Did you mean 'stop' or 'store'?"],
  [{ messagess: 1 }, 'messagess', 'unknown_parameter', "Unknown parameter: 'messagess'."],
  [{ n: '2' }, 'n', 'invalid_type', "Invalid type for 'n': expected an integer, but got a string instead."],
  [{ n: {} }, 'n', 'invalid_type', "Invalid type for 'n': expected an integer, but got an object instead."],
  [
    { seed: 1.5 },
    'seed',
    'invalid_type',
    "Invalid type for 'seed': expected an integer, but got a decimal number instead.",
  ],
  [
    { temperature: 'hot' },
    'temperature',
    'invalid_type',
    "Invalid type for 'temperature': expected a decimal, but got a string instead.",
  ],
  [
    { store: 'yes' },
    'store',
    'invalid_type',
    "Invalid type for 'store': expected a boolean, but got a string instead.",
  ],
  [{ user: [] }, 'user', 'invalid_type', "Invalid type for 'user': expected a string, but got an array instead."],
  [
    { tools: null },
    'tools',
    'invalid_type',
    "Invalid type for 'tools': expected an array of objects, but got null instead.",
  ],
  [
    { functions: 'x' },
    'functions',
    'invalid_type',
    "Invalid type for 'functions': expected an array of function definitions, but got a string instead.",
  ],
  [
    { metadata: 'x' },
    'metadata',
    'invalid_type',
    "Invalid type for 'metadata': expected a metadata object, but got a string instead.",
  ],
  [
    { metadata: { k: 7 } },
    'metadata.k',
    'invalid_type',
    "Invalid type for 'metadata.k': expected a string, but got an integer instead.",
  ],
  [
    { verbosity: {} },
    'verbosity',
    'invalid_type',
    "Invalid type for 'verbosity': expected one of 'low', 'medium', or 'high', but got an object instead.",
  ],
  [
    { messages: 'ping' },
    'messages',
    'invalid_type',
    "Invalid type for 'messages': expected an array of objects, but got a string instead.",
  ],
  [
    { messages: ['ping'] },
    'messages[0]',
    'invalid_type',
    "Invalid type for 'messages[0]': expected an object, but got a string instead.",
  ],
  [
    said(7),
    'messages[0].content',
    'invalid_type',
    "Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an integer instead.",
  ],
  [
    { tool_choice: 7 },
    'tool_choice',
    'invalid_type',
    "Invalid type for 'tool_choice': expected one of one of 'none', 'auto', or 'required' or object, but got an integer instead.",
  ],
  [
    { stop: 7 },
    'stop',
    'invalid_type',
    "Invalid type for 'stop': expected one of a string or array of strings, but got an integer instead.",
  ],
  [
    { messages: [{ role: 'bogus' }] },
    'messages[0].role',
    'invalid_value',
    "Invalid value: 'bogus'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
  ],
  [
    { verbosity: 'bogus' },
    'verbosity',
    'invalid_value',
    "Invalid value: 'bogus'. Supported values are: 'low', 'medium', and 'high'.",
  ],
  [
    { tool_choice: 'bogus', ...tool({ name: 'f' }) },
    'tool_choice',
    'invalid_value',
    "Invalid value: 'bogus'. Supported values are: 'none', 'auto', and 'required'.",
  ],
  [
    said([{ type: 'x' }]),
    'messages[0].content[0].type',
    'invalid_value',
    "Invalid value: 'x'. Supported values are: 'text', 'image_url', 'input_audio', and 'file'.",
  ],
  [
    { messages: [] },
    'messages',
    'empty_array',
    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
  ],
  [
    { tools: Array.from({ length: 129 }, () => ({ type: 'function', function: { name: 'f' } })) },
    'tools',
    'array_above_max_length',
    "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 129 instead.",
  ],
  [
    { stop: ['a', 'b', 'c', 'd', 'e'] },
    'stop',
    'array_above_max_length',
    "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.",
  ],
  [
    { temperature: 2.5 },
    'temperature',
    'decimal_above_max_value',
    "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.",
  ],
  [
    { temperature: 99 },
    'temperature',
    'decimal_above_max_value',
    "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 99.0 instead.",
  ],
  [
    { presence_penalty: -2.5 },
    'presence_penalty',
    'decimal_below_min_value',
    "Invalid 'presence_penalty': decimal below minimum value. Expected a value >= -2, but got -2.5 instead.",
  ],
  [
    { n: 129 },
    'n',
    'integer_above_max_value',
    "Invalid 'n': integer above maximum value. Expected a value <= 128, but got 129 instead.",
  ],
  [
    { n: 0 },
    'n',
    'integer_below_min_value',
    "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
  ],
  [
    { max_tokens: 0 },
    'max_tokens',
    'integer_below_min_value',
    "Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.",
  ],
  [
    { metadata: { k: 'x'.repeat(600) } },
    'metadata.k',
    'string_above_max_length',
    "Invalid 'metadata.k': string too long. Expected a string with maximum length 512, but got a string with length 600 instead.",
  ],
  [
    tool({ name: long }),
    'tools[0].function.name',
    'string_above_max_length',
    "Invalid 'tools[0].function.name': string too long. Expected a string with maximum length 64, but got a string with length 70 instead.",
  ],
  [
    { metadata: manyKeys },
    'metadata',
    'object_above_max_properties',
    "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.",
  ],
  [
    { metadata: { [long]: 'v' } },
    `metadata.${long}`,
    'property_name_above_max_length',
    "Invalid property name in 'metadata': 'kkk...kkk' is too long. Expected a string with maximum length 64, but got a string with length 70 instead.",
  ],
  [
    tool({ name: 'a b' }),
    'tools[0].function.name',
    'invalid_value',
    "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
  ],
  [
    { top_logprobs: 2 },
    'top_logprobs',
    null,
    "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
  ],
  [
    { stream_options: { include_usage: true } },
    'stream_options',
    null,
    "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
  ],
  [
    { parallel_tool_calls: false },
    'parallel_tool_calls',
    null,
    "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are specified.",
  ],
  [
    { tool_choice: 'none' },
    'tool_choice',
    null,
    "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
  ],
  [
    { function_call: 'auto' },
    'function_call',
    null,
    "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.",
  ],
  [
    { functions: [{ name: 'f' }], function_call: { name: 'g' } },
    'function_call',
    null,
    "Invalid value for 'function_call': no function named 'g' was specified in the 'functions' parameter.",
  ],
  [
    { ...tool({ name: 'f' }), tool_choice: { type: 'function', function: { name: 'g' } } },
    'tool_choice',
    null,
    "Invalid value for 'tool_choice': no function named 'g' was specified in the 'tools' parameter.",
  ],
  [
    { ...tool({ name: 'f' }), tool_choice: { type: 'custom', custom: { name: 'f' } } },
    'tool_choice',
    null,
    "Invalid value for 'tool_choice': no custom tool named 'f' was specified in the 'tools' parameter.",
  ],
  [
    { max_tokens: 1, max_completion_tokens: 1 },
    'max_tokens',
    'invalid_parameter_combination',
    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
  ],
  [
    { response_format: { type: 'json_object' } },
    'messages',
    null,
    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
  ],
  [{ modalities: ['text', 'audio'] }, 'audio', 'missing_required_parameter', "Missing required parameter: 'audio'."],
  [
    tool({ name: 'f', parameters: { type: 'object' } }),
    'tools[0].function.parameters',
    'invalid_function_parameters',
    "Invalid schema for function 'f': In context=(), object schema missing properties.",
  ],
  [
    { functions: [{ name: 'f', parameters: { type: 'string' } }] },
    'functions[0].parameters',
    'invalid_function_parameters',
    "Invalid schema for function 'f': schema must be a JSON Schema of 'type: \"object\"', got 'type: \"string\"'.",
  ],
  [
    { response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema: { type: 'object' } } } },
    'response_format',
    null,
    "Invalid schema for response_format 'x': In context=(), 'additionalProperties' is required to be supplied and to be false.",
  ],
  [
    { reasoning_effort: 'max' },
    'reasoning_effort',
    'unsupported_value',
    "Unsupported value: 'reasoning_effort' does not support 'max' with this model. Supported values are: 'none', 'low', 'medium', and 'high'.",
  ],
  [
    { max_completion_tokens: 200_000 },
    'max_completion_tokens',
    'invalid_value',
    'max_completion_tokens is too large: 200000. This model supports at most 128000 completion tokens, whereas you provided 200000.',
  ],
];

describe('one fault in a body', () => {
  it.each(rows)('answers %j with param %s, code %s', (change, param, code, message) => {
    const type = 'invalid_request_error';
    expect(essence(validate(bodyWith({ ...change })))).toEqual({ status: 400, message, type, param, code });
  });

  it('answers an unknown model with 404', () => {
    const message = 'The model `nope` does not exist or you do not have access to it.';
    const error = essence(validate(bodyWith({ model: 'nope' })));
    expect(error).toEqual({
      status: 404,
      message,
      type: 'invalid_request_error',
      param: null,
      code: 'model_not_found',
    });
  });

  it.each([[null], [[]], ['text'], [7], [{}]])('misses the model of the body %j', (body) => {
    expect(validate(body)?.error.message).toBe('you must provide a model parameter');
  });
});

describe('the valid side of every bound', () => {
  it.each([
    [{}],
    [{ n: 1 }],
    [{ n: 128 }],
    [{ temperature: 0 }],
    [{ temperature: 2 }],
    [{ stop: ['a', 'b', 'c', 'd'] }],
    [{ stop: null, n: null, metadata: null, stream_options: null, reasoning_effort: null }],
    [{ store: true, metadata: { ['k'.repeat(64)]: 'v'.repeat(512) } }],
    [{ store: true, metadata: { k: '😀'.repeat(512) } }],
    [{ logprobs: true, top_logprobs: 0 }],
    [{ stream: true, stream_options: { include_usage: true } }],
    [{ ...tool({ name: 'f', parameters: {} }), tool_choice: 'auto', parallel_tool_calls: false }],
    [{ ...tool({ name: 'f' }), tool_choice: { type: 'function', function: { name: 'f' } } }],
    [{ ...said('as JSONL'), response_format: { type: 'json_object' } }],
    [{ ...said([{ type: 'text', text: 'as Json' }]), response_format: { type: 'json_object' } }],
    [{ max_tokens: 128_000 }],
    [{ max_tokens: 5, max_completion_tokens: null }],
    [said('')],
  ])('accepts %j', (change) => {
    expect(validate(bodyWith({ ...change }))).toBeUndefined();
  });
});

// Proves src/endpoints/validate.
// What users of the service were refused, and what they were not.
import { describe, expect, it } from 'vitest';
import { isPythonPattern } from '../../../../src/endpoints/validate/python-pattern.ts';
import { checkUserSchema } from '../../../../src/endpoints/validate/user-schema.ts';
import { bodyWith, essence, modelLike, validatorFor } from './context.ts';

const deaf = modelLike('deaf', { refuses: [{ param: 'input_audio', when: 'always' }] });
const validate = await validatorFor({ models: [deaf] });

const PDF = 'data:application/pdf;base64,JVBERi0xLjcK';
const IMAGE = { type: 'image_url', image_url: { url: 'https://example.com/b.png' } };

const user = { role: 'user', content: 'Go on' };
const withFile = (file: object): object => ({
  messages: [
    user,
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Read' },
        { type: 'file', file },
      ],
    },
  ],
});
const call = (name: string, kind = 'function'): object => ({
  id: 'call_9',
  type: kind,
  [kind]: kind === 'function' ? { name, arguments: '{}' } : { name, input: 'x' },
});
const result = { role: 'tool', tool_call_id: 'call_9', content: 'done' };
const withCall = (asked: object): object => ({
  messages: [user, { role: 'assistant', content: null, tool_calls: [asked] }, result],
});

describe('a body', () => {
  it.each([
    [{ metadata: { a: 'b' } }, 'metadata', 'only allowed when'],
    [{ metadata: { a: 'b' }, store: false }, 'metadata', 'only allowed when'],
    [withFile({}), 'messages[1].content[1].file.file_id', 'Missing required parameter'],
    [withFile({ filename: 'a.pdf' }), 'messages[1].content[1].file.file_id', 'Missing required parameter'],
    [withFile({ file_data: PDF }), 'messages[1].content[1].file.file_id', 'Missing required parameter'],
    [
      withFile({ filename: 'a.pdf', file_data: 'JVBERi0xLjcK' }),
      'messages[1].content[1].file.file_data',
      "'data:' prefix",
    ],
    [withCall(call('')), 'messages[1].tool_calls[0].function.name', 'empty string'],
    [withCall(call('look up')), 'messages[1].tool_calls[0].function.name', 'does not match pattern'],
    [withCall(call('a.b', 'custom')), 'messages[1].tool_calls[0].custom.name', 'does not match pattern'],
    [
      { messages: [user, { role: 'assistant', content: null, function_call: { name: 'ü', arguments: '' } }] },
      'messages[1].function_call.name',
      'does not match pattern',
    ],
    [{ messages: [user, { role: 'assistant', content: null }] }, 'messages.[1].content', 'got null'],
    [{ messages: [user, { role: 'assistant', content: null, name: 'bot' }] }, 'messages.[1].content', 'got null'],
    [
      { messages: [user, { role: 'assistant', content: [IMAGE] }] },
      'messages[1]',
      "role 'assistant' contains an image",
    ],
    [{ messages: [{ role: 'system', content: [IMAGE] }, user] }, 'messages[0]', "role 'system' contains an image"],
    [
      {
        messages: [
          user,
          { role: 'assistant', content: null, tool_calls: [call('f')] },
          { ...result, content: [{ type: 'text', text: 'a' }, IMAGE] },
        ],
      },
      'messages[2]',
      "role 'tool' contains an image",
    ],
    [
      { model: 'deaf', modalities: ['text', 'audio'], audio: { voice: 'alloy', format: 'wav' } },
      'modalities',
      "'audio'",
    ],
  ])('is refused: %j', (change, param, words) => {
    const told = essence(validate(bodyWith(change as Record<string, unknown>)));
    expect(told).toMatchObject({ status: 400, param, message: expect.stringContaining(words) });
  });

  it.each([
    [{ metadata: { a: 'b' }, store: true }],
    [{ metadata: null }],
    [withFile({ file_id: 'file-1' })],
    [withFile({ filename: 'a.pdf', file_data: PDF })],
    [withCall(call('look_up-2'))],
    [{ messages: [user, { role: 'assistant', content: '' }] }],
    [{ messages: [user, { role: 'assistant', content: null, refusal: 'No.' }] }],
    [{ messages: [{ role: 'user', content: [IMAGE] }] }],
    [{ model: 'deaf', modalities: ['text'] }],
  ])('is accepted: %j', (change) => {
    expect(validate(bodyWith(change as Record<string, unknown>))).toBeUndefined();
  });
});

const within = (schema: unknown): object => ({
  type: 'object',
  properties: { a: schema },
  required: ['a'],
  additionalProperties: false,
});

describe('a schema', () => {
  it.each([
    [
      true,
      within({ type: 'integer', enum: [1, 2.5] }),
      "enum value 2.5 does not validate against {'type': 'integer'}.",
    ],
    [true, within({ type: ['string', 'null'], enum: ['x', 3] }), 'enum value 3 does not validate against'],
    [true, within({ type: 'boolean', enum: ['yes'] }), "('properties', 'a'), enum value yes does not"],
    [true, within({ type: 'array', items: { type: 'string' }, maxContains: 2 }), "'maxContains' is not permitted."],
    [true, within({ ...within({ type: 'string' }), maxProperties: 3 }), "'maxProperties' is not permitted."],
    [false, within({ type: 'object', additionalProperties: { description: 'any' } }), "schema must have a 'type' key."],
    [false, within({ type: 'array', items: [] }), "[] is not of type 'object', 'boolean'."],
    [false, within({ type: 'string', pattern: '\\p{L}+' }), "is not a 'regex'."],
  ])('is refused, strict %j: %j', (strict, schema, words) => {
    expect(checkUserSchema(schema, 'function', strict)).toContain(words);
  });

  it.each([
    [true, within({ type: ['string', 'null'], enum: ['x', null] })],
    [true, within({ type: 'number', enum: [1, 2.5] })],
    [false, within({ type: 'object', additionalProperties: { $ref: '#/$defs/x' } })],
    [false, within({ type: 'object', additionalProperties: { anyOf: [{ type: 'string' }] } })],
    [false, within({ type: 'object', additionalProperties: true })],
    [false, within({ type: 'object', properties: { additionalProperties: {} } })],
    [false, within({ type: 'string', enum: [1] })],
    [false, within({ type: 'array', prefixItems: [{ type: 'string' }] })],
  ])('is accepted, strict %j: %j', (strict, schema) => {
    expect(checkUserSchema(schema, 'function', strict)).toBeUndefined();
  });
});

describe('a pattern', () => {
  it.each([
    '^\\d{3}-\\w+$',
    '(?P<year>\\d{4})(?P=year)',
    '(?:a|b)+?',
    '[]a]',
    '[^]]',
    'a{,3}',
    'a{',
    '{',
    'x*+',
    '(?i)abc',
    '(?<=a)b(?!c)(?#note)',
    '\\u00e9\\x41',
    '[\\w.-]+@[\\w-]+\\.\\w{2,}',
    '(?i:x)',
    '\\/',
    '',
    '(a+)+$',
    '[a-z&&]',
    '(?=a)*',
  ])('is one of Python’s: %s', (pattern) => {
    expect(isPythonPattern(pattern)).toBe(true);
  });

  it.each([
    '\\p{L}',
    '[^\\P{L}]',
    '(?<year>\\d)',
    '\\k<year>',
    '\\cA',
    '\\u{1F600}',
    '\\x4',
    '[',
    '[]',
    '[^]',
    'a)',
    '(a',
    '*a',
    'a**',
    '+',
    '(?',
    '(*a)',
    'a|*',
    '\\',
  ])('is none of Python’s: %s', (pattern) => {
    expect(isPythonPattern(pattern)).toBe(false);
  });
});

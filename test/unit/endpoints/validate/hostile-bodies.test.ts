// Proves src/mock/: bodies made to hurt cost little.
import { describe, expect, it } from 'vitest';
import type { ErrorPlan } from '../../../../src/engine/plan.ts';
import { bodyWith, validatorFor } from './context.ts';
import { effort } from '../../../support/effort.ts';

const validate = await validatorFor({ closed: true });
const DEEP = 10_000;
const MANY = 1_000_000;

/** JSON text nested `levels` deep, parsed: what a client can really send. */
const nested = (open: string, core: string, close: string, levels = DEEP): unknown =>
  JSON.parse(`${open.repeat(levels)}${core}${close.repeat(levels)}`) as unknown;

const tool = (parameters: unknown, strict = false, name = 'f'): object => ({
  type: 'function',
  function: { name, parameters, strict },
});
const strictFormat = (schema: unknown): object => ({
  response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema } },
});

const deepObjects = nested('{"type":"object","properties":{"a":', '{"type":"string"}', '}}');
const deepStrict = nested(
  '{"type":"object","additionalProperties":false,"required":["a"],"properties":{"a":',
  '{"type":"string"}',
  '}}',
);
const deepLists = {
  type: 'object',
  additionalProperties: false,
  required: ['a'],
  properties: { a: nested('{"type":"array","items":', '{"type":"null"}', '}') },
};
const wide = {
  type: 'object',
  properties: Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`p${i}`, { type: 'string' }])),
};
const user = { role: 'user', content: 'ping' };

/** The answer, and a promise that it cost little: the dearest of these bodies costs a tenth of the limit. */
function cheap(change: object): ErrorPlan | undefined {
  const body = bodyWith({ ...change });
  let error: ErrorPlan | undefined;
  const cost = effort(() => {
    error = validate(body);
  });
  expect(cost).toBeLessThan(500);
  return error;
}

describe('bodies made to hurt', () => {
  it.each([
    ['parameters 10,000 levels deep', { tools: [tool(deepObjects)] }],
    [
      'lists of schemas 10,000 levels deep',
      { tools: [tool({ type: 'object', properties: { a: nested('{"anyOf":[', '{}', ']}') } })] },
    ],
    [
      'an enum 10,000 levels deep',
      { tools: [tool({ type: 'object', properties: { a: { enum: [nested('[', '', ']')] } } })] },
    ],
    ['5,000 properties', { tools: [tool(wide)] }],
    [
      '128 tools with 500 properties each',
      {
        tools: Array.from({ length: 128 }, (_, i) =>
          tool(
            { type: 'object', properties: Object.fromEntries(Object.entries(wide.properties).slice(0, 500)) },
            false,
            `f${i}`,
          ),
        ),
      },
    ],
    [
      'a catastrophic pattern',
      { tools: [tool({ type: 'object', properties: { a: { type: 'string', pattern: '(a+)+$' } } })] },
    ],
    ['20 MB of text', { messages: [{ role: 'user', content: 'x'.repeat(20_000_000) }] }],
    ['lone surrogates and NUL', { messages: [{ role: 'user', content: '\ud800\u0000\udc00' }], user: '\u0000\ud800' }],
    ['100,000 messages', { messages: Array.from({ length: 100_000 }, () => user) }],
  ])('accepts %s at once', (_, change) => {
    expect(cheap(change)).toBeUndefined();
  });

  it.each([
    ['a strict schema 10,000 objects deep', strictFormat(deepStrict), '10000 parameters exceeds limit of 5000.'],
    ['a strict schema 10,000 lists deep', strictFormat(deepLists), '10000 levels of nesting exceeds limit of 10.'],
    ['a lax strict schema 10,000 levels deep', strictFormat(deepObjects), "In context=(), 'additionalProperties'"],
    [
      'a broken schema 10,000 levels down',
      { tools: [tool(nested('{"type":"object","properties":{"a":', '{"type":"foo"}', '}}'))] },
      "'foo' is not valid under",
    ],
    [
      'a schema missing items 10,000 levels down',
      { tools: [tool(nested('{"type":"object","properties":{"a":', '{"type":"array"}', '}}'))] },
      ", '...'), array schema missing items.",
    ],
    [
      'an array as a schema 10,000 levels deep',
      { tools: [tool({ type: 'object', properties: { a: nested('[', '', ']') } })] },
      "[[[...]]] is not of type 'object', 'boolean'.",
    ],
    [
      'content 10,000 levels deep',
      { messages: [{ role: 'user', content: nested('[', '', ']') }] },
      "Invalid type for 'messages[0].content[0]'",
    ],
    ['metadata 10,000 levels deep', { metadata: nested('{"a":', '1', '}') }, "Invalid type for 'metadata.a'"],
    [
      'a tool choice 10,000 levels deep',
      { tool_choice: nested('{"type":', '1', '}') },
      "Invalid type for 'tool_choice.type'",
    ],
    ['a million faults', { messages: Array.from({ length: MANY }, () => 7) }, "Invalid type for 'messages[0]'"],
    [
      'a fault after a million values',
      { stop: ['a'], messages: [...Array.from({ length: MANY / 10 }, () => user), 7] },
      "Invalid type for 'messages[100000]'",
    ],
    ['a million stop sequences', { stop: Array.from({ length: MANY }, () => 7) }, "Invalid 'stop': array too long."],
    ['a role of 20 MB', { messages: [{ role: 'x'.repeat(20_000_000) }] }, "Invalid value: 'xxxx"],
    ['a key of 20 MB', { ['x'.repeat(20_000_000)]: 1 }, "Unknown parameter: 'xxxx"],
    [
      'JSON mode over 20 MB without the word',
      { messages: [{ role: 'user', content: 'jso'.repeat(6_000_000) }], response_format: { type: 'json_object' } },
      "'messages' must contain the word 'json'",
    ],
  ])('rejects %s at once, in a short message', (_, change, part) => {
    const message = cheap(change)?.error.message ?? '';
    expect(message).toContain(part);
    expect(message.length).toBeLessThan(1500);
  });

  it('takes keys of the prototype for what they are', () => {
    const body = JSON.parse('{"__proto__":1,"model":"gpt-5.1","messages":[{"role":"user","content":"x"}]}') as unknown;
    expect(validate(body)?.error.message).toBe("Unknown parameter: '__proto__'.");
    expect(validate(bodyWith({ constructor: 1 }))?.error.message).toBe("Unknown parameter: 'constructor'.");
    expect(validate(bodyWith({ messages: [{ role: 'constructor', content: 'x' }] }))?.error.code).toBe('invalid_value');
    expect(validate(bodyWith({ model: '__proto__' }))?.status).toBe(404);
  });
});

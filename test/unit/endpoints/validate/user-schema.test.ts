import { describe, expect, it } from 'vitest';
import { checkUserSchema } from '../../../../src/endpoints/validate/user-schema.ts';

const closed = (properties: Record<string, unknown>, required = Object.keys(properties)): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const within = (schema: unknown): object => ({ type: 'object', properties: { a: schema } });
const chain = (levels: number): object => {
  let schema: object = { type: 'string' };
  for (let i = 0; i < levels; i++) schema = closed({ a: schema });
  return schema;
};
const ENUM_ADVICE = "Consider reducing the number of enums, or use 'strict: false' to opt out of structured outputs.";
const REQUIRED = "'required' is required to be supplied and to be an array including every key in properties.";
const values = (count: number, length = 4): string[] =>
  Array.from({ length: count }, (_, i) => String(i).padStart(length, '0'));

describe('a schema that is none', () => {
  it.each([
    [{ type: 'foo' }, "'foo' is not valid under any of the given schemas."],
    [within({ type: 'foo' }), "'foo' is not valid under any of the given schemas."],
    [within({ type: ['string', 'date'] }), "['string', 'date'] is not valid under any of the given schemas."],
    [within({ type: null }), 'None is not valid under any of the given schemas.'],
    [{ type: 'object', required: null }, "None is not of type 'array'."],
    [{ type: 'object', required: true }, "True is not of type 'array'."],
    [{ type: 'object', required: ['a', 1] }, "1 is not of type 'string'."],
    [{ type: 'object', properties: [] }, "[] is not of type 'object'."],
    [within([]), "[] is not of type 'object', 'boolean'."],
    [within('string'), "'string' is not of type 'object', 'boolean'."],
    [within({ enum: 'a' }), "'a' is not of type 'array'."],
    [within({ minimum: 'a' }), "'a' is not of type 'number'."],
    [within({ maxLength: -1 }), '-1 is less than the minimum of 0'],
    [within({ minItems: 1.5 }), "1.5 is not of type 'integer'."],
    [within({ exclusiveMinimum: true }), "True is not of type 'number'."],
    [within({ description: { en: "it's" } }), `{'en': "it's"} is not of type 'string'.`],
    [within({ anyOf: [] }), '[] should be non-empty'],
    [within({ anyOf: { type: 'string' } }), "{'type': 'string'} is not of type 'array'."],
    [within({ additionalProperties: 'no' }), "'no' is not of type 'object', 'boolean'."],
  ])('refuses %j', (schema, reason) => {
    expect(checkUserSchema(schema, 'function', false)).toBe(reason);
    expect(checkUserSchema(schema, 'format', true)).toBe(reason);
  });

  it('is reported before what strict mode dislikes earlier in the document', () => {
    const schema = closed({ a: { oneOf: [] }, b: { type: 'foo' } });
    expect(checkUserSchema({ ...schema, additionalProperties: true }, 'format', true)).toBe('[] should be non-empty');
  });
});

describe('a schema outside strict mode', () => {
  it.each([
    ['function', {}, `schema must be a JSON Schema of 'type: "object"', got 'type: "None"'.`],
    [
      'format',
      { anyOf: [{ type: 'object' }] },
      `schema must be a JSON Schema of 'type: "object"', got 'type: "None"'.`,
    ],
    [
      'function',
      { type: 'array', items: {} },
      `schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.`,
    ],
    ['function', { type: 'object' }, 'In context=(), object schema missing properties.'],
    ['function', within({ type: 'array' }), "In context=('properties', 'a'), array schema missing items."],
    [
      'function',
      within({ type: ['string', 'array'] }),
      "In context=('properties', 'a', 'type', '1'), array schema missing items.",
    ],
  ] as const)('is refused as a %s: %j', (use, schema, reason) => {
    expect(checkUserSchema(schema, use, false)).toBe(reason);
  });

  it.each([
    within({}),
    within(true),
    within({ type: 'object' }),
    within({ type: 'array', items: { type: 'string' } }),
    within({ oneOf: [{ const: 1 }, { not: { type: 'string' } }], default: null, nullable: true }),
    within({ type: 'string', format: 'uri', pattern: '(a+)+$', minLength: 1 }),
    { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', properties: {}, additionalProperties: false },
    { type: 'object', properties: { a: { $ref: '#/nowhere' } }, required: [] },
  ])('is accepted: %j', (schema) => {
    expect(checkUserSchema(schema, 'function', false)).toBeUndefined();
  });

  it('needs no properties as the form of an answer', () => {
    expect(checkUserSchema({ type: 'object' }, 'format', false)).toBeUndefined();
  });
});

describe('a schema in strict mode', () => {
  it.each([
    [
      { ...closed({ a: { type: 'string' } }), type: 'string' },
      `schema must be a JSON Schema of 'type: "object"', got 'type: "string"'.`,
    ],
    [
      { type: 'object', properties: {} },
      "In context=(), 'additionalProperties' is required to be supplied and to be false.",
    ],
    [
      closed({ a: { type: 'object', properties: {} } }),
      "In context=('properties', 'a'), 'additionalProperties' is required to be supplied and to be false.",
    ],
    [{ type: 'object', additionalProperties: false }, 'In context=(), object schema missing properties.'],
    [closed({ a: { type: 'string' }, b: { type: 'string' } }, ['a']), `In context=(), ${REQUIRED} Missing 'b'.`],
    [closed({ a: { type: 'string' } }, ['a', 'z']), `In context=(), ${REQUIRED} Extra required key 'z' supplied.`],
    [closed({ a: {} }), "In context=('properties', 'a'), schema must have a 'type' key."],
    [closed({ a: true }), "In context=('properties', 'a'), schema must have a 'type' key."],
    [closed({ a: { const: 'x' } }), "In context=('properties', 'a'), schema must have a 'type' key."],
    [closed({ a: { type: 'array' } }), "In context=('properties', 'a'), array schema missing items."],
    [
      closed({ a: { type: 'array', items: { oneOf: [{ type: 'null' }] } } }),
      "In context=('properties', 'a', 'items'), 'oneOf' is not permitted.",
    ],
    [
      closed({ a: { type: 'array', items: { type: 'null' }, uniqueItems: true } }),
      "In context=('properties', 'a'), 'uniqueItems' is not permitted.",
    ],
    [{ ...closed({}), patternProperties: {} }, "In context=(), 'patternProperties' is not permitted."],
    [closed({ a: { type: 'string', format: 'uri' } }), "In context=('properties', 'a'), 'uri' is not a valid format."],
    [
      closed({ a: { $ref: '#/$defs/x', description: 'd' } }),
      "context=('properties', 'a'), $ref cannot have keywords {'description'}.",
    ],
    [
      closed({ a: { $ref: '#/$defs/x' } }),
      "In context=('properties', 'a'), reference can only point to definitions defined at the top level of the schema.",
    ],
    [
      closed({ a: { $ref: '#/properties/b' }, b: { type: 'null' } }),
      "In context=('properties', 'a'), reference can only point to definitions defined at the top level of the schema.",
    ],
    [
      { ...closed({ a: { $ref: '#/$defs/x' } }), $defs: { x: { type: 'object' } } },
      "In context=('$defs', 'x'), 'additionalProperties' is required to be supplied and to be false.",
    ],
    [
      closed({ a: { anyOf: [{ type: 'null' }, {}] } }),
      "In context=('properties', 'a', 'anyOf', '1'), schema must have a 'type' key.",
    ],
  ])('is refused: %j', (schema, reason) => {
    expect(checkUserSchema(schema, 'format', true)).toBe(reason);
  });

  it.each([
    closed({}),
    { type: 'object', properties: {}, additionalProperties: false },
    closed({ a: { type: ['string', 'null'], pattern: '(a+)+$', format: 'date' }, b: { type: 'integer', minimum: 1 } }),
    closed({ a: { anyOf: [{ type: 'null' }, closed({ b: { type: 'boolean' } })] }, c: { enum: ['x', null] } }),
    closed({ a: { type: 'string', const: 'x', default: 'x', title: 't' } }),
    { ...closed({ value: { type: 'number' }, next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } }), $schema: 'x' },
    { ...closed({ a: { $ref: '#/$defs/a~1b' } }), $defs: { 'a/b': closed({ again: { $ref: '#/$defs/a~1b' } }) } },
    { ...closed({ a: { $ref: '#/definitions/x' } }), definitions: { x: { type: 'string' } } },
  ])('is accepted: %j', (schema) => {
    expect(checkUserSchema(schema, 'function', true)).toBeUndefined();
  });
});

describe('the size of a strict schema', () => {
  const wide = (count: number): object =>
    closed(Object.fromEntries(values(count).map((name) => [name, { type: 'null' }])));
  const listed = (...enums: string[][]): object =>
    closed(Object.fromEntries(enums.map((members, i) => [`e${i}`, { type: 'string', enum: members }])));

  it.each([
    ['10 levels of nesting', chain(11)],
    ['5000 properties', wide(5000)],
    ['1000 enum values', listed(values(250), values(250), values(250), values(250))],
    ['a long enum of 15000 characters', listed(values(300, 50))],
    ['250 very long enum values', listed(values(250, 100))],
    ['120000 characters', closed({ a: { type: 'string', const: 'x'.repeat(119_999) } })],
  ])('may have %s', (_, schema) => {
    expect(checkUserSchema(schema, 'format', true)).toBeUndefined();
  });

  it.each([
    [chain(12), '11 levels of nesting exceeds limit of 10.'],
    [wide(5001), '5001 parameters exceeds limit of 5000.'],
    [
      listed(values(600), values(401)),
      `Expected at most 1000 enum values in total within a single schema when using structured outputs, but received 1001. ${ENUM_ADVICE}`,
    ],
    [
      listed(values(251, 60)),
      `Expected at most 15000 total characters across enum values when there are more than 250 enum values, but received 15060. ${ENUM_ADVICE}`,
    ],
    [
      closed({ a: { type: 'string', const: 'x'.repeat(120_000) } }),
      'Expected at most 120000 total characters across property names, definition names, enum values, and const values, but received 120001.',
    ],
  ])('may not pass a limit (%#)', (schema, reason) => {
    expect(checkUserSchema(schema, 'format', true)).toBe(reason);
    expect(checkUserSchema(schema, 'format', false)).toBeUndefined();
  });

  it('does not count references, so recursion is no depth', () => {
    const node = closed({ next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } });
    expect(
      checkUserSchema({ ...closed({ a: { $ref: '#/$defs/node' } }), $defs: { node } }, 'format', true),
    ).toBeUndefined();
  });
});

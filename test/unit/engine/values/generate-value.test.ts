import addFormats from 'ajv-formats';
import { Ajv } from 'ajv';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonSchema, JsonValue } from '../../../../src/contract/api-types.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { generateValue } from '../../../../src/engine/values/generate-value.ts';
import { HOPELESS_SCHEMAS, NASTY_SCHEMAS } from './support/nasty-schemas.ts';
import { randomStrictSchema } from './support/random-schema.ts';
import { effort, growth, MAX_LINEAR_GROWTH } from '../../../support/effort.ts';

const PROMPTS = [
  '',
  'John is 30 years old and lives in Paris, France. Write to john@x.com, 3 tickets on 2026-01-05 for $20',
  'What is 17*23?',
  '东京的天气怎么样',
];

const oracle = new Ajv2020({ strict: false, logger: false });
addFormats.default(oracle);

const compile = (schema: JsonSchema): ValidateFunction => oracle.compile(schema);

const make = (schema: JsonSchema, words: string, seed = '1'): JsonValue =>
  generateValue(schema, { random: createRandom(seed), words });

const deep = (wrap: (inner: JsonSchema) => JsonSchema): JsonSchema => {
  let schema: JsonSchema = { type: 'string' };
  for (let i = 0; i < 10_000; i++) schema = wrap(schema);
  return schema;
};

describe('generateValue', () => {
  it('satisfies 1,200 random schemas of the strict subset', () => {
    const failures: string[] = [];
    for (let i = 0; i < 1200; i++) {
      const schema = randomStrictSchema(`schema ${i}`);
      const validate = compile(schema);
      const value = make(schema, PROMPTS[i % PROMPTS.length] ?? '', String(i));
      if (!validate(value)) failures.push(`seed "schema ${i}": ${JSON.stringify(validate.errors?.[0])}`);
    }
    expect(failures).toEqual([]);
  });

  it.each(Object.entries(NASTY_SCHEMAS))('satisfies a nasty schema: %s', (_, schema) => {
    const validate = compile(schema);
    for (let i = 0; i < 12; i++) {
      const value = make(schema, PROMPTS[i % PROMPTS.length] ?? '', String(i));
      expect(validate(value), `${JSON.stringify(value)?.slice(0, 300)} ${JSON.stringify(validate.errors)}`).toBe(true);
    }
  });

  it.each(Object.entries(HOPELESS_SCHEMAS))('ends with a serialisable value: %s', (_, schema) => {
    const cost = effort(() => expect(JSON.stringify(make(schema, 'hi'))).toBeTypeOf('string'));
    expect(cost).toBeLessThan(1000);
  });

  it('understands the spelling of draft 07', () => {
    const schema: JsonSchema = {
      type: 'object',
      definitions: { tag: { type: 'string', pattern: '^t[0-9]$' } },
      properties: {
        pair: {
          type: 'array',
          items: [{ type: 'integer' }, { $ref: '#/definitions/tag' }],
          additionalItems: false,
          minItems: 2,
        },
        kind: { type: 'string' },
      },
      required: ['pair', 'kind'],
      dependencies: { kind: ['extra'], pair: { properties: { size: { type: 'integer' } }, required: ['size'] } },
    };
    const validate = new Ajv({ strict: false, logger: false }).compile(schema);
    for (let i = 0; i < 20; i++) expect(validate(make(schema, '', String(i)))).toBe(true);
  });

  it('repeats itself for equal seeds and differs for others', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { name: {}, email: {}, price: {}, when: { format: 'date-time' } },
      required: ['name', 'email', 'price', 'when'],
    };
    expect(make(schema, '', 'a')).toEqual(make(schema, '', 'a'));
    expect(make(schema, '', 'a')).not.toEqual(make(schema, '', 'b'));
  });

  it('keeps the order of the schema', () => {
    const names = ['zeta', 'alpha', 'mid', 'beta'];
    const schema = {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
      required: ['beta', 'mid', 'alpha', 'zeta'],
    };
    expect(Object.keys(make(schema, '') ?? {})).toEqual(names);
  });

  it('sets a property called __proto__ as an own one', () => {
    const schema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"const":1}},"required":["__proto__"]}',
    ) as JsonSchema;
    expect(JSON.stringify(make(schema, ''))).toBe('{"__proto__":1}');
  });

  it.each<[string, (inner: JsonSchema) => JsonSchema]>([
    ['objects', (inner) => ({ type: 'object', properties: { a: inner }, required: ['a'] })],
    ['arrays', (inner) => ({ type: 'array', items: inner, minItems: 1 })],
    ['anyOf', (inner) => ({ anyOf: [inner, { type: 'null' }] })],
    ['allOf', (inner) => ({ allOf: [inner] })],
    ['not', (inner) => ({ not: inner })],
  ])('survives ten thousand levels of %s', (_, wrap) => {
    const schema = deep(wrap);
    const cost = effort(() => expect(JSON.stringify(make(schema, 'hi'))).toBeTypeOf('string'));
    expect(cost).toBeLessThan(500);
  });

  it('fills five thousand properties, and does no more for each than for one of a thousand', () => {
    const fill = (count: number): unknown => {
      const names = Array.from({ length: count }, (_, i) => `field_${i}`);
      const properties = Object.fromEntries(names.map((name) => [name, { type: 'integer' }]));
      const value = make({ type: 'object', properties, required: names }, '3 tickets');
      return expect(Object.keys(value ?? {})).toHaveLength(count);
    };
    expect(growth(fill, 1250)).toBeLessThan(MAX_LINEAR_GROWTH);
  });
});

describe('length', () => {
  // Seven characters of two units each used to pass for fourteen.
  it('is counted in characters, not in units of UTF-16', () => {
    const schema = { type: 'object', properties: { query: { type: 'string', minLength: 14, maxLength: 17 } } };
    const value = make({ ...schema, required: ['query'] }, '𐀀񊍼𕒘򬾴💳񓡧񊘽');
    expect(compile({ ...schema, required: ['query'] })(value)).toBe(true);
  });
});

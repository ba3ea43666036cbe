import { describe, expect, it } from 'vitest';
import { compileSchema } from '../../../src/recordings/compile-schema.ts';

const CITY = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

describe('compileSchema', () => {
  it('says what is wrong with a value, and where', () => {
    const judge = compileSchema(CITY);
    expect([judge({ city: 'Paris' }), judge({}), judge({ city: 5 })]).toEqual([
      undefined,
      "the whole must have required property 'city'",
      '/city must be string',
    ]);
  });

  it('compiles a schema once', () => {
    expect(compileSchema(CITY)).toBe(compileSchema(CITY));
    expect(compileSchema({ ...CITY })).not.toBe(compileSchema(CITY));
  });

  it('judges by schemas of other drafts, and with words that it does not know', () => {
    const judge = compileSchema({ $schema: 'http://json-schema.org/draft-07/schema#', 'x-order': 1, ...CITY });
    expect([judge({ city: 'Paris' }), judge({})]).toEqual([undefined, "the whole must have required property 'city'"]);
  });

  it('keeps schemas of the same $id apart', () => {
    const named = (type: string): object => ({ $id: 'https://example.com/arguments', type });
    expect(compileSchema(named('string'))('a')).toBeUndefined();
    expect(compileSchema(named('number'))('a')).toBe('the whole must be number');
  });

  it.each([
    ['a type that is none', { type: 'city' }],
    ['a pattern that is none', { pattern: '(' }],
    ['a reference to nothing', { $ref: '#/$defs/nothing' }],
  ])('judges nothing by a schema with %s', (_, schema) => {
    expect(compileSchema(schema)({})).toBeUndefined();
    expect(compileSchema(schema)('a')).toBeUndefined();
  });
});

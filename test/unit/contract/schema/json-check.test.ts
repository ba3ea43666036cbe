import { describe, expect, test } from 'vitest';
import { loadJsonCheck } from '../../../../src/contract/schema/json-check.ts';

const check = await loadJsonCheck();
const city = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

describe('schemas of a request', () => {
  test.each<[unknown, string | undefined]>([
    [{ city: 'Oslo' }, undefined],
    [{ city: 5 }, '/city must be string'],
    [{}, "the value must have required property 'city'"],
    [{ city: 'Oslo', country: 'NO' }, 'the value must NOT have additional properties ("country")'],
  ])('judge %j', (value, expected) => {
    expect(check(city, value)).toBe(expected);
  });

  test('may be of another draft and may share an id', () => {
    const draft = { $schema: 'http://json-schema.org/draft-07/schema#', $id: 'a' };
    expect(check({ ...draft, type: 'string' }, 5)).toBe('the value must be string');
    expect(check({ ...draft, type: 'number' }, 5)).toBeUndefined();
  });

  test('judge nothing when they cannot be read', () => {
    expect(check({ $ref: 'https://example.com/nowhere' }, 5)).toBeUndefined();
  });

  test('are told apart beyond the number that is kept', () => {
    const found = Array.from({ length: 450 }, (_, index) => check({ const: index }, index));
    expect([new Set(found), check({ const: 0 }, 1)]).toEqual([
      new Set([undefined]),
      'the value must be equal to constant',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { describeType } from '../../../../src/endpoints/validate/describe-type.ts';
import { nearNames } from '../../../../src/endpoints/validate/near-names.ts';
import { pythonRepr } from '../../../../src/endpoints/validate/python-repr.ts';
import { codePoints, describeValue, list } from '../../../../src/endpoints/validate/words.ts';

const resolve = (): Readonly<Record<string, unknown>> => ({ type: 'object' });
const object = { $ref: '#/any' };

describe('type words', () => {
  it.each([
    [{ type: 'integer' }, 'an integer'],
    [{ type: ['integer', 'null'] }, 'an integer'],
    [{ type: 'number' }, 'a decimal'],
    [{ type: ['string', 'integer'] }, 'one of a string or integer'],
    [{ type: 'array' }, 'an array'],
    [{ type: 'array', items: { type: 'string' } }, 'an array of strings'],
    [{ type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, 'an array of strings'],
    [{ type: 'array', items: object }, 'an array of objects'],
    [{ type: 'array', items: { anyOf: [object, { type: 'string' }] } }, 'an array'],
    [{ enum: ['a'] }, "'a'"],
    [{ type: ['string', 'null'], enum: ['a', 'b', null] }, "one of 'a' or 'b'"],
    [{ enum: ['a', 'b', 'c'] }, "one of 'a', 'b', or 'c'"],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'a string'],
    [{ anyOf: [{ type: 'string' }, { type: 'string', enum: ['a'] }] }, 'a string'],
    [{ anyOf: [{ type: 'string' }, { type: 'array', items: object }] }, 'one of a string or array of objects'],
    [{ anyOf: [{ enum: ['a', 'b'] }, { oneOf: [object, { type: 'object' }] }] }, "one of one of 'a' or 'b' or object"],
    [{ anyOf: [{ type: 'string' }, { type: 'integer' }, object] }, 'one of a string, integer, or object'],
    [{}, 'a valid value'],
  ])('say of %j: %s', (schema, words) => {
    expect(describeType(schema, resolve)).toBe(words);
  });

  it.each([
    [null, 'null'],
    [[], 'an array'],
    [{}, 'an object'],
    [1, 'an integer'],
    [1.5, 'a decimal number'],
    ['x', 'a string'],
    [true, 'a boolean'],
  ])('name the value %j', (value, words) => {
    expect(describeValue(value)).toBe(words);
  });
});

describe('the small words', () => {
  it('join lists with an Oxford comma', () => {
    expect([list(['a'], 'or'), list(['a', 'b'], 'or'), list(['a', 1, 'c'], 'and')]).toEqual([
      "'a'",
      "'a' or 'b'",
      "'a', 1, and 'c'",
    ]);
  });

  it('count characters, and halves of a pair as one each', () => {
    expect(['', 'ab', '😀', 'a😀b', '\ud800', '\udc00\ud800', '\ud800😀'].map(codePoints)).toEqual([
      0, 2, 1, 3, 1, 2, 2,
    ]);
  });

  it('suggest names that differ by one letter', () => {
    const known = ['stop', 'store', 'stream', 'top_p', 'n'];
    expect(nearNames('stor', known)).toEqual(['stop', 'store']);
    expect(nearNames('top_k', known)).toEqual(['top_p']);
    expect(nearNames('treams', known)).toEqual([]);
    expect(nearNames('stop', ['stop'])).toEqual([]);
    expect(nearNames('', known)).toEqual(['n']);
  });

  it('print values in Python notation, long and deep ones cut', () => {
    expect(pythonRepr([null, true, false, 1.5, 'x', {}])).toBe("[None, True, False, 1.5, 'x', ...]");
    expect(pythonRepr({ a: { b: { c: { d: 1 } } } })).toBe("{'a': {'b': {'c': ...}}}");
    expect(pythonRepr(`it's`)).toBe(`"it's"`);
    expect(pythonRepr(`"it's"\n\\`)).toBe(`'"it\\'s"\\n\\\\'`);
    expect(pythonRepr('x'.repeat(100))).toBe(`'${'x'.repeat(64)}...'`);
  });
});

import { describe, expect, test } from 'vitest';
import { anyOf, hasAny, hasPhrase } from '../../../src/engine/has-words.ts';

describe('hasAny', () => {
  test.each([
    ['How deep is the harbor?', 'depth how_deep', true],
    ['The harborside café', 'harbor', false],
    ['HARBOR!', 'harbor', true],
    ['the_harbor', 'harbor', false],
    ['这个港口很深', '港口', true],
    ['nothing of the kind', 'harbor pier', false],
  ])('finds whole words and phrases in "%s"', (text, list, found) => {
    expect(hasAny(text, list)).toBe(found);
    expect(anyOf(list).test(text)).toBe(found);
  });
});

describe('hasPhrase', () => {
  test('finds an empty phrase nowhere, and ends', () => {
    expect(hasPhrase('a harbor', '')).toBe(false);
    expect(hasPhrase('', '')).toBe(false);
  });
});

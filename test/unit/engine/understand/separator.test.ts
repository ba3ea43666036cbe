import { describe, expect, it } from 'vitest';
import { composeAnswer } from '../../../../src/engine/prose/compose-answer.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { readSeparator } from '../../../../src/engine/understand/separator.ts';
import { understand } from '../../../../src/engine/understand/understand.ts';

const answer = (content: string, seed: string): string =>
  composeAnswer(understand({ model: 'm', messages: [{ role: 'user', content }] }), createRandom(seed), {
    temperature: 1,
    verbosity: 'medium',
    images: [],
  });

describe('readSeparator', () => {
  it.each([
    ['Count from 1 to 60, separated by spaces.', ' '],
    ['Count to 5 separated by commas', ', '],
    ['Count to 5, separated by commas without spaces', ','],
    ['Count to 5, one number per line', '\n'],
    ['Count to 5, each on its own line', '\n'],
    ['Count to 5, separated with " - "', ' - '],
    ['从1数到5，用空格隔开', ' '],
    ['Count to 5', undefined],
    ['Count to 5 and explain how', undefined],
  ])('reads %j', (text, separator) => {
    expect(readSeparator(text)).toBe(separator);
  });

  it('decides how a count is written', () => {
    for (let seed = 0; seed < 12; seed++) {
      expect(answer('Count from 1 to 5, separated by spaces. Write nothing else.', `${seed}`)).toBe('1 2 3 4 5');
      expect(answer('Count to 3, one per line. Only the numbers.', `${seed}`)).toMatch(/1\n2\n3$/);
      expect(answer('Count from 1 to 4. Write nothing else.', `${seed}`)).toMatch(/^1(?:, |\n)2(?:, |\n)3(?:, |\n)4$/);
    }
    expect(answer('从1数到5，用空格隔开', '1')).toContain('1 2 3 4 5');
  });
});

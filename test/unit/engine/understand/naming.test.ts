// Proves src/engine/understand/, src/engine/prose/: names that the user gives.
import { describe, expect, it } from 'vitest';
import { composeAnswer } from '../../../../src/engine/prose/compose-answer.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { understand } from '../../../../src/engine/understand/understand.ts';

const read = (content: string) => understand({ model: 'm', messages: [{ role: 'user', content }] });
const answer = (content: string, seed: string): string =>
  composeAnswer(read(content), createRandom(seed), { temperature: 1, verbosity: 'medium', images: [] });

describe('a name', () => {
  it.each([
    'Invent a name for a cat. Reply with the name alone.',
    'Suggest one good name for my puppy. Just the name.',
    'Come up with a name for a robot, nothing else',
    'Think of a name for a dragon. Only the name.',
  ])('is all that %j gets', (text) => {
    for (let seed = 0; seed < 10; seed++) expect(answer(text, `${seed}`)).toMatch(/^\p{Lu}\p{L}+$/u);
  });

  it('comes with others where there is room', () => {
    const answers = Array.from({ length: 20 }, (_, seed) => answer('Invent a name for a bakery.', `${seed}`));
    expect(answers.some((text) => /Alternatives/.test(text))).toBe(true);
  });

  it('of code is no name for a thing', () => {
    expect(read('Suggest a function name for sorting users').task).not.toEqual({ kind: 'write', form: 'name' });
  });
});

describe('a long text', () => {
  it.each([
    ['Write a long story about a lighthouse.', 160],
    ['Write a long poem about the sea.', 120],
  ])('is what %j gets, whatever the seed', (text, words) => {
    for (let seed = 0; seed < 20; seed++) expect(answer(text, `${seed}`).split(/\s+/).length).toBeGreaterThan(words);
  });
});

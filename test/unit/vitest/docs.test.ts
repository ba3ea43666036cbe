// Proves src/vitest/. Runs every snippet of docs/testing.md, with the names of the package standing for its sources.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runSnippets, snippetsOf } from '../../support/snippets.ts';

const TEXT = readFileSync('docs/testing.md', 'utf8');

/** What each `ts` snippet prints when it works. */
const PRINTS = [['pong 1'], ['first,second', 'first'], ['true true'], ['true complete'], ['true']];

const results = runSnippets([
  ...snippetsOf(TEXT, 'ts').map((code, i) => ({ code, prints: PRINTS[i] ?? [] })),
  ...snippetsOf(TEXT, 'ts vitest').map((code) => ({ code })),
]);

describe('docs/testing.md', () => {
  test('says what each of its snippets prints', () => {
    expect(snippetsOf(TEXT, 'ts')).toHaveLength(PRINTS.length);
    expect(snippetsOf(TEXT, 'ts vitest')).toHaveLength(1);
  });

  test.each(PRINTS.map((_, i) => i))('has a snippet that runs: %i', async (i) => {
    expect((await results())[i]).toEqual({ passed: ['runs'], failed: [], message: '' });
  });

  test('has a suite that passes', async () => {
    const suite = (await results())[PRINTS.length];
    expect([suite?.passed.length, suite?.failed, suite?.message]).toEqual([2, [], '']);
  });
});

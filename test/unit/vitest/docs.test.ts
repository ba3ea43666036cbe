// Runs every snippet of docs/testing.md, with the names of the package standing for its sources.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { snippetRunner, snippetsOf } from '../../support/snippets.ts';

const TEXT = readFileSync('docs/testing.md', 'utf8');
const runner = snippetRunner();

/** What each `ts` snippet prints when it works. */
const PRINTS = [['pong 1'], ['first,second', 'first'], ['true true'], ['true complete'], ['true']];

describe('docs/testing.md', () => {
  test('says what each of its snippets prints', () => {
    expect(snippetsOf(TEXT, 'ts')).toHaveLength(PRINTS.length);
    expect(snippetsOf(TEXT, 'ts vitest')).toHaveLength(1);
  });

  test.each(snippetsOf(TEXT, 'ts').map((code, i) => [i, code] as const))(
    'has a snippet that runs: %i',
    async (i, code) => {
      await expect(runner.prints(code, PRINTS[i] ?? [])).resolves.toMatch(/1 passed/);
    },
  );

  test('has a suite that passes', async () => {
    await expect(runner.suite(snippetsOf(TEXT, 'ts vitest')[0] ?? '')).resolves.toMatch(/2 passed/);
  });
});

// Proves the words of the README, the documentation and the command line: habits that read as translated stay out.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Command } from 'commander';
import { createProgram } from '../src/cli/program.ts';

const PAGES = [
  'README.md',
  'docs/faults.md',
  'docs/sdks.md',
  'docs/testing.md',
  'docs/verify.md',
  'fixtures/README.md',
];

const HABITS =
  /\b(?:bears? with|borne with|in vain|tells? apart|told apart|is told|are told|nobody|somebody|anybody|without a word|free will|steps aside|mend|all of one)\b|\(default: (?:\[\]|\{\}|false)\)/gi;

const habitsIn = (text: string): string[] => [...text.matchAll(HABITS)].map(([words]) => words);

function helpOf(command: Command): string {
  return [command.helpInformation(), ...command.commands.map(helpOf)].join('\n');
}

describe('words', () => {
  test('are found where they read as translated', () => {
    expect(habitsIn('A baseline bears with it, and\nnobody is told. (default: [])')).toEqual([
      'bears with',
      'nobody',
      'is told',
      '(default: [])',
    ]);
  });

  test.each(PAGES)('read well on the page %s', (page) => {
    const prose = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
    expect(habitsIn(prose)).toEqual([]);
  });

  test('read well in the help of every command', () => {
    expect(habitsIn(helpOf(createProgram(() => Promise.resolve())).replace(/\s+/g, ' '))).toEqual([]);
  });
});

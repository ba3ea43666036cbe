// Proves the words that people read: habits that read as translated stay out of pages, the contract, the command line, titles and sources.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { createProgram } from '../src/cli/program.ts';
import { FAULTS } from '../src/faults/catalogue.ts';
import { CHECKS } from '../src/verify/checks/catalogue.ts';
import { PROBES } from '../src/verify/probes/catalogue.ts';

interface Habit {
  readonly pattern: string;
  readonly sample: string;
  readonly instead: string;
}

// JSON boundary: the first test checks each entry.
const HABITS = parse(readFileSync('test/support/word-habits.yaml', 'utf8')) as readonly Habit[];

const tracked = (...patterns: string[]): string[] =>
  execFileSync('git', ['ls-files', ...patterns], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);

/** Text of a file as prose: without comment marks and line breaks, and of pages without code. */
const prose = (text: string): string =>
  text
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/^\s*(?:\/\/|\*|#)\s?/gm, '')
    .replace(/\s+/g, ' ');

function habitsIn(text: string, habits: readonly Habit[] = HABITS): string[] {
  const plain = prose(text);
  return habits.flatMap(({ pattern, instead }) =>
    [...plain.matchAll(new RegExp(pattern, 'gi'))].map(([words]) => `${words} → ${instead}`),
  );
}

/** Habits by file, for files that have any. */
const found = (files: readonly string[]): string[] =>
  files.flatMap((file) => habitsIn(readFileSync(file, 'utf8')).map((habit) => `${file}: ${habit}`));

function helpOf(command: Command): string {
  return [command.helpInformation(), ...command.commands.map(helpOf)].join('\n');
}

/** Reports of other servers, written finding by finding; the engine, whose comments have tests of their own; prompts that are to read like people. */
const EXEMPT =
  /^docs\/field-reports\.md$|^src\/engine\/|generated|^src\/vitest\/environment|^src\/verify\/probes\/natural-text/;

describe('words', () => {
  test.each(HABITS)('are found where they read as translated: $sample', (habit) => {
    expect(habit.instead).not.toBe('');
    expect(habitsIn(habit.sample, [habit])).toHaveLength(1);
    expect(habitsIn(habit.sample.replaceAll(' ', '\n * '), [habit])).toHaveLength(1);
  });

  test.each([
    ['pages', ['*.md', 'docs/llms.txt']],
    ['the contract', ['spec/*.yaml', 'spec/schemas/*.json']],
    ['sources', ['src/*.ts', 'spec/codegen/*.ts']],
  ])('read well in %s', (_, patterns) => {
    const files = tracked(...patterns).filter((file) => !EXEMPT.test(file));
    expect(files.length).toBeGreaterThan(3);
    expect(found(files)).toEqual([]);
  });

  test('read well in the help of every command', () => {
    expect(habitsIn(helpOf(createProgram(() => Promise.resolve())))).toEqual([]);
  });

  test('read well in titles of faults and probes, and in fixes', () => {
    const titles = [...FAULTS, ...PROBES].map(({ title }) => title);
    expect([...titles, ...CHECKS.map(({ fix }) => fix)].flatMap((text) => habitsIn(text))).toEqual([]);
  });
});

// Proves src/faults/, src/mock/. Runs every snippet of docs/faults.md, with the names of the package standing for its sources.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findFault } from '../../../src/faults/find-fault.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { createMock } from '../../../src/index.ts';
import { runSnippets, snippetsOf } from '../../support/snippets.ts';
import { FAULTS } from '../../../src/faults/catalogue.ts';
import { testMock } from '../../support/mock.ts';
import type { Scenario } from '../../../src/scenarios/scenario.ts';
import type { FaultSpec, FaultStep } from '../../../src/index.ts';

const TEXT = readFileSync('docs/faults.md', 'utf8');

/** What each `ts` snippet prints when it works. */
const PRINTS = ['1 429,200', 'body.id,usage.schema', '502 text/html'];

const results = runSnippets([
  ...snippetsOf(TEXT, 'ts').map((code, i) => ({ code, prints: [PRINTS[i] ?? ''] })),
  ...snippetsOf(TEXT, 'ts vitest').map((code) => ({ code })),
]);

const COMMANDS = snippetsOf(TEXT, 'sh')
  .flatMap((code) => code.split('\n'))
  .filter((line) => line.startsWith('starmock serve '));

/** Options of a command line, as `serve` gets them. */
function optionsOf(line: string): { fault: string[]; faultRate: number; faultScript?: string; faultHeader: boolean } {
  const serve = createProgram(() => Promise.resolve()).commands.find((command) => command.name() === 'serve');
  serve?.parseOptions(line.split(' ').slice(2));
  return serve?.opts() ?? { fault: [], faultRate: 1, faultHeader: false };
}

describe('docs/faults.md', () => {
  test('says what each of its snippets prints', () => {
    expect(snippetsOf(TEXT, 'ts')).toHaveLength(PRINTS.length);
    expect(snippetsOf(TEXT, 'ts vitest')).toHaveLength(1);
    expect(COMMANDS).toHaveLength(5);
  });

  test.each(PRINTS.map((_, i) => i))('has a snippet that runs: %i', async (i) => {
    expect((await results())[i]).toEqual({ passed: ['runs'], failed: [], message: '' });
  });

  test('has a suite that passes', async () => {
    const suite = (await results())[PRINTS.length];
    expect([suite?.passed.length, suite?.failed, suite?.message]).toEqual([1, [], '']);
  });

  test.each(COMMANDS)('has a command that is understood: %s', async (line) => {
    const { fault, faultRate, faultScript, faultHeader } = optionsOf(line);
    const script = faultScript?.split(',') ?? [];
    await using mock = createMock({
      faults: fault as FaultSpec[],
      faultRate,
      faultScript: script as FaultStep[],
      faultHeader,
    });
    await expect(mock.warm()).resolves.toBeUndefined();
    expect(fault.length > 0 || script.length > 0 || faultHeader).toBe(true);
  });

  test('has scenarios that load', async () => {
    const { scenarios } = parse(snippetsOf(TEXT, 'yaml')[0] ?? '') as { scenarios: Scenario[] };
    await expect(testMock({ scenarios: scenarios }).warm()).resolves.toBeUndefined();
  });

  test('names only faults that exist', () => {
    const classes = new Set(FAULTS.map(({ name }) => name.split('.')[0]));
    const quoted = [...TEXT.matchAll(/`([a-z]+)\.([a-z][a-z0-9_=@,.-]*)`/g)].map(
      ([, first = '', rest = '']) => `${first}.${rest}`,
    );
    const names = quoted.filter((name) => classes.has(name.split('.')[0] ?? ''));
    expect(names.length).toBeGreaterThan(8);
    expect(names.map(findFault).filter((found) => 'problem' in found)).toEqual([]);
  });
});

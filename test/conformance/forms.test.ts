// The form benchmark that lies beside the project, and cases of our own in its format.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { post, testMock } from '../support/mock.ts';

const SHARED = fileURLToPath(new URL('../../../shared/forms/', import.meta.url));
const present = existsSync(SHARED);
if (!present) process.stderr.write('forms: ../shared is absent, the benchmark is skipped\n');

interface Case {
  readonly id: string;
  readonly family: string;
  readonly request: Record<string, unknown>;
}

interface Outcome {
  readonly id: string;
  readonly family: string;
  readonly pass: boolean;
  readonly why: readonly string[];
}

interface Checker {
  runCase(one: Case, send: (body: unknown) => Promise<Response>, model: string): Promise<Outcome>;
}

/** Part of all cases, and of the larger families, that has to pass. */
const LEAST = 0.88;
const LEAST_OF_FAMILY = 0.6;
const LARGE_FAMILY = 4;

async function runAll(path: string): Promise<readonly Outcome[]> {
  const { runCase } = (await import(pathToFileURL(`${SHARED}check.mjs`).href)) as Checker;
  const mock = testMock();
  const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[];
  const outcomes: Outcome[] = [];
  for (const one of cases)
    outcomes.push(await runCase(one, (body) => post(mock, body as Record<string, unknown>), 'gpt-5.1'));
  return outcomes;
}

const failures = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.filter(({ pass }) => !pass).map(({ id, why }) => `${id}: ${why[0] ?? ''}`);

describe.skipIf(!present)('the form benchmark', () => {
  test('passes, plain and streamed alike', { timeout: 120_000 }, async () => {
    const outcomes = await runAll(`${SHARED}dev.json`);
    const passed = outcomes.filter(({ pass }) => pass).length;
    const told = passed / outcomes.length < LEAST ? failures(outcomes) : [];
    expect(told).toEqual([]);
    const families = Map.groupBy(outcomes, ({ family }) => family);
    const weak = [...families].filter(([, all]) => {
      const good = all.filter(({ pass }) => pass).length;
      return all.length >= LARGE_FAMILY ? good / all.length < LEAST_OF_FAMILY : good < 1;
    });
    expect(weak.map(([family]) => family)).toEqual([]);
  });

  test('passes the cases of our own', { timeout: 60_000 }, async () => {
    const outcomes = await runAll(fileURLToPath(new URL('forms/own.json', import.meta.url)));
    expect(failures(outcomes)).toEqual([]);
  });
});

// The proof of verify: each fault is seen for what it breaks, and nothing else is objected to. This is a sample, which has to agree with
// what is written of all; `npm run kill-matrix -- --check` tries the whole, STARMOCK_MATRIX_SAMPLE names another sample.
import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultContract } from '../../src/contract/contract.ts';
import { CHAT_FAULTS } from '../../src/faults/catalogue.ts';
import type { Check } from '../../src/verify/checks/check.ts';
import { CHECKS } from '../../src/verify/checks/catalogue.ts';
import { CLEAN_MODELS, provedBy, runFaults, sampledFaults, sampleExtent, UNSEEN } from './matrix.ts';
import { summarise, type MatrixData } from './render-matrix.ts';
import { runMatrix, type Matrix } from './run-matrix.ts';
import { wholePage } from './whole-page.ts';

const MINUTES = 60_000;
const sample = Number(process.env['STARMOCK_MATRIX_SAMPLE'] ?? 0);
const extent = sampleExtent(sample);
const docs = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

describe('the kill matrix', () => {
  const written = JSON.parse(docs('kill-matrix.json')) as MatrixData;
  let matrix: Matrix;
  beforeAll(async () => {
    matrix = await runMatrix({ sample });
  }, 30 * MINUTES);

  test('has a row for each fault, and clean runs of every model at both paces', () => {
    expect(written.faults.map(({ fault }) => fault)).toEqual(CHAT_FAULTS.map(({ name }) => name));
    expect(matrix.rows.map(({ fault }) => fault)).toEqual(sampledFaults(sample).map(({ name }) => name));
    expect(matrix.clean).toHaveLength(extent.clean.length);
    expect(summarise(matrix).cleanRuns).toBe(4 * 2 + 3);
    // A run that judges nothing finds nothing either.
    for (const { judged, profile } of matrix.clean) expect(judged).toBeGreaterThan(CLEAN_MODELS[profile].length * 120);
  });

  test('finds nothing wrong with the mock as it is', () => {
    expect(
      matrix.clean.flatMap(({ profile, seed, pace, findings }) =>
        findings.map((one) => `${profile}, ${seed}, ${pace}: ${one}`),
      ),
    ).toEqual([]);
  });

  test('shows each fault in everything that it is said to break', () => {
    const unseen = matrix.rows.filter(({ missed, fault }) => missed.length > 0 && !(fault in UNSEEN));
    expect(unseen.map(({ fault, missed }) => `${fault}: ${missed.join(', ')}`)).toEqual([]);
  });

  test('names no fault as unseen that is seen', () => {
    expect(written.unseen).toEqual(UNSEEN);
    const seen = matrix.rows.filter(({ missed, fault }) => missed.length === 0 && fault in UNSEEN);
    expect(seen.map(({ fault }) => fault)).toEqual([]);
  });

  test('shows no MUST broken by a fault that is not said to break it, and nothing broken by a legal variant', () => {
    const surprising = matrix.rows.filter(({ undeclared }) => undeclared.length > 0);
    expect(surprising.map(({ fault, undeclared }) => `${fault}: ${undeclared.join(', ')}`)).toEqual([]);
  });

  test('has a fault for each check of a MUST or a SHOULD', () => {
    const unproved = provedBy(written.faults, defaultContract().requirements).filter(
      ({ level, killedBy }) => (level === 'MUST' || level === 'SHOULD') && killedBy.length === 0,
    );
    expect(unproved.map(({ check }) => check)).toEqual([]);
  });

  test('is what the documentation says', async () => {
    // Where they differ: `npm run kill-matrix`, and commit what it writes.
    const known = new Map(written.faults.map(({ fault, killed }) => [fault, killed]));
    expect(matrix.rows.map(({ fault, killed }) => [fault, killed])).toEqual(
      matrix.rows.map(({ fault }) => [fault, known.get(fault)]),
    );
    const { killed, spared, cleanFindings, ...of } = written.summary;
    expect([killed, spared, cleanFindings]).toEqual([of.faults - Object.keys(UNSEEN).length, of.benign, 0]);
    const page = wholePage((file) => JSON.parse(docs(file)) as MatrixData);
    expect(docs('kill-matrix.md')).toBe(await format(page, { parser: 'markdown', printWidth: 120 }));
  });
});

describe('a check that has been neutered', () => {
  const blind = (id: string): Check[] =>
    CHECKS.map((check) => (check.id === id ? { ...check, judge: () => ({ kind: 'judged', findings: [] }) } : check));

  test.each([
    'finish.once',
    'sse.done.once',
    'tool.index.dense',
    'usage.sum',
    'err.schema',
    'param.stop',
    'auth.invalid',
  ])(
    'is noticed: %s',
    async (id) => {
      const faults = CHAT_FAULTS.filter(({ breaks }) => breaks.length === 1 && breaks.some((broken) => broken === id));
      expect(faults.length).toBeGreaterThan(0);
      for (const { missed } of await runFaults(faults.slice(0, 2), extent, { checks: blind(id), only: [id] }))
        expect(missed).toEqual([id]);
    },
    10 * MINUTES,
  );

  test(
    'is noticed also where it objects to everything',
    async () => {
      const all = CHECKS.map((check): Check =>
        check.id === 'finish.once'
          ? {
              ...check,
              judge: ({ all: exchanges }) => ({
                kind: 'judged',
                findings: exchanges.slice(0, 1).map((seen) => ({
                  requirement: check.id,
                  level: 'MUST',
                  path: '',
                  expected: 'x',
                  received: 'y',
                  seen,
                })),
              }),
            }
          : check,
      );
      const variants = CHAT_FAULTS.filter(({ harm }) => harm === 'benign').slice(0, 1);
      const [row] = await runFaults(variants, extent, { checks: all, only: ['finish.once'] });
      expect(row?.undeclared).toContain('finish.once (gpt-5.1)');
    },
    10 * MINUTES,
  );
});

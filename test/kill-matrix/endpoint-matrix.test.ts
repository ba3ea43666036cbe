// The proof of verify for the endpoints beside chat completions: a sample of their faults, which `npm run kill-matrix -- --endpoint
// responses` tries whole, and a clean run of every model. STARMOCK_MATRIX_SAMPLE names another sample.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ENDPOINT_CHECKS } from '../../src/verify/checks/endpoint-checks.ts';
import { faultsAt, NOT_HERE, OTHER_ENDPOINTS } from './endpoint-extents.ts';
import { runEndpointMatrix } from './endpoint-matrix.ts';
import type { MatrixData } from './render-matrix.ts';
import type { Matrix } from './run-matrix.ts';
import { dataFile } from './whole-page.ts';

const MINUTES = 60_000;
const sample = Number(process.env['STARMOCK_MATRIX_SAMPLE'] ?? 0);
const written = (file: string): MatrixData =>
  JSON.parse(readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8')) as MatrixData;

describe.each(OTHER_ENDPOINTS)('the kill matrix of %s', (endpoint) => {
  let matrix: Matrix;
  beforeAll(async () => {
    matrix = await runEndpointMatrix(endpoint, sample);
  }, 15 * MINUTES);

  test('finds nothing wrong with the mock as it is, and judges most requirements', () => {
    expect(matrix.clean.flatMap(({ profile, findings }) => findings.map((one) => `${profile}: ${one}`))).toEqual([]);
    for (const { judged } of matrix.clean) expect(judged).toBeGreaterThan(ENDPOINT_CHECKS[endpoint].length * 0.8);
  });

  test('shows each fault in everything that it is said to break, and in no other MUST', () => {
    expect(matrix.rows.length).toBeGreaterThan(10);
    const wrong = matrix.rows.filter(({ missed, undeclared }) => missed.length > 0 || undeclared.length > 0);
    expect(wrong.map(({ fault, missed, undeclared }) => [fault, missed, undeclared])).toEqual([]);
  });

  test('is what the documentation says, of all faults', () => {
    const { faults, checks, summary } = written(dataFile(endpoint));
    expect(faults.map(({ fault }) => fault)).toEqual(faultsAt(endpoint).map(({ name }) => name));
    const known = new Map(faults.map(({ fault, killed }) => [fault, killed]));
    expect(matrix.rows.map(({ fault, killed }) => [fault, killed])).toEqual(
      matrix.rows.map(({ fault }) => [fault, known.get(fault)]),
    );
    const obliging = checks.filter(({ level }) => level === 'MUST' || level === 'SHOULD');
    expect(obliging.filter(({ killedBy }) => killedBy.length === 0)).toEqual([]);
    expect([summary.killed, summary.spared, summary.cleanFindings]).toEqual([summary.faults, summary.benign, 0]);
  });

  test('leaves out only faults that there are', () => {
    const here = new Set(faultsAt(endpoint).map(({ name }) => name));
    expect(Object.keys(NOT_HERE[endpoint]).filter((name) => here.has(name))).toEqual([]);
  });
});

import { troubles, WHOLE } from '../../kill-matrix/matrix.ts';
import { createBench } from '../../kill-matrix/setups.ts';

/** What verify says of a mock with each of the faults: check, model, status, level, and the place of each finding. */
export async function verdicts(faults: readonly string[]): Promise<Record<string, string[]>> {
  const [setup] = WHOLE.setups;
  if (!setup) throw new Error('Failed to pin verdicts: the matrix has no setup');
  const bench = createBench(setup);
  const said: Record<string, string[]> = {};
  for (const fault of faults) {
    // oxlint-disable-next-line no-await-in-loop
    const told = troubles(await bench.results(fault)).flatMap(({ check, model, status, level, findings }) =>
      findings.map(({ requirement, path }) => [check, model, status, level, requirement, path ?? ''].join(' | ')),
    );
    said[fault] = [...new Set(told)];
  }
  return said;
}

import { defaultContract } from '../contract/contract.ts';
import { formatDiagnostic } from '../scenarios/diagnostic.ts';
import { openScenarios, type Loaded } from '../scenarios/open-scenarios.ts';
import { checkFaults } from '../faults/find-fault.ts';
import { printableJson, printableLine } from '../verify/reporters/printable.ts';
import { EXIT } from './exit-codes.ts';
import { paint } from './paint.ts';

interface FixtureOptions {
  readonly json: boolean;
}

async function load(paths: readonly string[]): Promise<Loaded> {
  const workshop = await openScenarios(defaultContract().requirements, checkFaults);
  return workshop.load(paths, '');
}

/** Tells what is wrong with fixtures, or how many there are. @returns the exit code */
export async function checkScenarios(paths: readonly string[], { json }: FixtureOptions): Promise<number> {
  const { set, files, diagnostics } = await load(paths);
  const ok = set !== undefined;
  if (json) process.stdout.write(`${printableJson({ ok, files, diagnostics }, 2)}\n`);
  else if (ok) process.stdout.write(`${set.scenarios.length} scenarios in ${files.length} files, nothing wrong\n`);
  else process.stderr.write(diagnostics.map((one) => `${printableLine(formatDiagnostic(one))}\n`).join(''));
  return ok ? EXIT.ok : EXIT.usage;
}

/** Lists scenarios in the order in which they are tried. @returns the exit code */
export async function listScenarios(paths: readonly string[], { json }: FixtureOptions): Promise<number> {
  const { set, diagnostics } = await load(paths);
  if (!set) {
    process.stderr.write(diagnostics.map((one) => `${printableLine(formatDiagnostic(one))}\n`).join(''));
    return EXIT.usage;
  }
  const rows = set.scenarios.map(({ name, file, points, conditions, steps, times }) => ({
    name,
    file,
    points,
    conditions: conditions.map(({ label }) => label),
    replies: steps.length,
    times: Number.isFinite(times) ? times : null,
  }));
  if (json) process.stdout.write(`${printableJson(rows, 2)}\n`);
  else for (const row of rows) process.stdout.write(line(row));
  return EXIT.ok;
}

function line(row: { name: string; file: string; points: number; conditions: readonly string[] }): string {
  const when = row.conditions.length === 0 ? 'every request' : row.conditions.join(', ');
  const place = paint('dim', printableLine(`(${row.file}, ${row.points} points)`));
  return `${paint('bold', printableLine(row.name))} ${place}: ${printableLine(when)}\n`;
}

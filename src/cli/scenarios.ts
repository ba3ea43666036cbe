import { defaultContract } from '../contract/contract.ts';
import { loadProfile } from '../contract/profile.ts';
import { openModels } from '../mock/open-models.ts';
import type { ScenarioSet } from '../scenarios/scenario-set.ts';
import { formatDiagnostic } from '../scenarios/diagnostic.ts';
import { openScenarios, type Loaded } from '../scenarios/open-scenarios.ts';
import { checkFaults } from '../faults/find-fault.ts';
import { printableJson, printableLine } from '../verify/reporters/printable.ts';
import { counted } from '../verify/reporters/words.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import type { Paint } from '../verify/reporters/paint.ts';

interface FixtureOptions {
  readonly json: boolean;
}

/** Options of `starmock scenarios check`, parsed. */
export interface CheckOptions extends FixtureOptions {
  readonly profile: string;
  readonly strictModels: boolean;
}

/** A scenario that no request can reach, because nothing serves the model that it asks for. */
interface Warning {
  readonly file: string;
  readonly message: string;
}

async function warningsOf(set: ScenarioSet, { profile, strictModels: strict }: CheckOptions): Promise<Warning[]> {
  const contract = await loadProfile(profile);
  const models = await openModels(contract, { strict, named: () => true });
  const isServed = (name: string, has: (model: string) => boolean): boolean =>
    name.includes('*') ? !strict || contract.models.some(({ id }) => has(id)) : models.text(name) !== undefined;
  return set.scenarios.flatMap(({ file, name: scenario, conditions }) =>
    conditions.flatMap(({ models: asked }) =>
      asked && !asked.names.some((name) => isServed(name, asked.has))
        ? [{ file, message: `${scenario} can never answer: nothing serves ${asked.names.join(', ')} in words` }]
        : [],
    ),
  );
}

async function load(paths: readonly string[], { fileAt }: CommandContext): Promise<Loaded> {
  const workshop = await openScenarios(defaultContract().requirements, checkFaults);
  return workshop.load(paths.map(fileAt), '');
}

/** Prints the problems in scenario files and the scenarios that can never match, or the number of scenarios. @returns the exit code */
export async function checkScenarios(
  paths: readonly string[],
  options: CheckOptions,
  context: CommandContext,
): Promise<number> {
  const { json } = options;
  const { set, files, diagnostics } = await load(paths, context);
  const ok = set !== undefined;
  const warnings = set ? await warningsOf(set, options) : [];
  if (json) context.stdout.write(`${printableJson({ ok, files, diagnostics, warnings }, 2)}\n`);
  else if (ok)
    context.stdout.write(
      `${counted(set.scenarios.length, 'scenario')} in ${counted(files.length, 'file')}, no problems\n`,
    );
  else context.stderr.write(diagnostics.map((one) => `${printableLine(formatDiagnostic(one))}\n`).join(''));
  if (!json) {
    for (const { file, message } of warnings) {
      context.stderr.write(`${context.stderr.paint('yellow', 'warning')}: ${printableLine(`${file} ${message}`)}\n`);
    }
  }
  return ok ? EXIT.ok : EXIT.usage;
}

/** Lists scenarios in matching order. @returns the exit code */
export async function listScenarios(
  paths: readonly string[],
  { json }: FixtureOptions,
  context: CommandContext,
): Promise<number> {
  const { set, diagnostics } = await load(paths, context);
  if (!set) {
    context.stderr.write(diagnostics.map((one) => `${printableLine(formatDiagnostic(one))}\n`).join(''));
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
  if (json) context.stdout.write(`${printableJson(rows, 2)}\n`);
  else for (const row of rows) context.stdout.write(line(row, context.stdout.paint));
  return EXIT.ok;
}

function line(
  row: { name: string; file: string; points: number; conditions: readonly string[] },
  paint: Paint,
): string {
  const when = row.conditions.length === 0 ? 'every request' : row.conditions.join(', ');
  const place = paint('dim', printableLine(`(${row.file}, ${counted(row.points, 'point')})`));
  return `${paint('bold', printableLine(row.name))} ${place}: ${printableLine(when)}\n`;
}

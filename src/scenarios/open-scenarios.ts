import { StarmockError } from '../contract/errors.ts';
import { loadJsonCheck } from '../contract/schema/json-check.ts';
import type { Requirement } from '../contract/requirements.ts';
import { loadScenarioSchema } from '../contract/schema/scenario-schema.ts';
import { compileScenarios, type CompileTools } from './compile-scenarios.ts';
import { formatDiagnostic, locateProblems, type Diagnostic } from './diagnostic.ts';
import { loadFiles } from './load-files.ts';
import type { CheckFault } from './reply-problems.ts';
import type { ResolveTools } from './resolve-reply.ts';
import { compilePattern } from './safe-regex.ts';
import type { ScenarioSet } from './scenario-set.ts';
import type { Scenario } from './scenario.ts';
import { valueSource, type Source } from './source.ts';
import { loadTemplates } from './template.ts';

/** A path of a file or folder, or a scenario written in TypeScript. */
export type ScenarioSource = string | Scenario;

/** Compiled scenarios, or everything that is wrong with them. */
export type Loaded =
  | { readonly set: ScenarioSet; readonly files: readonly string[]; readonly diagnostics: readonly [] }
  | { readonly set?: never; readonly files: readonly string[]; readonly diagnostics: readonly Diagnostic[] };

/** What compiles and resolves scenarios; opening it loads ajv, the schema and the templates. */
export interface ScenarioWorkshop {
  readonly resolve: Omit<ResolveTools, 'seed'>;
  /** Compiles fixtures; reads files each time. */
  load(scenarios: readonly ScenarioSource[], label: string): Promise<Loaded>;
}

async function sourcesOf(
  scenarios: readonly ScenarioSource[],
  label: string,
): Promise<{
  sources: Source[];
  files: readonly string[];
  diagnostics: readonly Diagnostic[];
}> {
  const paths = scenarios.filter((source) => typeof source === 'string');
  const values = scenarios.filter((source) => typeof source !== 'string');
  const { sources, files, diagnostics } = await loadFiles(paths);
  return {
    sources: values.length > 0 ? [...sources, valueSource(label, values)] : [...sources],
    files,
    diagnostics,
  };
}

/** Schemas are the clients', and so are their patterns: what cannot be matched in linear time judges nothing. */
function matches(pattern: string): { test(text: string): boolean } {
  const compiled = compilePattern(pattern, false);
  return 'fault' in compiled ? { test: () => true } : compiled;
}

/**
 * Opens the workshop.
 *
 * @param requirements of the contract that is played; `allow` may name them
 */
export async function openScenarios(
  requirements: readonly Requirement[],
  checkFault: CheckFault,
): Promise<ScenarioWorkshop> {
  const [schema, templates, check] = await Promise.all([loadScenarioSchema(), loadTemplates(), loadJsonCheck(matches)]);
  const tools: CompileTools = { schema, templates, requirements: requirements.map(({ id }) => id), checkFault };
  return {
    resolve: { templates, check },
    load: async (scenarios, label) => {
      const { sources, files, diagnostics } = await sourcesOf(scenarios, label);
      // What is wrong with one file must not hide what is wrong with the others.
      const { set, problems } = compileScenarios(sources, tools);
      const all = [...diagnostics, ...(await locateProblems(problems))];
      return set && all.length === 0 ? { set, files, diagnostics: [] } : { files, diagnostics: all };
    },
  };
}

/** All that is wrong as one error, a line a problem. */
export function scenarioError(diagnostics: readonly Diagnostic[]): StarmockError {
  const lines = diagnostics.map((diagnostic) => `\n  ${formatDiagnostic(diagnostic)}`).join('');
  const count = diagnostics.length === 1 ? '1 problem' : `${diagnostics.length} problems`;
  return new StarmockError('BAD_SCENARIO', `Could not load scenarios (${count})${lines}`, { diagnostics });
}

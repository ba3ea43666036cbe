import type { ChatCompletionRequest } from '../../../src/contract/api-types.ts';
import { defaultContract } from '../../../src/contract/contract.ts';
import { loadJsonCheck } from '../../../src/contract/schema/json-check.ts';
import { loadScenarioSchema } from '../../../src/contract/schema/scenario-schema.ts';
import { checkFaults } from '../../../src/faults/find-fault.ts';
import { compileScenarios, type CompileTools } from '../../../src/scenarios/compile-scenarios.ts';
import { formatDiagnostic, locateProblems } from '../../../src/scenarios/diagnostic.ts';
import { requestFacts, type Circumstances, type RequestFacts } from '../../../src/scenarios/request-facts.ts';
import { resolveReply, type ResolveTools } from '../../../src/scenarios/resolve-reply.ts';
import { takeScenario, type ScenarioSet } from '../../../src/scenarios/scenario-set.ts';
import { createScenarioState, type ScenarioState } from '../../../src/scenarios/scenario-state.ts';
import type { Scenario } from '../../../src/scenarios/scenario.ts';
import type { Script } from '../../../src/scenarios/script.ts';
import { valueSource, type Source } from '../../../src/scenarios/source.ts';
import { loadTemplates } from '../../../src/scenarios/template.ts';

export const tools: CompileTools & ResolveTools = {
  schema: await loadScenarioSchema(),
  templates: await loadTemplates(),
  check: await loadJsonCheck(),
  requirements: defaultContract().requirements.map(({ id }) => id),
  checkFault: checkFaults,
  seed: 'test',
};

export function factsOf(
  request: ChatCompletionRequest,
  headers: Readonly<Record<string, string>> = {},
  circumstances: Circumstances = { now: Date.UTC(2026, 2, 5, 8, 9) },
): RequestFacts {
  return requestFacts(request, (name) => headers[name], circumstances);
}

/** The lines of what is wrong with sources. */
export async function problemsOf(sources: readonly Source[]): Promise<string[]> {
  return (await locateProblems(compileScenarios(sources, tools).problems)).map(formatDiagnostic);
}

/** A set of scenarios that must be right. */
export async function setOf(...scenarios: readonly Scenario[]): Promise<ScenarioSet> {
  return setFrom(valueSource('test', scenarios));
}

export async function setFrom(...sources: readonly Source[]): Promise<ScenarioSet> {
  const { set } = compileScenarios(sources, tools);
  if (!set) throw new Error((await problemsOf(sources)).join('\n'));
  return set;
}

/** Name of the scenario that answers. */
export function answers(set: ScenarioSet, facts: RequestFacts, state?: ScenarioState): string | undefined {
  return set.match(facts, state ?? createScenarioState())?.scenario.name;
}

/** Matches, resolves and counts, as the mock does. */
export function play(set: ScenarioSet, facts: RequestFacts, state: ScenarioState): Script | undefined {
  const found = set.match(facts, state);
  if (!found) return undefined;
  takeScenario(state, found);
  return resolveReply(found, facts, tools);
}

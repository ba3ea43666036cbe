import type { ModelInfo } from '../contract/models.ts';
import type { EngineRequest } from '../engine/request.ts';
import { nearestFirst, unmatchedMessage, type Explanation } from '../scenarios/explain.ts';
import { requestFacts, type RequestFacts } from '../scenarios/request-facts.ts';
import { resolveReply, type ResolveTools } from '../scenarios/resolve-reply.ts';
import { takeScenario, unusedScenarios, type Found, type ScenarioSet } from '../scenarios/scenario-set.ts';
import { createScenarioState, type ScenarioState } from '../scenarios/scenario-state.ts';
import type { Script } from '../scenarios/script.ts';
import type { Decide, Decision, DecisionContext } from './decision.ts';
import { scriptedError, setupError } from './scripted-error.ts';

/** Scenarios at work: which one answers, and how far each session has come. */
export interface ScenarioRegistry {
  readonly decide: Decide;
  /** Why each scenario matches a request or does not, nearest first. */
  explain(request: EngineRequest, context: DecisionContext): Explanation[];
  /** Puts temporary scenarios before all others. */
  push(set: ScenarioSet): void;
  /** Replaces the lasting scenarios; how far sessions have come is kept for those that are still there. */
  replace(set: ScenarioSet): void;
  /** Forgets temporary scenarios and how far all sessions have come. */
  reset(): void;
  /** Names of scenarios that no request has used. */
  unusedScenarios(): string[];
  /** Whether a scenario asks for the model by its name. */
  names(model: string): boolean;
  readonly size: number;
}

export interface RegistryOptions {
  readonly tools: ResolveTools;
  /** A request that no scenario fits is an error instead of the engine's. */
  readonly strict: boolean;
}

const faultOf = ({ fault }: { readonly fault?: string }): { readonly fault?: string } =>
  fault === undefined ? {} : { fault };

function decisionOf(script: Script, { scenario }: Found, model: ModelInfo): Decision {
  switch (script.kind) {
    case 'mismatch':
      return { kind: 'error', scenario: scenario.name, plan: setupError(script.message, 'scenario_misfit'), wait: 0 };
    case 'error':
      return {
        kind: 'error',
        scenario: scenario.name,
        plan: scriptedError(script.error, model),
        wait: script.timing?.first_token_ms ?? 0,
      };
    case 'answer':
      return { kind: 'answer', scenario: scenario.name, script, ...faultOf(script) };
    case 'generate': {
      const { seed, ...rest } = script;
      return {
        kind: 'answer',
        scenario: scenario.name,
        script: rest,
        ...(seed === undefined ? {} : { seed }),
        ...faultOf(script),
      };
    }
  }
}

interface Hit {
  readonly found: Found;
  readonly state: ScenarioState;
}

type SetKey = ScenarioSet | 'lasting';

/** Sets of scenarios in the order in which they are asked, and how far each session has come in each. */
interface Sets {
  lasting: ScenarioSet;
  temporary: readonly ScenarioSet[];
  // Temporary sets count on their own: two of them may number their scenarios alike.
  readonly states: Map<SetKey, Map<string, ScenarioState>>;
}

const keyed = ({ lasting, temporary }: Sets): (readonly [ScenarioSet, SetKey])[] => [
  ...temporary.map((set) => [set, set] as const),
  [lasting, 'lasting'],
];

function stateOf({ states }: Sets, set: SetKey, session: string): ScenarioState {
  const sessions = states.get(set) ?? new Map<string, ScenarioState>();
  states.set(set, sessions);
  const state = sessions.get(session) ?? createScenarioState();
  sessions.set(session, state);
  return state;
}

function find(sets: Sets, facts: RequestFacts, session: string): Hit | undefined {
  for (const [set, key] of keyed(sets)) {
    const state = stateOf(sets, key, session);
    const found = set.match(facts, state);
    if (found) return { found, state };
  }
  return undefined;
}

const explainIn = (sets: Sets, facts: RequestFacts, session: string): Explanation[] =>
  nearestFirst(keyed(sets).flatMap(([set, key]) => set.explain(facts, stateOf(sets, key, session))));

const unusedIn = (sets: Sets): string[] =>
  keyed(sets).flatMap(([set, key]) =>
    unusedScenarios(set, sets.states.get(key)?.values() ?? []).map(({ name }) => name),
  );

/** @param base the lasting scenarios */
export function createScenarioRegistry(base: ScenarioSet, { tools, strict }: RegistryOptions): ScenarioRegistry {
  const sets: Sets = { lasting: base, temporary: [], states: new Map() };
  return {
    decide: (request, model, context) => {
      const facts = requestFacts(request, context.header);
      const hit = find(sets, facts, context.session);
      if (hit) {
        takeScenario(hit.state, hit.found);
        return decisionOf(resolveReply(hit.found, facts, tools), hit.found, model);
      }
      if (!strict) return undefined;
      const message = unmatchedMessage(explainIn(sets, facts, context.session));
      return { kind: 'error', plan: setupError(message, 'no_scenario_matches'), wait: 0 };
    },
    explain: (request, context) => explainIn(sets, requestFacts(request, context.header), context.session),
    push: (set) => {
      sets.temporary = [set, ...sets.temporary];
    },
    replace: (set) => {
      sets.lasting = set;
    },
    reset: () => {
      sets.temporary = [];
      sets.states.clear();
    },
    unusedScenarios: () => unusedIn(sets),
    names: (model) => keyed(sets).some(([set]) => set.names(model)),
    get size() {
      return keyed(sets).reduce((total, [set]) => total + set.scenarios.length, 0);
    },
  };
}

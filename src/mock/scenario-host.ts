import type { ChatCompletionRequest } from '../contract/api-types.ts';
import type { ModelInfo } from '../contract/models.ts';
import { resolveModel } from '../contract/models.ts';
import { nearestFirst, unmatchedMessage, type Explanation } from '../scenarios/explain.ts';
import { requestFacts, type RequestFacts } from '../scenarios/request-facts.ts';
import { resolveReply, type ResolveTools } from '../scenarios/resolve-reply.ts';
import { takeScenario, unusedScenarios, type Found, type ScenarioSet } from '../scenarios/scenario-set.ts';
import { createScenarioState, type ScenarioState } from '../scenarios/scenario-state.ts';
import type { Script } from '../scenarios/script.ts';
import type { Decision } from './scripted.ts';
import { scriptedError, setupError } from './scripted-error.ts';

/** What of an HTTP request scenarios may look at beyond its body. */
export interface RequestContext {
  /** Requests of one session share sequences and counts; other sessions do not see them. */
  readonly session: string;
  header(name: string): string | undefined;
}

/** Scenarios at work: which one answers, and how far each session has come. */
export interface ScenarioHost {
  decide(request: ChatCompletionRequest, context: RequestContext): Decision | undefined;
  /** Why each scenario matches a request or does not, nearest first. */
  explain(request: ChatCompletionRequest, context: RequestContext): Explanation[];
  /** Puts temporary scenarios before all others. */
  push(set: ScenarioSet): void;
  /** Replaces the lasting scenarios; how far sessions have come is kept for those that are still there. */
  replace(set: ScenarioSet): void;
  /** Forgets temporary scenarios and how far all sessions have come. */
  reset(): void;
  /** Names of scenarios that no request has used. */
  unusedScenarios(): string[];
  readonly size: number;
}

export interface HostOptions {
  readonly tools: ResolveTools;
  readonly models: readonly ModelInfo[];
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

/** @param base the lasting scenarios */
export function createScenarioHost(base: ScenarioSet, { tools, models, strict }: HostOptions): ScenarioHost {
  let lasting = base;
  let temporary: ScenarioSet[] = [];
  // Temporary sets count on their own: two of them may number their scenarios alike.
  const states = new Map<ScenarioSet | 'lasting', Map<string, ScenarioState>>();

  function stateOf(set: ScenarioSet | 'lasting', session: string): ScenarioState {
    const sessions = states.get(set) ?? new Map<string, ScenarioState>();
    states.set(set, sessions);
    const state = sessions.get(session) ?? createScenarioState();
    sessions.set(session, state);
    return state;
  }

  const sets = (): (readonly [ScenarioSet, ScenarioSet | 'lasting'])[] => [
    ...temporary.map((set) => [set, set] as const),
    [lasting, 'lasting'],
  ];

  function find(facts: RequestFacts, session: string): { found: Found; state: ScenarioState } | undefined {
    for (const [set, key] of sets()) {
      const state = stateOf(key, session);
      const found = set.match(facts, state);
      if (found) return { found, state };
    }
    return undefined;
  }

  const explain = (facts: RequestFacts, session: string): Explanation[] =>
    nearestFirst(sets().flatMap(([set, key]) => set.explain(facts, stateOf(key, session))));

  return {
    decide: (request, context) => {
      const facts = requestFacts(request, context.header);
      const hit = find(facts, context.session);
      if (hit) {
        const model = resolveModel(models, request.model);
        if (!model) return undefined;
        takeScenario(hit.state, hit.found);
        return decisionOf(resolveReply(hit.found, facts, tools), hit.found, model);
      }
      if (!strict) return undefined;
      const message = unmatchedMessage(explain(facts, context.session));
      return { kind: 'error', plan: setupError(message, 'no_scenario_matches'), wait: 0 };
    },
    explain: (request, context) => explain(requestFacts(request, context.header), context.session),
    push: (set) => {
      temporary = [set, ...temporary];
    },
    replace: (set) => {
      lasting = set;
    },
    reset: () => {
      temporary = [];
      states.clear();
    },
    unusedScenarios: () =>
      sets().flatMap(([set, key]) => unusedScenarios(set, states.get(key)?.values() ?? []).map(({ name }) => name)),
    get size() {
      return sets().reduce((total, [set]) => total + set.scenarios.length, 0);
    },
  };
}

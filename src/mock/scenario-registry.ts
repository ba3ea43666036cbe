import type { ModelInfo } from '../contract/models.ts';
import type { EngineRequest } from '../engine/request.ts';
import { used } from '../endpoints/endpoint-state.ts';
import { nearestFirst, unmatchedMessage, type Explanation } from '../scenarios/explain.ts';
import { requestFacts, type RequestFacts } from '../scenarios/request-facts.ts';
import { resolveReply, type ResolveTools } from '../scenarios/resolve-reply.ts';
import { takeScenario, unusedScenarios, type Found, type ScenarioSet } from '../scenarios/scenario-set.ts';
import { createScenarioState, type ScenarioState } from '../scenarios/scenario-state.ts';
import type { Script } from '../scenarios/script.ts';
import type { Decide, Decision, DecisionContext } from './decision.ts';
import { MAX_SESSIONS } from './session.ts';
import { scriptedError, setupError } from './scripted-error.ts';

/** Scenarios at work: which one answers, and how far each session has come. */
export interface ScenarioRegistry {
  readonly decide: Decide;
  /** Why each scenario matches a request or does not, nearest first. */
  explain(request: EngineRequest, context: DecisionContext): Explanation[];
  /** Puts temporary scenarios before all others. @param session the only one to see them; default: all do */
  push(set: ScenarioSet, session?: string): void;
  /** Replaces the lasting scenarios; how far sessions have come is kept for those that are still there. */
  replace(set: ScenarioSet): void;
  /** Forgets temporary scenarios. @param session those of one session alone; default: all */
  drop(session?: string): void;
  /** The same, and how far sequences have come, too. */
  reset(session?: string): void;
  /** Names of scenarios that no request has used. @param session those of one session alone; default: all */
  unusedScenarios(session?: string): string[];
  /** Whether a scenario asks for the model by its name. */
  names(model: string): boolean;
  readonly size: number;
}

export interface RegistryOptions {
  readonly tools: ResolveTools;
  /** A request that no scenario matches is an error instead of the engine's. */
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

/** Scenarios that were added while the mock runs. */
interface Temporary {
  readonly set: ScenarioSet;
  /** The only one that sees them. */
  readonly session?: string | undefined;
}

/** Sets of scenarios in the order in which they are asked, and how far each session has come in each. */
interface Sets {
  lasting: ScenarioSet;
  temporary: readonly Temporary[];
  // Temporary sets count on their own: two of them may number their scenarios alike.
  readonly states: Map<SetKey, Map<string, ScenarioState>>;
  /** What `set_state` has left each session in, whichever set it belongs to. */
  readonly named: Map<string, string>;
}

const keyed = ({ lasting, temporary }: Sets): (readonly [ScenarioSet, SetKey])[] => [
  ...temporary.map(({ set }) => [set, set] as const),
  [lasting, 'lasting'],
];

/** What requests of a session are held against. */
const seenBy = ({ temporary, ...sets }: Sets, session: string): (readonly [ScenarioSet, SetKey])[] =>
  keyed({
    ...sets,
    temporary: temporary.filter((one) => one.session === undefined || one.session === session),
  });

function stateOf({ states }: Sets, set: SetKey, session: string): ScenarioState {
  const sessions = states.get(set) ?? new Map<string, ScenarioState>();
  states.set(set, sessions);
  const state = used(sessions, session) ?? createScenarioState();
  sessions.set(session, state);
  const [oldest] = sessions.keys();
  if (sessions.size > MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest);
  return state;
}

function take({ named }: Sets, { found, state }: Hit, session: string): void {
  takeScenario(state, found);
  const { setState } = found.scenario;
  if (setState === undefined) return;
  named.delete(session);
  named.set(session, setState);
  const [oldest] = named.keys();
  if (named.size > MAX_SESSIONS && oldest !== undefined) named.delete(oldest);
}

function find(sets: Sets, facts: RequestFacts, session: string): Hit | undefined {
  for (const [set, key] of seenBy(sets, session)) {
    const state = stateOf(sets, key, session);
    const found = set.match(facts, state);
    if (found) return { found, state };
  }
  return undefined;
}

const explainIn = (sets: Sets, facts: RequestFacts, session: string): Explanation[] =>
  nearestFirst(seenBy(sets, session).flatMap(([set, key]) => set.explain(facts, stateOf(sets, key, session))));

/** The scenarios of a session are those that it has added itself: the lasting ones may be there for others. */
const ownedBy = (sets: Sets, session: string | undefined): (readonly [ScenarioSet, SetKey])[] =>
  session === undefined
    ? keyed(sets)
    : sets.temporary.filter((one) => one.session === session).map(({ set }) => [set, set] as const);

const unusedIn = (sets: Sets, session?: string): string[] =>
  ownedBy(sets, session).flatMap(([set, key]) =>
    unusedScenarios(set, sets.states.get(key)?.values() ?? []).map(({ name }) => name),
  );

function drop(sets: Sets, session: string | undefined): void {
  for (const [set, key] of ownedBy(sets, session)) if (key === set) sets.states.delete(set);
  sets.temporary = session === undefined ? [] : sets.temporary.filter((one) => one.session !== session);
}

function reset(sets: Sets, session: string | undefined): void {
  drop(sets, session);
  if (session === undefined) {
    sets.states.clear();
    sets.named.clear();
  } else {
    for (const sessions of sets.states.values()) sessions.delete(session);
    sets.named.delete(session);
  }
}

/** A request that no scenario matches, while there are some. */
const UNMATCHED: Decision = { kind: 'unmatched' };

/** @param base the lasting scenarios */
export function createScenarioRegistry(base: ScenarioSet, { tools, strict }: RegistryOptions): ScenarioRegistry {
  const sets: Sets = { lasting: base, temporary: [], states: new Map(), named: new Map() };
  const factsOf = (request: EngineRequest, { header, session, now }: DecisionContext): RequestFacts =>
    requestFacts(request, header, { state: used(sets.named, session), now });
  return {
    decide: (request, model, context) => {
      const facts = factsOf(request, context);
      const hit = find(sets, facts, context.session);
      if (hit) {
        take(sets, hit, context.session);
        return decisionOf(resolveReply(hit.found, facts, tools), hit.found, model);
      }
      if (!strict)
        return seenBy(sets, context.session).some(([set]) => set.scenarios.length > 0) ? UNMATCHED : undefined;
      const message = unmatchedMessage(explainIn(sets, facts, context.session));
      return { kind: 'error', plan: setupError(message, 'no_scenario_matches'), wait: 0 };
    },
    explain: (request, context) => explainIn(sets, factsOf(request, context), context.session),
    push: (set, session) => {
      sets.temporary = [{ set, session }, ...sets.temporary];
    },
    replace: (set) => {
      sets.lasting = set;
    },
    drop: (session) => drop(sets, session),
    reset: (session) => reset(sets, session),
    unusedScenarios: (session) => unusedIn(sets, session),
    names: (model) => keyed(sets).some(([set]) => set.names(model)),
    get size() {
      return keyed(sets).reduce((total, [set]) => total + set.scenarios.length, 0);
    },
  };
}

import type { JsonValue } from '../../contract/api-types.ts';
import { describeField } from '../values/field.ts';
import type { Field } from '../values/making.ts';
import { createFacts } from '../values/facts.ts';
import { isId } from '../values/known-leaves.ts';
import { labelledValue } from '../values/labelled-value.ts';
import { splitName, stem } from '../values/tokens.ts';
import { isRecord } from '../values/schema.ts';
import { bindingsFor, statesOf, succeeded, type AgentScene, type PlannedCall } from './agent-scene.ts';
import { clockTool, needsClock } from './clock-tool.ts';
import { editorFor, editPlan } from './edit-plan.ts';
import { expandWishes } from './expand-wishes.ts';
import { chainedTools, operandsFor } from './chained-tools.ts';
import { conditionTool, isRefuted } from './condition.ts';
import type { Step } from './read-turn.ts';
import { repeatCall } from './repeat-call.ts';
import type { ToolProfile } from './score-tools.ts';
import { lacksSchema, sqlArgument } from './sql-argument.ts';
import { withoutQuotes } from './split-request.ts';
import { suppliersOf } from './suppliers.ts';
import { namesThing, type Wish } from './wishes.ts';
import { sourceArgument } from './write-custom-input.ts';

/** What a round brings: calls, or what has to be asked for before any is possible. */
export interface Round {
  readonly calls: readonly PlannedCall[];
  readonly missing: readonly Field[];
}

const EMPTY = createFacts('');
const NONE: ReadonlySet<ToolProfile> = new Set();
/** What a query needs besides its own arguments: the tables and their columns. */
const SCHEMA: Field = describeField(true, 'schema', { path: [], required: true });
const DEPTH_LIMIT = 4;

/** What one wish has come to. */
type Progress =
  | { readonly state: 'done'; readonly step: Step }
  | { readonly state: 'ready'; readonly calls: readonly PlannedCall[] }
  | { readonly state: 'waiting' }
  | { readonly state: 'missing'; readonly fields: readonly Field[] };

/** Calls that were made for a wish are not counted for another one. */
class Ledger {
  readonly #open: Step[];
  constructor(steps: readonly Step[]) {
    this.#open = [...steps];
  }
  take(name: string, key: string | undefined): Step | undefined {
    const same = this.#open.filter((step) => step.name === name && step.result?.failed !== true);
    const found = key === undefined ? same[0] : same.find((step) => step.text.includes(key));
    return this.#remove(found);
  }
  /** A wish by its number, where what was called does not name the thing. */
  takeAny(name: string): Step | undefined {
    return this.#remove(this.#open.find((step) => step.name === name && step.result?.failed !== true));
  }
  #remove(step: Step | undefined): Step | undefined {
    if (step !== undefined) this.#open.splice(this.#open.indexOf(step), 1);
    return step;
  }
}

/** Whether a tool was called in this turn; where a wish is about one thing of several, for that one. */
const called = (scene: AgentScene, profile: ToolProfile, thing: string = ''): boolean =>
  scene.turn.steps.some((step) => step.name === profile.tool.name && step.text.includes(thing));

const TELLS = new Set(['message', 'text', 'note', 'body', 'content']);

/** The words of a wish without the text that its own tool passes on. */
const ownWords = ({ profile, facts }: Wish): string =>
  [...TELLS].some((word) => profile.parameters.some(({ root }) => root === stem(word)))
    ? withoutQuotes(facts.text)
    : facts.text;

/** The call that brings a missing value, or its own supplier's. */
function supply(
  scene: AgentScene,
  goal: ToolProfile,
  wish: Wish,
  fields: readonly Field[],
  depth: number,
  open: ReadonlySet<ToolProfile>,
): Progress {
  const calls: PlannedCall[] = [];
  // What is quoted for somebody to read tells a look-up nothing.
  const facts = goal.effect === undefined ? wish.facts : createFacts(ownWords(wish));
  const explained = goal.effect === undefined ? {} : { explained: goal.covered };
  const asked = { ...wish, ...explained, facts, index: undefined, key: undefined };
  for (const field of fields) {
    for (const supplier of suppliersOf(scene.profiles, goal, field, wish.facts)) {
      if (called(scene, supplier, wish.thing)) continue;
      // Another wish asks for it anyway, in its own words.
      if (supplier !== wish.profile && open.has(supplier)) return { state: 'waiting' };
      const fixed = pick(wish.fixed, namesOf(supplier));
      const progress = advance(scene, { ...asked, profile: supplier, fixed }, depth + 1, open);
      if (progress.state !== 'ready') continue;
      calls.push(...progress.calls.filter((call) => !calls.some((other) => other.profile === call.profile)));
      break;
    }
  }
  return calls.length > 0 ? { state: 'ready', calls } : { state: 'missing', fields };
}

/** Wishes for a file to be read of which the words want it changed. */
const withEditors = (scene: AgentScene, wishes: readonly Wish[]): readonly Wish[] =>
  wishes.some(({ profile }) => profile.effect !== undefined)
    ? wishes
    : wishes.map((wish) => ({ ...wish, profile: editorFor(scene, wish.profile) ?? wish.profile }));

/** What has to come before, by the instructions or because only a clock knows what day tomorrow is. */
function preparation(scene: AgentScene, wish: Wish): ToolProfile | undefined {
  const { profile, facts } = wish;
  const rule = scene.rules.find(
    ({ kind, first, then }) => kind === 'before' && then === profile && !called(scene, first),
  );
  if (rule !== undefined) return rule.first;
  const test = conditionTool(scene, wish);
  if (test !== undefined && !called(scene, test)) return test;
  const clock = clockTool(scene.profiles);
  return clock !== undefined && clock !== profile && !called(scene, clock) && needsClock(scene, profile, facts)
    ? clock
    : undefined;
}

const namesOf = ({ tool }: ToolProfile): readonly string[] => Object.keys(tool.properties);
const pick = (values: Wish['fixed'], names: readonly string[]): NonNullable<Wish['fixed']> =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => names.includes(name)));

/** Arguments that two tools have in common, as the earlier one was called with them. */
function repeated(scene: AgentScene, first: ToolProfile, then: ToolProfile): Pick<Wish, 'fixed'> {
  const args = scene.turn.steps.findLast((step) => step.name === first.tool.name)?.args;
  return isRecord(args) ? { fixed: pick(args as Record<string, JsonValue>, namesOf(then)) } : {};
}

/** What the instructions want done behind what was done. */
function followUps(scene: AgentScene, wishes: readonly Wish[]): readonly Wish[] {
  const [wish] = wishes;
  if (wish === undefined) return [];
  return scene.rules
    .filter(({ kind, first, then }) => kind === 'after' && called(scene, first) && !called(scene, then))
    .map(({ first, then }) => ({
      ...wish,
      profile: then,
      index: undefined,
      key: undefined,
      ...repeated(scene, first, then),
    }));
}

/** What has to be called now so that the tool of a wish can be. */
function advance(scene: AgentScene, wish: Wish, depth: number, open: ReadonlySet<ToolProfile> = NONE): Progress {
  const { profile, facts, index, fixed = operandsFor(scene, wish.profile) } = wish;
  const bindings = bindingsFor(scene, profile, wish);
  const first = depth >= DEPTH_LIMIT ? undefined : preparation(scene, wish);
  if (first !== undefined) {
    const progress = advance(scene, { ...wish, profile: first, index: undefined, key: undefined }, depth + 1, open);
    if (progress.state === 'ready') return progress;
  }
  const edit = editPlan(scene, wish, bindings);
  if (edit !== undefined) return { state: 'ready', calls: [edit] };
  const states = statesOf(scene, profile, facts, bindings);
  const missing = states
    .filter(({ field, state }) => state === 'missing' && fixed?.[field.name] === undefined)
    .map(({ field }) => field);
  if (lacksSchema(scene, profile) && depth < DEPTH_LIMIT) {
    const told = supply(scene, profile, wish, [SCHEMA], depth, open);
    if (told.state !== 'missing') return told;
  }
  const spoken = depth < DEPTH_LIMIT ? states.filter(({ state }) => state === 'named').map(({ field }) => field) : [];
  if (missing.length === 0 && spoken.length > 0) {
    const told = supply(scene, profile, wish, spoken, depth, open);
    if (told.state === 'ready') return told;
  }
  if (missing.length === 0) {
    const settled = { ...sqlArgument(scene, profile), ...sourceArgument(profile, facts), ...fixed };
    return { state: 'ready', calls: [{ profile, facts, index, bindings, fixed: settled }] };
  }
  return depth >= DEPTH_LIMIT
    ? { state: 'missing', fields: missing }
    : supply(scene, profile, wish, missing, depth, open);
}

/** Whether an id that the words do not name comes from another wish: "create an album and add the photo to it". */
function isFed(scene: AgentScene, wish: Wish, open: ReadonlySet<ToolProfile>): boolean {
  if (open.size < 2 || wish.index !== undefined) return false;
  return statesOf(scene, wish.profile, wish.facts, bindingsFor(scene, wish.profile, wish)).some(
    ({ field }) =>
      isId(splitName(field.name)) &&
      labelledValue(wish.facts, splitName(field.name)) === undefined &&
      suppliersOf(scene.profiles, wish.profile, field, EMPTY).some(
        (supplier) => supplier !== wish.profile && supplier.effect !== undefined && open.has(supplier),
      ),
  );
}

/** "Read it back": a wish that names nothing by itself is about the thing of the call before. */
function sameThing(scene: AgentScene, wish: Wish): Wish {
  const last = scene.turn.steps.at(-1);
  const before = scene.profiles.find(({ tool }) => tool.name === last?.name);
  if (!wish.refersBack || before === undefined || namesThing(wish.text)) return wish;
  const { fixed = {} } = repeated(scene, before, wish.profile);
  return Object.keys(fixed).length === 0 ? wish : { ...wish, fixed: { ...fixed, ...wish.fixed } };
}

function settle(wishes: readonly Wish[], ledger: Ledger): (Step | undefined)[] {
  const steps = wishes.map((wish) => ledger.take(wish.profile.tool.name, wish.key));
  return steps.map((step, at) => step ?? ledger.takeAny(wishes[at]?.profile.tool.name ?? ''));
}

function joinRounds(progress: readonly Progress[]): Round {
  const calls = progress.flatMap((one) => (one.state === 'ready' ? one.calls : []));
  const missing = progress.flatMap((one) => (one.state === 'missing' ? one.fields : []));
  return { calls, missing: calls.length > 0 ? [] : missing };
}

const awaits = ({ refersBack, comesLater }: Wish): boolean => refersBack || comesLater === true;

/**
 * The calls that are possible now: those of wishes whose arguments are there, and those that bring what others lack. A wish that
 * speaks of an earlier one's result waits for it.
 */
export function planRound(scene: AgentScene, read: readonly Wish[]): Round {
  const wishes = expandWishes(scene, withEditors(scene, read));
  const ledger = new Ledger(scene.turn.steps);
  const steps = settle(wishes, ledger);
  const open = new Set(wishes.filter((_, at) => steps[at] === undefined).map(({ profile }) => profile));
  const progress: Progress[] = [];
  for (const [at, wish] of wishes.entries()) {
    const step = steps[at];
    const waits = (awaits(wish) && progress.some(({ state }) => state !== 'done')) || isFed(scene, wish, open);
    if (step !== undefined) progress.push({ state: 'done', step });
    else if (!waits && !isRefuted(scene, wish)) progress.push(advance(scene, sameThing(scene, wish), 0, open));
  }
  const round = joinRounds(progress);
  if (round.calls.length > 0 || round.missing.length > 0 || !scene.turn.steps.every(succeeded)) return round;
  const again = repeatCall(scene);
  if (again !== undefined) return { calls: [again], missing: [] };
  const next = [...followUps(scene, wishes), chainedTools(scene, wishes)].find((wish) => wish !== undefined);
  const each = next === undefined ? [] : expandWishes(scene, [next]);
  return joinRounds(each.map((wish) => advance(scene, wish, 0)).filter(({ state }) => state === 'ready'));
}

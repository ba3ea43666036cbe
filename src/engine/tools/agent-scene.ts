import type { Random } from '../random.ts';
import { argumentStates, type Argument } from '../values/argument-state.ts';
import { createFacts, type Facts } from '../values/facts.ts';
import { createKnown, type Known } from '../values/known-values.ts';
import type { Bindings } from '../values/making.ts';
import { chooseOption } from './choose-option.ts';
import type { ToolProfile } from './score-tools.ts';
import type { Step, Turn } from './read-turn.ts';
import type { WorkRule } from './system-rules.ts';

/** All that the calls of one round are planned from. */
export interface AgentScene {
  readonly turn: Turn;
  readonly profiles: readonly ToolProfile[];
  readonly known: Known | undefined;
  readonly system: Facts;
  readonly random: Random;
  readonly now: number | undefined;
  /** Directory of relative paths, where tools want absolute ones. */
  readonly base: string | undefined;
  /** Orders of work that the instructions prescribe. */
  readonly rules: readonly WorkRule[];
  /** What the results of this turn say, in words. */
  readonly findings: string;
}

/** A call that is planned, with all its arguments come from. */
export interface PlannedCall {
  readonly profile: ToolProfile;
  readonly facts: Facts;
  readonly index?: number | undefined;
  readonly bindings: Bindings;
  /** Arguments that are settled, whatever the words say. */
  readonly fixed?: Readonly<Record<string, unknown>> | undefined;
  /** It may have been made before: to ask whether something is ready by now. */
  readonly again?: boolean;
}

export const succeeded = (step: Step): boolean => step.result !== undefined && !step.result.failed;

/** Values of all results so far, newest first. */
export function knownOf(turn: Turn, focus: string = ''): Known | undefined {
  const results = [...turn.past, ...turn.steps].flatMap((step) =>
    step.result === undefined || step.result.failed ? [] : [{ ...step.result, name: step.name, args: step.args }],
  );
  return results.length === 0 ? undefined : createKnown(results, turn.task, focus);
}

export interface BindingWish {
  readonly refersBack?: boolean;
  readonly text?: string;
  /** Word stems that the tool explains for which this one is called. */
  readonly explained?: ReadonlySet<string> | undefined;
  readonly thing?: string | undefined;
}

/** Values that calls of a tool have failed with. */
function refusedBy(turn: Turn, name: string): ReadonlySet<string> {
  const failed = turn.steps.filter((step) => step.name === name && step.result?.failed === true);
  const values = failed.flatMap(({ args }) => (typeof args === 'object' && args !== null ? Object.values(args) : []));
  return new Set(values.map((value) => String(value).toLowerCase()));
}

/** A wish that quotes what is to be told needs no results for it. */
function saysItself({ text = '' }: BindingWish): boolean {
  const facts = createFacts(text);
  return facts.quoted().some((quote) => quote !== facts.subject() && quote !== facts.title());
}

/** Where the arguments of a call may come from beside the user's words. */
export function bindingsFor(scene: AgentScene, profile: ToolProfile, wish: BindingWish = {}): Bindings {
  const { turn } = scene;
  // What one of several wishes says itself singles out its own records.
  const focus = wish.thing ?? (wish.refersBack === false && wish.text !== turn.task ? wish.text : undefined);
  const known = focus === undefined || scene.known === undefined ? scene.known : knownOf(turn, focus);
  const reply = turn.said.includes('?') && turn.task.length < 160 ? { asked: turn.said, text: turn.task } : undefined;
  const wantsAbsolute = scene.base !== undefined;
  return {
    known,
    first: 'words',
    covered: wish.explained === undefined ? profile.covered : new Set([...profile.covered, ...wish.explained]),
    choose: chooseOption,
    labels: scene.system,
    refused: refusedBy(turn, profile.tool.name),
    reply,
    base: wantsAbsolute ? scene.base : undefined,
    content: wish.refersBack === true && scene.findings !== '' && !saysItself(wish) ? scene.findings : undefined,
  };
}

/** How each required argument of a call would come by its value. */
export const statesOf = (
  scene: AgentScene,
  profile: ToolProfile,
  facts: Facts,
  bindings: Bindings,
): readonly Argument[] =>
  argumentStates(profile.tool.parameters, {
    random: scene.random,
    words: facts,
    name: profile.tool.name,
    bindings,
    ...(scene.now === undefined ? {} : { now: scene.now }),
  });

import type { Message, Tool } from '../../contract/api-types.ts';
import type { Random } from '../random.ts';
import { statedDay } from '../read/stated-day.ts';
import { createFacts, layerFacts, type Facts } from '../values/facts.ts';
import { isRecord } from '../values/schema.ts';
import { splitName } from '../values/tokens.ts';
import { bindingsFor, knownOf, statesOf, succeeded, type AgentScene, type PlannedCall } from './agent-scene.ts';
import { amendCall, baseOf } from './amend-call.ts';
import { toldDay } from './clock-tool.ts';
import { arithmeticCalls, operationTools, readSum } from './arithmetic-chain.ts';
import { demandedTools, explainTools, mentionedTools } from './demanded-tools.ts';
import { alternativeTools, fallbackCall, withoutAlternatives } from './fallback-tool.ts';
import { findingsOf, finishingCall, finishingTool } from './finishing-tool.ts';
import { guessWishes } from './guess-wishes.ts';
import { handoffCalls, isHandoff } from './handoff.ts';
import { intentsOf, type ToolIntent } from './make-intents.ts';
import { planRound, type Round } from './plan-round.ts';
import { readTurn, wasCalled, type Step, type Turn } from './read-turn.ts';
import { isNamed, profileTool, requestWords, scoreTool, type ToolProfile } from './score-tools.ts';
import { forbidsTools, isSmallTalk, wantsProse } from './small-talk.ts';
import { workRules } from './system-rules.ts';
import { readToolChoice } from './tool-choice.ts';
import { readTool, type ToolSpec } from './tool-spec.ts';
import { bestTool, fanOut, readWishes, type Wish } from './wishes.ts';
import { hasAny } from '../has-words.ts';

export interface ToolQuestion {
  readonly tools: readonly Tool[];
  /** `tool_choice` as it stands in the request. */
  readonly toolChoice: unknown;
  /** `parallel_tool_calls`; false allows one call at most. */
  readonly parallel: boolean;
  readonly messages: readonly Message[];
  readonly random: Random;
  /** Seconds since 1970 that "tomorrow" is relative to, where the conversation states no day. */
  readonly now?: number;
}

/** The calls that come next. Without any, `missing` names what the user has to say before one is possible. */
export interface ToolDecision {
  readonly calls: readonly ToolIntent[];
  readonly missing: readonly string[];
}

/** Rounds after which an agent answers in words, whatever is left. */
const ROUND_LIMIT = 10;
const NOTHING: Round = { calls: [], missing: [] };
const FOLLOW_UP = /^\W*(?:and|what about|how about|also|then|or|same for|now)\b|^那|^还有|呢[？?]?\s*$/i;
const CONSENT =
  /^\W*(?:yes|yeah|yep|sure|ok(?:ay)?|please do|do it|go ahead|please|好的?|可以|是的)[\s,.!，。！]*(?:please|do|go ahead)?\W*$/i;
const FOLLOW_UP_LIMIT = 120;

/** The text to act on: "And in London?", a consent and an answer to a question mean the request before, with more said. */
function requestOf(
  turn: Turn,
  profiles: readonly ToolProfile[],
): { text: string; facts: Facts | undefined; follows: boolean } {
  const { task, earlier } = turn;
  const background = earlier.length === 0 ? undefined : createFacts(earlier.toReversed().join('\n'));
  const previous = earlier[0];
  if (previous === undefined || task.length > FOLLOW_UP_LIMIT) return { text: task, facts: background, follows: false };
  const answers = turn.said.trimEnd().endsWith('?') && !task.includes('?') && !isSmallTalk(previous);
  const follows = FOLLOW_UP.test(task) || CONSENT.test(task) || answers;
  const known = bestTool(profiles, task, createFacts(task)) !== undefined;
  if (!follows || known) return { text: task, facts: background, follows: false };
  return { text: previous, facts: background, follows: true };
}

function wishesOf(scene: AgentScene, profiles: readonly ToolProfile[]): readonly Wish[] {
  const { turn, random } = scene;
  const { text, facts, follows } = requestOf(turn, profiles);
  if (isSmallTalk(text)) return [];
  const plain = withoutAlternatives(text);
  const { first, later } = alternativeTools(profiles, text);
  const eager = profiles.filter((profile) => !later.includes(profile));
  const read = readWishes(eager, plain === '' ? text : plain, facts, random);
  const [tried] = first;
  const wishes = read.length > 0 || tried === undefined ? read : fanOut(tried, plain, createFacts(plain), random, true);
  if (!follows)
    return wantsProse(text)
      ? wishes.filter(({ profile }) => /writ|story|poem|joke|explain|search/i.test(profile.tool.name))
      : wishes;
  const own = createFacts(turn.task);
  return wishes
    .slice(0, 1)
    .map((wish) => ({ ...wish, facts: layerFacts(own, wish.facts), index: undefined, key: undefined }));
}

/** A tool that the system text wants called in every turn, once. */
function demandedRound(scene: AgentScene): Round {
  const facts = createFacts(scene.turn.task);
  for (const profile of demandedTools(scene.profiles, scene.turn.system)) {
    const waits = scene.rules.some(({ kind, then }) => kind === 'before' && then === profile);
    if (waits || wasCalled(scene.turn, profile.tool.name)) continue;
    const bindings = bindingsFor(scene, profile);
    const ready = statesOf(scene, profile, facts, bindings).every(({ state }) => state !== 'missing');
    if (ready) return { calls: [{ profile, facts, bindings }], missing: [] };
  }
  return NOTHING;
}

const amendAfter = (scene: AgentScene, last: Step): PlannedCall | undefined =>
  last.result?.failed === true ? amendCall(scene, last) : undefined;

/** Whether the instructions want the work, now that some was done, ended by a call of this tool. */
const wantsEnd = ({ turn }: AgentScene, { tool }: ToolProfile): boolean =>
  turn.steps.some(succeeded) && !wasCalled(turn, tool.name) && isNamed(tool.name, turn.system.toLowerCase());

/** What the words and the results so far ask for next. */
function wantedRound(scene: AgentScene): Round {
  const { turn, profiles } = scene;
  const last = turn.steps.at(-1);
  const mended = last === undefined ? undefined : (fallbackCall(scene, last) ?? amendAfter(scene, last));
  if (mended !== undefined) return { calls: [mended], missing: [] };
  if (last?.result?.failed === true) return NOTHING;
  const demanded = demandedRound(scene);
  if (demanded.calls.length > 0) return demanded;
  const agents = profiles.filter(isHandoff);
  const own = profiles.filter((profile) => !agents.includes(profile));
  const operations = operationTools(own);
  const sum = isSmallTalk(turn.task) ? undefined : readSum(createFacts(turn.task), operations);
  if (sum !== undefined) return { calls: arithmeticCalls(scene, operations, sum), missing: [] };
  const ending = finishingTool(own);
  let wishes = wishesOf(
    scene,
    own.filter((profile) => profile !== ending),
  );
  if (wishes.length === 0 && agents.length > 0) return { calls: handoffCalls(scene, agents), missing: [] };
  if (wishes.length === 0 && !isSmallTalk(turn.task) && !wantsProse(turn.task)) {
    wishes = guessWishes(
      scene,
      own.filter((profile) => profile !== ending),
    );
  }
  const planned = { ...scene, profiles: own.filter((profile) => profile !== ending) };
  const round = planRound(planned, wishes);
  const told = [...turn.earlier.toReversed(), turn.system].join('\n').slice(0, 8000);
  const [named] =
    turn.steps.length === 0 && wishes.length === 0 && !isSmallTalk(turn.task) ? mentionedTools(own, turn.system) : [];
  if (named !== undefined) return { calls: [call(scene, named)], missing: [] };
  if (round.calls.length === 0 && ending !== undefined && wantsEnd(scene, ending))
    return { calls: [finishingCall(scene, ending)], missing: [] };
  if (round.calls.length > 0 || round.missing.length === 0 || told.trim() === '') return round;
  // What an earlier message has told need not be asked for.
  const whole = createFacts(`${turn.task}\n${told}`);
  const again = planRound(
    planned,
    wishes.map((wish) => ({ ...wish, facts: whole })),
  );
  return again.calls.length > 0 ? again : round;
}

const call = (scene: AgentScene, profile: ToolProfile): PlannedCall => ({
  profile,
  facts: layerFacts(createFacts(scene.turn.task), createFacts(scene.turn.earlier.toReversed().join('\n'))),
  bindings: bindingsFor(scene, profile),
});

/** With `required` a call has to come in any case: the one that ends the task, a fresh one, or the best there is. */
function forcedCall(scene: AgentScene): readonly PlannedCall[] {
  const { turn, profiles } = scene;
  const ending = finishingTool(profiles);
  const done = turn.steps.length > 0 || isSmallTalk(turn.task);
  if (ending !== undefined && done) return [finishingCall(scene, ending)];
  const facts = createFacts(turn.task);
  const words = requestWords(turn.task, facts);
  const fresh = profiles.filter((profile) => profile !== ending && !wasCalled(turn, profile.tool.name));
  const scored = (fresh.length > 0 ? fresh : profiles).map((profile) => ({
    profile,
    score: scoreTool(profile, words, facts),
  }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a), scored[0] ?? { profile: profiles[0], score: 0 });
  return best.profile === undefined ? [] : [call(scene, best.profile)];
}

/** A named tool: called again as the error wants it where its last call failed. */
function namedCall(scene: AgentScene, profile: ToolProfile, ends: boolean): PlannedCall {
  const last = scene.turn.steps.at(-1);
  return (
    (last === undefined ? undefined : amendAfter(scene, last)) ??
    (ends ? finishingCall(scene, profile) : call(scene, profile))
  );
}

function required(scene: AgentScene): readonly PlannedCall[] {
  const round = scene.turn.rounds >= ROUND_LIMIT ? NOTHING : wantedRound(scene);
  if (round.calls.length > 0) return round.calls;
  // What is missing is made up rather than asked for: a call has to come.
  const wish =
    round.missing.length > 0 && scene.turn.steps.length === 0 ? wishesOf(scene, scene.profiles)[0] : undefined;
  return wish === undefined ? forcedCall(scene) : [{ ...wish, bindings: bindingsFor(scene, wish.profile) }];
}

/** What a tool says of its parameters; deeper levels of a schema, which may have no end, are left out. */
function parameterTexts({ properties }: ToolSpec): readonly string[] {
  return Object.values(properties).flatMap((one) =>
    isRecord(one) && typeof one['description'] === 'string' ? [one['description']] : [],
  );
}

function sceneOf(question: ToolQuestion, tools: readonly ToolSpec[]): AgentScene {
  const turn = readTurn(question.messages);
  const profiles = explainTools(tools, turn.system).map(profileTool);
  const absolute =
    hasAny(turn.system, 'absolute') ||
    profiles.some(({ tool }) => parameterTexts(tool).some((text) => hasAny(text, 'absolute')));
  return {
    turn,
    profiles,
    known: knownOf(turn),
    system: createFacts(turn.system),
    random: question.random,
    now:
      statedDay([turn.task, turn.around, turn.system, ...turn.earlier].join('\n').slice(0, 24_000)) ??
      toldDay(profiles, turn) ??
      question.now,
    base: absolute ? baseOf({ turn }) : undefined,
    rules: workRules(profiles, turn.system),
    findings: findingsOf(turn),
  };
}

/**
 * Decides which tools a model would call now, as a chain: what the user (or the system text) wants, which tools give or do it, what
 * of their arguments stands in the words or in results, and which tools bring the rest first. A round is what can be called now;
 * the next one follows from the results. No call is made twice and an agent answers in words after a bounded number of rounds.
 *
 * `none`, `required`, a named tool and `allowed_tools` are obeyed. The deprecated `functions` and `function_call` fit in as
 * `toolsFromFunctions` turns them.
 *
 * @example
 * decideToolCalls({ tools, toolChoice: 'auto', parallel: true, messages: [{ role: 'user', content: 'Weather in Tokyo?' }], random });
 * // { calls: [{ kind: 'function', name: 'get_weather', arguments: { location: 'Tokyo' } }], missing: [] }
 */
export function decideToolCalls(question: ToolQuestion): ToolDecision {
  const tools = question.tools.map(readTool).filter((tool) => tool !== undefined);
  const choice = readToolChoice(question.toolChoice, tools);
  const { parallel } = question;
  if (choice.mode === 'none') return { calls: [], missing: [] };
  const scene = sceneOf(question, choice.mode === 'named' ? [choice.tool] : choice.tools);
  if (choice.mode === 'named') {
    const [profile] = scene.profiles;
    const ends = profile !== undefined && scene.findings !== '' && finishingTool([profile]) === profile;
    const planned = profile === undefined ? [] : [namedCall(scene, profile, ends)];
    return { calls: intentsOf(planned, scene, parallel, true), missing: [] };
  }
  if (choice.mode === 'required') {
    const wanted = intentsOf(required(scene), scene, parallel, false);
    return { calls: wanted.length > 0 ? wanted : intentsOf(forcedCall(scene), scene, parallel, true), missing: [] };
  }
  if (forbidsTools(scene.turn.task) || scene.turn.rounds >= ROUND_LIMIT) return { calls: [], missing: [] };
  const round = wantedRound(scene);
  const missing = [...new Set(round.missing.map(({ name }) => splitName(name).join(' ')))];
  return {
    calls: intentsOf(round.calls, scene, parallel, false),
    missing: scene.turn.steps.some(succeeded) ? [] : missing,
  };
}

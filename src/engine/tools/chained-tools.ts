import { createFacts } from '../values/facts.ts';
import type { KnownMatch } from '../values/known-values.ts';
import { isId } from '../values/known-leaves.ts';
import { leavesOf } from '../values/result-leaves.ts';
import { isRecord } from '../values/schema.ts';
import { SILENT } from '../values/silent-words.ts';
import { splitName, splitWords, stem } from '../values/tokens.ts';
import { bindingsFor, statesOf, succeeded, type AgentScene } from './agent-scene.ts';
import { conceptsOfWord } from './concepts.ts';
import { operationOf, speaksOfOperation } from './operations.ts';
import { wasCalled, type Step } from './read-turn.ts';
import { isPending } from './repeat-call.ts';
import { splitRequest } from './split-request.ts';
import { isNamed, requestWords, scoreTool, type ToolProfile } from './score-tools.ts';
import type { Wish } from './wishes.ts';
import { WORDS, wordSet } from '../words.ts';

/** What is left of a wish has to concern the next tool about as clearly as a name does. */
const LEAST = 2;
/** A tool whose arguments were all brought needs less. */
const FAINT = 0.8;
const THIN_LEAVES = 4;
const THIN = new Set(['ids', 'uuid', 'name', 'title', 'url', 'link', 'email', 'token', 'path', 'file']);

/** Words of the request that neither the called tools nor their results have an answer to. */
function wordsLeft(scene: AgentScene): ReadonlySet<string> {
  const names = new Set(scene.turn.steps.map((step) => step.name));
  const used = scene.profiles.filter((profile) => names.has(profile.tool.name));
  const covered = new Set(used.flatMap((profile) => [...profile.own]));
  const answered = new Set(scene.turn.steps.flatMap(keysOf).map(stem));
  const words = requestWords(scene.turn.task, createFacts(scene.turn.task));
  const left = [...words].filter((word) => !word.startsWith('~') && !covered.has(word) && !answered.has(word));
  return new Set(left.flatMap((word) => [word, ...conceptsOfWord(word)]));
}

const keysOf = (step: Step): readonly string[] => leavesOf(step.result?.value).flatMap(({ key }) => splitName(key));

/** Whether results hold what the tool needs and the words do not. */
function isFedByResults(scene: AgentScene, profile: ToolProfile): boolean {
  const facts = createFacts(scene.turn.task);
  const bindings = bindingsFor(scene, profile);
  const alone = statesOf(scene, profile, facts, { ...bindings, known: undefined, reply: undefined });
  if (!alone.some(({ state }) => state === 'missing')) return false;
  return statesOf(scene, profile, facts, bindings).every(({ state }) => state !== 'missing');
}

/** The numbers of the results, for a tool that does one operation on them. */
export function operandsFor(scene: AgentScene, { tool }: ToolProfile): Wish['fixed'] {
  const found = scene.known?.numbers ?? [];
  const said = createFacts(scene.turn.task).numbers();
  const operation = operationOf(splitName(tool.name));
  const own = found.length === 1 && said.length === 1 ? said.map(({ value }) => value) : [];
  const numbers = operation === '-' || operation === '/' ? [...found, ...own] : [...own, ...found];
  if (numbers.length < 2 || operation === undefined) return undefined;
  const { properties, required: names } = tool;
  const [first] = names;
  const schema = first === undefined ? undefined : properties[first];
  if (first !== undefined && names.length === 1)
    return isRecord(schema) && schema['type'] === 'array' ? { [first]: [...numbers] } : undefined;
  if (names.length !== 2 || numbers.length !== 2) return undefined;
  return Object.fromEntries(names.map((name, at) => [name, numbers[at] ?? 0]));
}

/** A result of a few identifiers and names is no answer yet, only the way to one. */
function isThin(step: Step | undefined, task: string): boolean {
  const value = step?.result?.value;
  const asked = createFacts(task).stems();
  if (step !== undefined && isPending(step) && !keysOf(step).some((key) => asked.has(stem(key)))) return true;
  if (step === undefined || (!isRecord(value) && !Array.isArray(value))) return false;
  const echoes = new Set(leavesOf(step.args).map((leaf) => String(leaf.value)));
  const leaves = leavesOf(Array.isArray(value) ? value[0] : value).filter((leaf) => !echoes.has(String(leaf.value)));
  return (
    leaves.length > 0 &&
    leaves.length <= THIN_LEAVES &&
    leaves.every(({ key }) => key === '' || isId(splitName(key)) || THIN.has(splitName(key).at(-1) ?? ''))
  );
}

const SURE = 4;

/** Whether results name all that a tool has to be told, at least one of it known to nobody else. */
function isEnabled(scene: AgentScene, profile: ToolProfile, alone: boolean): boolean {
  const { known } = scene;
  const states = statesOf(scene, profile, createFacts(scene.turn.task), bindingsFor(scene, profile));
  const sure = (matches: readonly KnownMatch[]): boolean => (matches[0]?.score ?? 0) >= SURE;
  const brought = states.filter(({ field }) => known !== undefined && sure(known.find(field)));
  return (
    brought.length > 0 &&
    states.every(
      (one) => brought.includes(one) || (one.state !== 'missing' && (!alone || one.field.meaning === 'query')),
    )
  );
}

const COMPLETES = wordSet(WORDS.tools.chainedToolsCompletes);

/** Whether a tool goes on with what was begun: the instructions name it, or it acts on the same thing by the code it takes. */
function completes(scene: AgentScene, profile: ToolProfile): boolean {
  if (!isEnabled(scene, profile, true)) return false;
  const names = profile.tool.required;
  const coded = names.some((name) => isId(splitName(name)) || splitName(name).includes('token'));
  const finishes = splitName(profile.tool.name).some((word) => COMPLETES.has(word));
  const begun = scene.profiles.filter((one) => one.effect !== undefined && wasCalled(scene.turn, one.tool.name));
  const shared = begun.some((one) => profile.nouns.some(({ root }) => one.own.has(root)));
  return (
    coded && begun.length > 0 && ((shared && finishes) || isNamed(profile.tool.name, scene.turn.system.toLowerCase()))
  );
}

const HALF = 0.5;

/** Whether what was asked last is still open: the results have less than half of its words. */
function isOpen({ turn, findings }: AgentScene): boolean {
  const asked = splitWords(splitRequest(turn.task).at(-1)?.text ?? '').filter((word) => !SILENT.has(stem(word)));
  const told = new Set(splitWords(findings).map(stem));
  return asked.length > 1 && asked.filter((word) => told.has(stem(word))).length < HALF * asked.length;
}

/** A look at what the last call of the same set of tools has led to: a snapshot of the page that was opened. */
function observes(scene: AgentScene, { tool, effect }: ToolProfile, last: Step | undefined): boolean {
  const [set] = splitName(tool.name);
  const needs = tool.required;
  const kin = set !== undefined && set === splitName(last?.name ?? '')[0] && conceptsOfWord(set).length === 0;
  return kin && effect === undefined && needs.length === 0 && last?.result?.value === undefined && isOpen(scene);
}

function asWish(scene: AgentScene, profile: ToolProfile): Wish {
  const text = scene.turn.task;
  return { profile, text, facts: createFacts(text), index: undefined, key: undefined, refersBack: false };
}

/**
 * The tool that a result makes possible: one that the rest of the words concerns and that takes what was found, or, where
 * nothing but identifiers was found, the one that tells more about them.
 */
export function chainedTools(scene: AgentScene, wishes: readonly Wish[]): Wish | undefined {
  if (scene.known === undefined || scene.turn.steps.length === 0 || wishes.length === 0) return undefined;
  const fresh = scene.profiles.filter((profile) => !wasCalled(scene.turn, profile.tool.name));
  const left = wordsLeft(scene);
  const facts = createFacts(scene.turn.task);
  const ranked = fresh
    .map((profile) => {
      const operation = operationOf(splitName(profile.tool.name));
      const spoken = operation !== undefined && speaksOfOperation(operation, facts.text);
      return { profile, score: spoken ? 3 : scoreTool(profile, left, facts) };
    })
    .filter(
      ({ profile, score }) =>
        score >= LEAST && (profile.effect === undefined || [...profile.effect].some((root) => facts.stems().has(root))),
    )
    .sort((a, b) => b.score - a.score);
  for (const { profile } of ranked) {
    const fixed = operandsFor(scene, profile);
    if (fixed !== undefined) return { ...asWish(scene, profile), fixed };
    if (isFedByResults(scene, profile)) return asWish(scene, profile);
  }
  const completing = fresh.find((profile) => completes(scene, profile));
  if (completing !== undefined) return asWish(scene, completing);
  const last = scene.turn.steps.filter(succeeded).at(-1);
  const observer = fresh.find((profile) => observes(scene, profile, last));
  if (observer !== undefined) return asWish(scene, observer);
  const tellers = fresh.filter((profile) => profile.effect === undefined && isEnabled(scene, profile, true));
  const teller = isThin(last, scene.turn.task)
    ? tellers[0]
    : tellers.find((profile) => scoreTool(profile, left, facts) >= FAINT);
  return teller === undefined ? undefined : asWish(scene, teller);
}

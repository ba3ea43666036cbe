import { createFacts } from '../values/facts.ts';
import { isRecord } from '../values/schema.ts';
import { bindingsFor, statesOf, type AgentScene } from './agent-scene.ts';
import { requestWords, scoreTool, speaksFor, type ToolProfile } from './score-tools.ts';
import { takesSql } from './sql-argument.ts';
import { argumentOf } from './tool-spec.ts';
import { fanOut, type Wish } from './wishes.ts';

const ASKS = /\b(?:what|which|how|when|where|who)\b[^?]{0,80}\b(?:of|for|does|do|has|have|says?)\b/i;
const THINGS = new Set(['unknown', 'product', 'person', 'title', 'company', 'name']);

/** Whether a tool is told only which thing is meant. */
function takesThing({ tool }: ToolProfile): boolean {
  const field = argumentOf(tool, tool.required[0] ?? '');
  return tool.required.length === 1 && field.textual && THINGS.has(field.meaning);
}

/** The only one, or the first of several that are asked alike. */
function only(profiles: readonly ToolProfile[]): ToolProfile | undefined {
  const asked = new Set(profiles.map(({ tool }) => (isRecord(tool.parameters) ? tool.required.join() : '')));
  return asked.size === 1 ? profiles[0] : undefined;
}

/** What a list without arguments leads to: documents that are listed and then read. */
function shelved(givers: readonly ToolProfile[]): ToolProfile | undefined {
  const lists = givers.filter(
    (profile) => profile.tool.required.length === 0 && /^(?:list|show|all|browse|ls)/i.test(profile.tool.name),
  );
  const read = givers.some(
    (profile) => takesThing(profile) && profile.nouns.some(({ root }) => lists.some(({ own }) => own.has(root))),
  );
  return read ? lists[0] : undefined;
}

/** A word in common, where nothing concerns a tool clearly. */
const FAINT = 1.15;

function isCallable(scene: AgentScene, profile: ToolProfile): boolean {
  const facts = createFacts(scene.turn.task);
  const bindings = { ...bindingsFor(scene, profile), known: undefined };
  return statesOf(scene, profile, facts, bindings).every(({ state }) => state !== 'missing');
}

/**
 * The tool that may help where the words name none: the one with a word in common, else the only one that takes what the words
 * name: a person, an address, a code. Tools that change something are not guessed.
 */
export function guessWishes(scene: AgentScene, profiles: readonly ToolProfile[]): readonly Wish[] {
  const text = scene.turn.task;
  const facts = createFacts(text);
  const words = requestWords(text, facts);
  const givers = profiles.filter(({ effect }) => effect === undefined);
  const faint = givers
    .map((profile) => ({ profile, score: scoreTool(profile, words, facts) }))
    .filter(({ score }) => score >= FAINT)
    .toSorted((a, b) => b.score - a.score);
  const named = givers.filter((profile) => speaksFor(profile, facts) && isCallable(scene, profile));
  const open = ASKS.test(text) ? givers.filter((one) => takesThing(one) && isCallable(scene, one)) : [];
  // Who must list before opening is meant to open.
  const ruled = text.includes('?')
    ? scene.rules.findLast(({ then }) => then.effect === undefined || givers.includes(then))?.then
    : undefined;
  const profile =
    faint[0]?.profile ??
    only(named) ??
    ruled ??
    (ASKS.test(text) ? shelved(givers) : undefined) ??
    only(open) ??
    (text.includes('?') ? profiles.find(takesSql) : undefined);
  return profile === undefined ? [] : fanOut(profile, text, facts, scene.random, true);
}

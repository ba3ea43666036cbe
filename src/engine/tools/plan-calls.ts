import type { Random } from '../random.ts';
import { createFacts, layerFacts, type Facts } from '../values/facts.ts';
import { severalThings } from '../values/several-things.ts';
import { conceptsOf } from './concepts.ts';
import { CONCERNED, profileTool, scoreTool, type ToolProfile } from './score-tools.ts';
import { splitRequest } from './split-request.ts';
import type { ToolSpec } from './tool-spec.ts';

/** A call the user's words ask for, still without arguments. */
export interface WantedCall {
  readonly tool: ToolSpec;
  readonly facts: Facts;
  /** Which of several things of one kind it is about, and that thing in lower case. */
  readonly index: number | undefined;
  readonly key: string | undefined;
}

/** Calls made for one message at most. */
const CALL_LIMIT = 16;

/** The tool that the words concern most, or none. */
export function bestTool(
  profiles: readonly ToolProfile[],
  text: string,
  facts: Facts,
): { profile: ToolProfile; score: number } | undefined {
  const words = conceptsOf(text);
  let best: { profile: ToolProfile; score: number } | undefined;
  for (const profile of profiles) {
    const score = scoreTool(profile, words, facts);
    if (score >= CONCERNED && score > (best?.score ?? 0)) best = { profile, score };
  }
  return best;
}

interface Part {
  text: string;
  tool: ToolProfile | undefined;
}

/** Parts of the request with the tool each concerns; what concerns none belongs to the part before. */
function assignParts(profiles: readonly ToolProfile[], text: string, own: Facts): Part[] {
  const parts: Part[] = [];
  const pieces = splitRequest(text);
  for (const piece of pieces) {
    const facts = pieces.length === 1 ? own : createFacts(piece.text);
    const found = bestTool(profiles, piece.text, facts)?.profile;
    const last = parts.at(-1);
    if (last !== undefined && (found === undefined || last.tool === undefined)) {
      last.text += piece.before + piece.text;
      last.tool ??= found;
    } else parts.push({ text: piece.text, tool: found });
  }
  return parts;
}

/** Joins neighbours that concern the same tool, unless each speaks of a thing of its own. */
function joinSame(parts: readonly Part[], random: Random): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const same = joined.find((other) => other.tool === part.tool);
    if (same === undefined || (part.tool !== undefined && hasOwnThing(part, same, random))) joined.push({ ...part });
    else same.text += `, ${part.text}`;
  }
  return joined;
}

const THINGS: readonly (keyof Facts)[] = ['places', 'quoted', 'paths', 'emails', 'urls', 'tickers', 'numbers'];

function thingsOf(text: string): string {
  const facts = createFacts(text);
  const kinds = THINGS.map((kind) => {
    const find = facts[kind];
    const found: unknown = typeof find === 'function' ? (find as () => unknown)() : undefined;
    if (kind === 'numbers') return facts.numbers().map((one) => one.value);
    return Array.isArray(found) ? found : facts.places().all;
  });
  return JSON.stringify(kinds.flat());
}

function hasOwnThing(part: Part, other: Part, random: Random): boolean {
  const own = thingsOf(part.text);
  if (own === '[]' || own === thingsOf(other.text)) return false;
  // "Paris, and London too" reads as one list; two sentences about one tool are two wishes.
  const schema = other.tool?.tool.parameters ?? {};
  return severalThings(schema, { random, words: `${other.text}, ${part.text}` }).length < 2;
}

function fanOut(tool: ToolSpec, facts: Facts, random: Random): readonly WantedCall[] {
  const things = tool.parameters === undefined ? [] : severalThings(tool.parameters, { random, words: facts });
  if (things.length < 2) return [{ tool, facts, index: undefined, key: undefined }];
  return things.map((thing, index) => ({ tool, facts, index, key: String(thing).toLowerCase() }));
}

/**
 * All calls a text asks for, in its order: one for each tool its parts concern, several of one tool where it names several
 * things that the tool takes one at a time.
 *
 * @param background facts of earlier messages, for what the text leaves out
 */
export function planCalls(
  tools: readonly ToolSpec[],
  text: string,
  background: Facts | undefined,
  random: Random,
): readonly WantedCall[] {
  const profiles = tools.map(profileTool);
  const own = createFacts(text);
  const whole = background === undefined ? own : layerFacts(own, background);
  const parts = joinSame(assignParts(profiles, text, own), random);
  const concerned = parts.filter((part) => part.tool !== undefined);
  if (concerned.length === 0) {
    const found = bestTool(profiles, text, own);
    return found === undefined ? [] : fanOut(found.profile.tool, whole, random);
  }
  const calls = concerned.flatMap((part) => {
    const facts = concerned.length === 1 ? whole : layerFacts(createFacts(part.text), whole);
    return part.tool === undefined ? [] : fanOut(part.tool.tool, facts, random);
  });
  return calls.slice(0, CALL_LIMIT);
}

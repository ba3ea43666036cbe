import type { JsonValue } from '../../contract/api-types.ts';
import type { Random } from '../random.ts';
import { createFacts, layerFacts, type Facts } from '../values/facts.ts';
import { splitName, splitWords, stem } from '../values/tokens.ts';
import { severalThings } from '../values/several-things.ts';
import { CONCERNED, requestWords, scoreTool, type ToolProfile } from './score-tools.ts';
import { splitRequest } from './split-request.ts';

/** Something the user's words want of a tool, still without arguments. */
export interface Wish {
  readonly profile: ToolProfile;
  readonly text: string;
  readonly facts: Facts;
  /** Which of several things of one kind it is about, and that thing in lower case. */
  readonly index: number | undefined;
  readonly key: string | undefined;
  /** Arguments that are settled. */
  readonly fixed?: Readonly<Record<string, JsonValue>>;
  /** Word stems that the tool explains for which this one is called. */
  readonly explained?: ReadonlySet<string>;
  /** It speaks of what an earlier wish brings: "and email it to Bob". */
  readonly refersBack: boolean;
}

/** Calls made for one message at most. */
const CALL_LIMIT = 16;

/** A text that begins with the very verb of a tool orders that one. */
const ORDERED = 1.5;
const POLITE = new Set('please can could would you kindly now just also then and to i we want need'.split(' '));

/** Stem of the verb that a text begins with. */
const orderOf = (text: string): string => stem(splitWords(text.slice(0, 80)).find((word) => !POLITE.has(word)) ?? '');

/** The tool that the words concern most, or none. */
export function bestTool(
  profiles: readonly ToolProfile[],
  text: string,
  facts: Facts,
): { profile: ToolProfile; score: number } | undefined {
  const words = requestWords(text, facts);
  const order = orderOf(text);
  let best: { profile: ToolProfile; score: number } | undefined;
  for (const profile of profiles) {
    const plain = scoreTool(profile, words, facts);
    const ordered = profile.effect !== undefined && order === stem(splitName(profile.tool.name)[0] ?? '');
    const score = plain + (ordered && plain >= CONCERNED ? ORDERED : 0);
    if (score >= CONCERNED && score > (best?.score ?? 0)) best = { profile, score };
  }
  return best;
}

interface Part {
  text: string;
  tool: ToolProfile | undefined;
}

/** The one look-up whose verb orders something that was spoken of: "then read it back". */
function resumingTool(profiles: readonly ToolProfile[], text: string): ToolProfile | undefined {
  const order = orderOf(text);
  if (!REFERS_BACK.test(text) || namesThing(text)) return undefined;
  const meant = profiles.filter((profile) => profile.effect === undefined && profile.verbs.includes(order));
  return meant.length === 1 ? meant[0] : undefined;
}

/** Parts of the request with the tool each concerns; what concerns none belongs to the part before. */
function assignParts(profiles: readonly ToolProfile[], text: string, own: Facts): Part[] {
  const parts: Part[] = [];
  const pieces = splitRequest(text);
  for (const piece of pieces) {
    const facts = pieces.length === 1 ? own : createFacts(piece.text);
    const last = parts.at(-1);
    const found =
      bestTool(profiles, piece.text, facts)?.profile ??
      (last === undefined ? undefined : resumingTool(profiles, piece.text));
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

const NO_THINGS = '[]';
const thingsOf = (facts: Facts): string =>
  JSON.stringify([
    ...facts.places().all,
    ...facts.quoted(),
    ...facts.paths(),
    ...facts.emails(),
    ...facts.urls(),
    ...facts.tickers(),
    ...facts.numbers().map(({ value }) => value),
  ]);

/** Whether a text names a place, a code, a number or the like. */
export const namesThing = (text: string): boolean => thingsOf(createFacts(text)) !== NO_THINGS;

function hasOwnThing(part: Part, other: Part, random: Random): boolean {
  const own = thingsOf(createFacts(part.text));
  if (own === NO_THINGS || own === thingsOf(createFacts(other.text))) return false;
  // "Paris, and London too" reads as one list; two sentences about one tool are two wishes.
  const schema = other.tool?.tool.parameters ?? {};
  return severalThings(schema, { random, words: `${other.text}, ${part.text}` }).things.length < 2;
}

const REFERS_BACK =
  /(?<!\b(?:is|was|does|did|will|would|can|has|if|because|what|how) )\bit\b(?! (?:is|was|has|will|costs?|rains?|snows?)\b)|\b(?:its|them|that|this|those|these|there|the (?:results?|answers?|outcomes?|outputs?|summary|summaries|findings|forecast|news|report|content|price|total|sum|first|cheapest|best|latest)|what you (?:find|found|get|got))\b|它|结果/i;

/** A wish of a tool, or one for each of several things that it takes one at a time. */
export function fanOut(
  profile: ToolProfile,
  text: string,
  facts: Facts,
  random: Random,
  first: boolean,
): readonly Wish[] {
  const schema = profile.tool.parameters;
  // Several people may share one message; several look-ups are several calls.
  const covered = profile.effect === undefined ? profile.covered : undefined;
  const bindings = { first: 'words' as const, covered };
  const { name, things } = severalThings(schema ?? true, { random, words: facts, bindings });
  const refersBack = !first && REFERS_BACK.test(text);
  const wish = { profile, text, facts, index: undefined, key: undefined, refersBack };
  if (things.length < 2) return [wish];
  return things.map((thing, index) => ({ ...wish, index, key: String(thing).toLowerCase(), fixed: { [name]: thing } }));
}

/**
 * All that a text wants of the tools, in its order: one wish for each tool its parts concern, several of one tool where it names
 * several things that the tool takes one at a time.
 *
 * @param background facts of earlier messages, for what the text leaves out
 */
export function readWishes(
  profiles: readonly ToolProfile[],
  text: string,
  background: Facts | undefined,
  random: Random,
): readonly Wish[] {
  const own = createFacts(text);
  const whole = background === undefined ? own : layerFacts(own, background);
  const parts = joinSame(assignParts(profiles, text, own), random);
  const concerned = parts.filter((part) => part.tool !== undefined);
  if (concerned.length === 0) {
    const found = bestTool(profiles, text, own);
    return found === undefined ? [] : fanOut(found.profile, text, whole, random, true);
  }
  const wishes = concerned.flatMap((part, at) => {
    const facts = concerned.length === 1 ? whole : layerFacts(createFacts(part.text), whole);
    return part.tool === undefined ? [] : fanOut(part.tool, part.text, facts, random, at === 0);
  });
  return wishes.slice(0, CALL_LIMIT);
}

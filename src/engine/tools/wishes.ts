import type { JsonValue } from '../../contract/api-types.ts';
import type { Random } from '../random.ts';
import { findEnumeration, splitCount } from '../values/find-enumeration.ts';
import { isId } from '../values/known-leaves.ts';
import { meaningOf } from '../values/meaning.ts';
import { anyOf } from '../has-words.ts';
import { WORDS, wordSet } from '../words.ts';
import { createFacts, layerFacts, type Facts } from '../values/facts.ts';
import { splitName, splitWords, stem } from '../values/tokens.ts';
import { severalThings } from '../values/several-things.ts';
import { CONCERNED, requestWords, scoreTool, takesUrl, type ToolProfile } from './score-tools.ts';
import { splitRequest, withoutQuotes } from './split-request.ts';

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
  /** It comes after the wishes before it: "and then check out". */
  readonly comesLater?: boolean;
  /** One of several things of which the words say how many of each: "two packs of coffee and one mug". */
  readonly thing?: string;
}

/** Calls made for one message at most. */
const CALL_LIMIT = 16;

/** A text that begins with the very verb of a tool orders that one. */
const ORDERED = 1.5;
const FAINT = 1.2;
const POLITE = new Set('please can could would you kindly now just also then and to i we want need'.split(' '));

/** Who wants to be told something wants nothing changed. */
const ASKS = /^\W*(?:please )?tell (?:me|us)\b/i;

/** Stem of the verb that a text begins with. */
const orderOf = (text: string): string => stem(splitWords(text.slice(0, 80)).find((word) => !POLITE.has(word)) ?? '');

/** The tool that the words concern most, or none. */
export function bestTool(
  profiles: readonly ToolProfile[],
  text: string,
  facts: Facts,
): { profile: ToolProfile; score: number } | undefined {
  const words = requestWords(withoutQuotes(text), facts);
  const order = orderOf(text);
  let best: { profile: ToolProfile; score: number } | undefined;
  const asks = ASKS.test(text);
  for (const profile of profiles) {
    if (asks && profile.effect !== undefined) continue;
    const plain = scoreTool(profile, words, facts);
    const ordered = splitName(profile.tool.name).some(
      (word) => stem(word) === order || (profile.effect !== undefined && order.length > 4 && word.startsWith(order)),
    );
    const score = plain + (ordered && plain >= FAINT ? ORDERED : 0);
    if (score >= CONCERNED && score > (best?.score ?? 0)) best = { profile, score };
  }
  return best;
}

const LATER = anyOf(WORDS.tools.wishesLater);

interface Part {
  text: string;
  readonly later: boolean;
  tool: ToolProfile | undefined;
}

/** The one tool whose verb a text begins with, where nothing else in it tells: "…, then submit the form". */
function orderedTool(profiles: readonly ToolProfile[], text: string): ToolProfile | undefined {
  const order = orderOf(text);
  const meant = profiles.filter(({ effect }) => effect?.has(order) === true);
  return meant.length === 1 ? meant[0] : undefined;
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
    // "two cups and one mug": what only counts goes on with what was begun.
    const goesOn = last?.tool !== undefined && splitCount(piece.text).thing !== piece.text;
    const sure = goesOn
      ? undefined
      : (bestTool(profiles, piece.text, facts)?.profile ??
        profiles.find((profile) => profile.effect === undefined && takesUrl(profile, facts)) ??
        (last === undefined ? undefined : resumingTool(profiles, piece.text)));
    // What only its verb tells goes on with what was begun before.
    const ordered =
      sure !== undefined || goesOn || last?.tool === undefined ? undefined : orderedTool(profiles, piece.text);
    const found = sure ?? ordered;
    if (last !== undefined && (found === undefined || last.tool === undefined)) {
      last.text += piece.before + piece.text;
      last.tool ??= found;
    } else
      parts.push({
        text: piece.text,
        tool: found,
        later: ordered !== undefined || LATER.test(piece.before + piece.text.slice(0, 12)),
      });
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

/** The things that a tool takes one at a time with how many of each there are to be. */
function countedThings(
  { tool }: ToolProfile,
  facts: Facts,
): readonly Pick<Wish, 'thing' | 'facts' | 'fixed'>[] | undefined {
  const properties = tool.properties;
  const names = Object.keys(properties);
  const count = names.find((name) => meaningOf(name, '', '', []) === 'quantity');
  const items = findEnumeration(facts.text).map(splitCount);
  if (count === undefined || items.length < 2 || items.some(({ whole, thing }) => whole === thing)) return undefined;
  if (!names.some((name) => isId(splitName(name)))) return undefined;
  return items.map(({ thing, count: many }) => {
    const bare = thing.replace(/^\p{Ll}+ of (?:the )?/u, '');
    return { thing: bare.toLowerCase(), facts: createFacts(bare), fixed: { [count]: many } };
  });
}

/** Stems of what a tool does: what it brings goes by them, as in "save the translation". */
const actsOf = ({ tool }: ToolProfile): readonly string[] =>
  [splitName(tool.name)[0], splitWords(tool.description.slice(0, 40))[0]].map((word) => stem(word ?? ''));

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
  const counted = things.length < 2 ? countedThings(profile, facts) : undefined;
  if (counted !== undefined) return counted.map((one) => ({ ...wish, ...one }));
  if (things.length < 2) return [wish];
  return things.map((thing, index) => ({ ...wish, index, key: String(thing).toLowerCase(), fixed: { [name]: thing } }));
}

const EXTREMES = [...wordSet(WORDS.values.rankRecordsLowest), ...wordSet(WORDS.values.rankRecordsHighest)];

/** "Order the cheaper one of A and B": what tells the price of each goes first. */
function withComparison(profiles: readonly ToolProfile[], wish: Wish, random: Random): readonly Wish[] {
  const spoken = new Set(splitWords(wish.text));
  if (wish.profile.effect === undefined || !EXTREMES.some((word) => spoken.has(word))) return [wish];
  const words = requestWords(wish.text, wish.facts);
  for (const giver of profiles) {
    if (giver.effect !== undefined || scoreTool(giver, words, wish.facts) < FAINT) continue;
    const each = fanOut(giver, wish.text, wish.facts, random, true);
    if (each.length > 1) return [...each, { ...wish, refersBack: true }];
  }
  return [wish];
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
    const apart = !REFERS_BACK.test(part.text);
    const facts = concerned.length === 1 ? whole : layerFacts(createFacts(part.text), whole, apart);
    const made = part.tool === undefined ? [] : fanOut(part.tool, part.text, facts, random, at === 0);
    const earlier = concerned.slice(0, at).flatMap(({ tool }) => (tool === undefined ? [] : actsOf(tool)));
    const outcome = Array.from(part.text.matchAll(/\bthe (\p{L}+)/gu), ([, noun = '']) => stem(noun));
    const refersBack = outcome.some((root) => earlier.includes(root));
    return made.map((wish) => ({
      ...wish,
      comesLater: at > 0 && part.later,
      refersBack: wish.refersBack || refersBack,
    }));
  });
  return wishes.flatMap((wish) => withComparison(profiles, wish, random)).slice(0, CALL_LIMIT);
}

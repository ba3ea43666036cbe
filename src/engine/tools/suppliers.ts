import type { Facts } from '../values/facts.ts';
import type { Field } from '../values/making.ts';
import { ID_WORDS } from '../values/known-leaves.ts';
import { SILENT } from '../values/silent-words.ts';
import { splitName, splitWords, stem } from '../values/tokens.ts';
import { conceptsOfWord } from './concepts.ts';
import { requestWords, scoreTool, type ToolProfile } from './score-tools.ts';
import { anyOf, hasPhrase } from '../has-words.ts';
import { WORDS } from '../words.ts';

const LEAST = 1.6;
const RETURNS = anyOf(WORDS.tools.suppliersReturns);

const isTelling = (word: string): boolean =>
  word.length > 2 && !SILENT.has(stem(word)) && !ID_WORDS.has(word) && word !== 'name';

/** The things that a missing argument is about: `order_id` an order, a bare `id` what its tool is about. */
function nounsOf(field: Field, goal: ToolProfile): readonly string[] {
  const own = splitName(field.name).filter(isTelling);
  if (own.length > 0) return own;
  const told = splitWords(field.description.slice(0, 120)).filter(isTelling);
  return told.length > 0 ? told : goal.nouns.map(({ root }) => root);
}

function mentions(words: ToolProfile['nouns'], noun: string): number {
  const root = stem(noun);
  const concepts = conceptsOfWord(noun);
  if (words.some((word) => word.root === root)) return 1;
  return words.some((word) => word.concepts.some((concept) => concepts.includes(concept))) ? 0.7 : 0;
}

const takes = (profile: ToolProfile, name: string): boolean => profile.tool.required.includes(name);

/** How likely a tool's result holds the value of a field that another tool needs. */
function supplyScore(profile: ToolProfile, goal: ToolProfile, field: Field): number {
  if (profile === goal || takes(profile, field.name)) return 0;
  const nouns = nounsOf(field, goal);
  // A login changes something, but says what it returns.
  if (profile.effect !== undefined)
    return RETURNS.test(profile.tool.description)
      ? 1.8 * Math.max(0, ...nouns.map((noun) => mentions(profile.description, noun)))
      : 0;
  const kind = field.meaning === 'email' || field.meaning === 'phone' ? [field.meaning] : [];
  const named = [...nouns, ...kind].map((noun) =>
    Math.max(2.4 * mentions(profile.nouns, noun), 2 * mentions(profile.description, noun)),
  );
  return named.length === 0 ? 0 : Math.max(...named);
}

/** The tools whose results may hold the value, likeliest first. */
export function suppliersOf(
  profiles: readonly ToolProfile[],
  goal: ToolProfile,
  field: Field,
  facts: Facts,
): readonly ToolProfile[] {
  const words = requestWords(facts.text, facts);
  const spoken = (profile: ToolProfile): boolean => {
    const name = splitName(profile.tool.name).slice(1);
    return name.length > 1 && hasPhrase(facts.lower, name.join(' '));
  };
  const meant = (profile: ToolProfile): number =>
    spoken(profile)
      ? LEAST
      : profile === goal || profile.effect !== undefined
        ? 0
        : Math.min(LEAST, scoreTool(profile, words, facts));
  return profiles
    .map((profile) => ({ profile, score: Math.max(supplyScore(profile, goal, field), meant(profile)) }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score)
    .map(({ profile }) => profile)
    .slice(0, 4);
}

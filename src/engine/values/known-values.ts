import type { JsonValue } from '../../contract/api-types.ts';
import { createFacts, type Facts } from './facts.ts';
import { collectLeaves, ID_WORDS, isId, stems, type GivenResult, type Leaf } from './known-leaves.ts';
import type { Meaning } from './meaning.ts';
import { rankRecords } from './rank-records.ts';
import { splitName, splitWords, stem } from './tokens.ts';
import { sameUnit } from './unit-names.ts';
import { WORDS, wordSet } from '../words.ts';

export interface KnownMatch {
  readonly value: JsonValue;
  /** How far the wish singles out the record it stands in. */
  readonly rank: number;
  /** From 5 (the same name) down to 2 (a word in common). */
  readonly score: number;
}

/** Values that results of tools have brought, to be asked for by field. */
export interface Known {
  readonly find: (field: {
    readonly name: string;
    readonly path: readonly string[];
    readonly meaning: Meaning;
    readonly description: string;
  }) => readonly KnownMatch[];
  /** The values of several records that the wish singles out together: "every server that is down". */
  readonly several: (field: Parameters<Known['find']>[0]) => readonly JsonValue[];
  /** Numbers that results have brought, without identifiers. */
  readonly numbers: readonly number[];
  /** The value of a type that the wish asks for by name. */
  readonly asked: (type: 'number' | 'string' | 'boolean') => JsonValue | undefined;
  /** What the results say in words. */
  readonly facts: Facts;
  readonly text: string;
}

const VAGUE = wordSet(WORDS.values.knownValuesVague);
/** Names that say nothing of what they name. */
const BARE_NAMES = new Set(['name', 'title', 'path', 'file', 'filename', 'value', 'item', ...ID_WORDS]);

type FieldLike = Parameters<Known['find']>[0];

/** The same name; a bare `id` of something else counts less. */
function matchSame({ owner }: Leaf, words: readonly string[], around: ReadonlySet<string>): number {
  const clash = words.length === 1 && isId(words) && owner.size > 0 && ![...owner].some((word) => around.has(word));
  return clash ? 3 : 5;
}

/** An identifier belongs to the thing that its key or its owner names. */
function matchId({ key, owner, value }: Leaf, own: ReadonlySet<string>, around: ReadonlySet<string>): number {
  if (!isId(key) && (key.length > 0 || /\s/.test(String(value)))) return 0;
  const nouns = own.size > 0 ? own : around;
  const offered = new Set([...owner, ...key.filter((word) => !ID_WORDS.has(word)).map(stem)]);
  return [...nouns].some((word) => offered.has(word)) ? 4.5 : 0;
}

/** A value without a key is what its tool is about. */
function matchBare({ owner }: Leaf, words: readonly string[], around: ReadonlySet<string>): number {
  const nouns = words.filter((word) => !BARE_NAMES.has(word)).map(stem);
  const meant = nouns.length > 0 ? nouns : [...around];
  if (!meant.some((word) => owner.has(word))) return 0;
  return nouns.length > 0 ? 2.5 : 4;
}

/** How well a value's key names a field. */
function matchLeaf(leaf: Leaf, field: FieldLike, words: readonly string[], around: ReadonlySet<string>): number {
  const { key } = leaf;
  if (key.length > 0 && key.join('') === words.join(''))
    return field.meaning === 'phone' ? 5 : matchSame(leaf, words, around);
  const own = new Set(words.filter((word) => !ID_WORDS.has(word)).map(stem));
  // The name of a pod, for `pod_name`.
  const [noun = '', last] = words;
  if (last !== undefined && !isId(words) && key.join('') === words.slice(1).join('') && leaf.owner.has(stem(noun)))
    return 4.5;
  if (isId(words) || field.meaning === 'id') return matchId(leaf, own, around);
  if (isId(key)) return 0;
  if (sameUnit(words, key)) return 4;
  if (key.length === 0 && leaf.meaning === field.meaning && !VAGUE.has(leaf.meaning)) return 4;
  if (key.length === 0) return matchBare(leaf, words, around);
  if (leaf.meaning === field.meaning && !VAGUE.has(leaf.meaning)) return 3;
  return key.some((word) => word.length > 2 && own.has(stem(word))) ? 3.5 : 0;
}

/**
 * Opens results for questions by field: the same name first, then the same identifier, unit or kind. Of several records those
 * come first that the wish singles out.
 */
export function createKnown(results: readonly GivenResult[], wish: string, focus: string = ''): Known {
  const leaves: Leaf[] = [];
  const records = { count: 0 };
  for (const result of results.toReversed()) collectLeaves(result, leaves, records);
  const ranks = rankRecords(leaves, wish);
  const own = focus === '' ? ranks : rankRecords(leaves, focus);
  const rankOf = (record: number): number =>
    (ranks.get(record) ?? 0) + (own === ranks ? 0 : 2 * (own.get(record) ?? 0));
  const texts = results.filter(({ value }) => typeof value !== 'object' || value === null).map(({ text }) => text);
  const text = texts.join('\n');
  const find: Known['find'] = (field) => {
    const words = splitName(field.name);
    const around = stems(field.path.flatMap(splitName));
    const found = leaves
      .map((leaf, at) => {
        const rank = rankOf(leaf.record);
        const score = matchLeaf(leaf, field, words, around);
        // An item of a plain list that the words name is meant.
        return { value: leaf.value, score: leaf.key.length === 0 && rank > 0 && score > 0 ? 4 : score, rank, at };
      })
      .filter(({ score }) => score > 0);
    return found.sort((a, b) => b.score - a.score || b.rank - a.rank || a.at - b.at);
  };
  return {
    find,
    several: (field) => {
      const found = find(field);
      const [best] = found;
      const same = found.filter(
        ({ score, rank }) => best !== undefined && best.score >= 4 && score === best.score && rank === best.rank,
      );
      return [...new Set(same.map(({ value }) => value))];
    },
    numbers: numbersOf(results, wish),
    asked: (type) =>
      askedValue(
        leaves.filter(({ value }) => typeof value === type),
        wish,
      ),
    facts: createFacts(text),
    text,
  };
}

const overlap = (leaf: Leaf, rooted: ReadonlySet<string>): number =>
  leaf.key.filter((word) => word.length > 2 && rooted.has(stem(word))).length;

/** The one number that each result is about, in order: none that only repeats an argument. */
function numbersOf(results: readonly GivenResult[], wish: string): readonly number[] {
  const rooted = new Set(splitWords(wish).map(stem));
  return results.flatMap((result) => {
    const leaves: Leaf[] = [];
    collectLeaves(result, leaves, { count: 0 });
    const echoes = JSON.stringify(result.args ?? '');
    const own = leaves.filter((leaf) => !isId(leaf.key) && typeof leaf.value === 'number');
    const fresh = own.filter((leaf) => leaf.key.length === 0 || !echoes.includes(String(leaf.value)));
    const best = fresh.toSorted((a, b) => overlap(b, rooted) - overlap(a, rooted));
    const meant = best.filter(
      (leaf) => overlap(leaf, rooted) === (best[0] === undefined ? 0 : overlap(best[0], rooted)),
    );
    if (meant.length > 0)
      return (Array.isArray(result.value) ? meant : meant.slice(0, 1)).map((leaf) => Number(leaf.value));
    const bare = leaves.length === 1 ? Number(String(leaves[0]?.value).replaceAll(',', '')) : Number.NaN;
    if (!Number.isNaN(bare)) return [bare];
    const told = result.value === undefined ? createFacts(result.text).numbers() : [];
    const column = result.text.split('\n').filter((line) => /^\s*-?\d[\d.,]*\s*$/.test(line)).length > 1;
    return (column ? told : told.slice(0, 1)).map(({ value }) => value);
  });
}

/** The value that the wish asks for: the one whose key it names, the newest first. */
function askedValue(leaves: readonly Leaf[], wish: string): JsonValue | undefined {
  const rooted = new Set(splitWords(wish).map(stem));
  const named = leaves.filter((leaf) => overlap(leaf, rooted) > 0);
  return named.toSorted((a, b) => overlap(b, rooted) - overlap(a, rooted))[0]?.value;
}

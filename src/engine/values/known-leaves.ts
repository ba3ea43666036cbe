import type { JsonValue } from '../../contract/api-types.ts';
import { meaningOf, type Meaning } from './meaning.ts';
import { splitName, stem } from './tokens.ts';
import { WORDS, wordSet } from '../words.ts';
import { isRecord } from './schema.ts';

/** A result that a tool has given, as far as values are taken from it. */
export interface GivenResult {
  readonly name: string;
  readonly args?: JsonValue | undefined;
  readonly value: JsonValue | undefined;
  readonly text: string;
}

/** One value of a result with the keys that lead to it. */
export interface Leaf {
  readonly key: readonly string[];
  /** Words of the objects around it and of the tool. */
  readonly owner: ReadonlySet<string>;
  readonly value: JsonValue;
  /** The object it stands in; leaves of one object belong together. */
  readonly record: number;
  readonly meaning: Meaning;
}

const LEAF_LIMIT = 600;
const DEPTH_LIMIT = 8;
/** Words by which identifiers are called. */
export const ID_WORDS: ReadonlySet<string> = wordSet(WORDS.values.knownLeavesIdWords);
/** Verbs of tools, which are not what they are about. */
const DOERS = wordSet(WORDS.values.knownLeavesDoers);

export const isId = (words: readonly string[]): boolean => ID_WORDS.has(words.at(-1) ?? '');
/** Stems of the words that name things. */
export const stems = (words: readonly string[]): Set<string> =>
  new Set(words.filter((word) => !DOERS.has(word)).map(stem));

const isScalar = (value: JsonValue): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** Adds the values of one result. */
export function collectLeaves(result: GivenResult, leaves: Leaf[], records: { count: number }): void {
  const tool = splitName(result.name);
  const walk = (
    value: JsonValue,
    key: readonly string[],
    owner: readonly string[],
    record: number,
    depth: number,
  ): void => {
    if (leaves.length >= LEAF_LIMIT || depth > DEPTH_LIMIT) return;
    if (Array.isArray(value)) for (const item of value) walk(item, key, owner, ++records.count, depth + 1);
    else if (isRecord(value)) {
      const at = ++records.count;
      for (const [name, inner] of Object.entries(value))
        walk(inner, splitName(name), [...owner, ...key], at, depth + 1);
    } else if (isScalar(value))
      leaves.push({
        key,
        owner: stems(owner),
        value,
        record,
        meaning: key.length === 0 ? shapeOf(value) : meaningOf(key.join('_'), '', '', []),
      });
  };
  if (result.value !== undefined) walk(result.value, [], tool, ++records.count, 0);
  else if (ATTRIBUTE.test(result.text)) leaves.push(...attributesIn(result.text, tool, records));
  else
    for (const item of itemsOf(result.text).map((one) => below(result.args, one)))
      leaves.push({ key: [], owner: stems(tool), value: item, record: ++records.count, meaning: shapeOf(item) });
}

const ATTRIBUTE = /\[(\w{1,20})=([\w-]{1,40})\]/;

/** References that a listing gives line by line: `- button "Submit" [ref=e4]`. The words of the line single one out. */
function attributesIn(text: string, tool: readonly string[], records: { count: number }): readonly Leaf[] {
  const lines = text.split('\n').slice(0, LEAF_LIMIT);
  return lines.flatMap((line) => {
    const [whole, key = '', value = ''] = ATTRIBUTE.exec(line) ?? [];
    if (whole === undefined) return [];
    const place = { owner: stems(tool), record: ++records.count, meaning: 'unknown' as const };
    return [
      { ...place, key: splitName(key), value },
      { ...place, key: ['line'], value: line.replace(whole, '').trim() },
    ];
  });
}

/** The path of what the listing of a directory names. */
function below(args: JsonValue | undefined, item: string): string {
  const folder = isRecord(args)
    ? Object.entries(args).find(([name]) => meaningOf(name, '', '', []) === 'file')?.[1]
    : undefined;
  if (typeof folder !== 'string' || !/[^./]/.test(folder) || item.includes('/') || shapeOf(item) !== 'file')
    return item;
  return `${folder.replace(/\/$/, '')}/${item}`;
}

/** What only says that something was done. */
const DONE = /^(?:ok(?:ay)?|done|success|[a-z]{3,12}ed|sent|true|false|null)[.!]?$/i;

/** A text that is one word, or a list of such. */
function itemsOf(text: string): readonly string[] {
  const items = text
    .trim()
    .slice(0, 4000)
    .split(/\s{0,64}[,;\n]\s*/)
    .map((item) => item.replace(/^(?:[-*•]|\[\w+\])\s+/, ''));
  return items.every((item) => item !== '' && !/\s/.test(item) && !DONE.test(item)) ? items : [];
}

const PATH = /^(?:\.{0,2}\/)?(?:[\w.@-]+\/)*[\w@-]+\.[a-z]\w{0,7}$/i;
/** What a value without a key is, by its looks. */
const shapeOf = (value: JsonValue): Meaning =>
  typeof value !== 'string'
    ? 'unknown'
    : /^[^\s@]+@[^\s@]+\.\w+$/.test(value)
      ? 'email'
      : PATH.test(value)
        ? 'file'
        : 'unknown';

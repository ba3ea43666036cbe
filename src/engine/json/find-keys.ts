import type { JsonValue } from '../../contract/api-types.ts';

/** A key the prompt asks for, with the type it names, if any. */
export interface AskedKey {
  readonly name: string;
  readonly type: string | undefined;
}

const LIST =
  /\b(?:keys?|fields?|properties|property|attributes?|columns?|entries|members?)(?:\s{1,4}(?:named|called|of|like|are|is|as|such as|should be))?(?:\s{1,4}(?:the )?following)?\s{0,4}[:：,–—-]?\s{1,8}[[({]?(?=["'`\p{L}_])([^.;\n?!]{1,400})/iu;
const CONTAINING =
  /\b(?:JSON|object|dictionary|record)\b[^.\n]{0,40}?\b(?:with|containing|including|has|having|that has|of the form|of)\s+(?:the |an? |its |their )?(?!(?:no|only|just|info|information|details|all|following|keys?|fields?)\b)([\p{L}_"'`][^.;\n?!:]{1,300})/iu;
const EXTRACT =
  /\b(?:extract|return|give|get|identify|find|list|output|pull out)\s+(?:me |us )?(?:the |his |her |their |its )?([\p{L}_][\p{L}\d_ ,&-]{2,160}?)\s+(?:from|as (?:a )?json|in json|of the|out of|for the|about|into)\b/iu;
/** "with name and age as keys". */
const AS_KEYS =
  /\b(?:with|using|use|containing|including|having|has|have|take|and)\s+([\p{L}_"'`][^.;:\n?!]{1,200}?)\s+as\s+(?:the |its |your )?(?:only )?(?:keys?|fields?|properties|attributes)\b/iu;
/** "a "name" key and an "age" key": each key with the word for it. */
const EACH = /\b(?:an?|the|its|one)\s+["'`]?([\p{L}_][\p{L}\d_-]{0,40})["'`]?\s+(?:key|field|property|attribute)\b/giu;
const CHINESE = /(?:字段|键|包含|包括|提取)(?:有|为|是|名)?\s*[:：]?\s*([\p{L}\d_、，,和 ]{2,80})/u;
const ZH_AFTER = /(?:这)?[一两二三四五六\d]?个?(?:字段|键|属性)[^]*$/;
const SPLIT = /\s*(?:,\s*(?:and|or)\s+|,|、|，|\s+and\s+|\s+or\s+|\s*&\s*|和|以及)\s*/i;
const TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  str: 'string',
  text: 'string',
  number: 'number',
  float: 'number',
  decimal: 'number',
  integer: 'integer',
  int: 'integer',
  boolean: 'boolean',
  bool: 'boolean',
  array: 'array',
  list: 'array',
  object: 'object',
  date: 'string',
};
const NOT_A_KEY = new Set(
  'it them this that json data info information details everything object objects result results response following text value values key keys field fields only format the 信息 内容 数据 结果'.split(
    ' ',
  ),
);

function readKey(part: string): AskedKey | undefined {
  const match =
    /^["'`]?([\p{L}_][\p{L}\d_ -]{0,40}?)["'`]?\s*(?:\(([^)]{1,60})\)|:\s*([a-z]+(?:\[\])?)|\s+as an? ([a-z]+)|\s+in [\w ]+)?\s*$/iu.exec(
      part.trim(),
    );
  if (match === null) return undefined;
  const quoted = /^["'`]/.test(part.trim());
  const name = (match[1] ?? '').trim().replace(/^(?:the|a|an|his|her|their|its|your)\s+/i, '');
  if (name === '' || name.split(' ').length > 3 || (!quoted && NOT_A_KEY.has(name.toLowerCase()))) return undefined;
  const typed = (match[2] ?? match[3] ?? match[4] ?? '').toLowerCase();
  const list = /\[\]|^(?:array|list)\b/.test(typed);
  const word = /[a-z]+/.exec(typed)?.[0] ?? '';
  return { name: quoted ? name : snake(name), type: list ? 'array' : TYPES[word] };
}

const snake = (name: string): string => (/\s/.test(name) ? name.toLowerCase().replaceAll(/\s+/g, '_') : name);

/** What follows a list and is no part of it: where the values come from, and what for. */
const AFTER_LIST =
  /\s+(?:(?:from|about|regarding|based on|describing|using|given|taken|where|that|which|who|with|on|to|only|as (?:the |its )?(?:keys|fields|json))\b|(?:for|of|in) (?:the|this|that|these|a|an|each|every|following|it|me|my|your|valid|json)\b|for\s*(?=$|["“\p{Lu}])|[–—-]\s)[^]*$/iu;
/** A part that is none: "…, about this sentence". Keys may be called "from" and "to", but alone. */
const NO_PART =
  /^(?:from|about|regarding|based on|describing|using|given|taken|where|that|which|for|to|on|in|with)\s+\S/i;
/** "name: the full name, age: …": a list that says of each key what it means. */
const DESCRIBED = /(?:^|,\s*(?:and\s+)?)["'`]?[\p{L}_][\p{L}\d_-]{0,40}["'`]?\s*:\s*(?=\S)/giu;

const TYPE_AFTER = /^\s*([a-z]+)(?:\[\])?(?=\s*(?:[,|?]|$|and\b|or\b))/i;

/** The part of a text that is the list of keys which it begins with. */
function listIn(source: string): string {
  const open = source.replaceAll(/\([^()]{0,60}\)/g, (whole) => '_'.repeat(whole.length));
  const bracket = open.search(/[)\]}]/);
  const list = bracket < 0 ? source : source.slice(0, bracket);
  if ((list.match(DESCRIBED)?.length ?? 0) > 1) return list;
  // A colon leads to a type, or out of the list: "the keys name and age: John is 30".
  for (const { index } of list.matchAll(/[:：]/g)) {
    const type = TYPE_AFTER.exec(list.slice(index + 1, index + 40))?.[1] ?? '';
    if (!Object.hasOwn(TYPES, type.toLowerCase())) return list.slice(0, index);
  }
  return list;
}

function readList(source: string | undefined, least: number): readonly AskedKey[] {
  if (source === undefined) return [];
  // Commas inside parentheses describe one key; they must not cut the list.
  const masked = listIn(source).replaceAll(/\(([^)]{0,60})\)/g, (whole) => whole.replaceAll(',', ' '));
  const described = (masked.match(DESCRIBED)?.length ?? 0) > 1;
  const keys: AskedKey[] = [];
  for (const part of masked.split(SPLIT)) {
    if (keys.length > 0 && NO_PART.test(part)) break;
    const key = readKey(described ? part.replace(/:[^]*$/, '') : part.replace(AFTER_LIST, ''));
    if (key === undefined) break;
    if (!keys.some((other) => other.name === key.name)) keys.push(key);
  }
  return keys.length >= least ? keys : [];
}

/**
 * Keys that the prompt lists in words: "with keys a, b and c", "fields city (string) and population (number)", "extract the
 * name and age from …".
 */
export function findKeys(text: string): readonly AskedKey[] {
  const clipped = text.slice(0, 6000);
  for (const [source, least] of sources(clipped)) {
    const keys = readList(source, least);
    if (keys.length > 0) return keys;
  }
  return [];
}

/** Stretches of a text that may list keys, the surest first, each with the number of keys that makes it a list. */
function* sources(text: string): Generator<readonly [source: string | undefined, least: number]> {
  yield [AS_KEYS.exec(text)?.[1], 1];
  yield [[...text.matchAll(EACH)].map(([, name = '']) => name).join(', '), 2];
  yield [LIST.exec(text)?.[1], 1];
  yield [CONTAINING.exec(text)?.[1], 1];
  yield [EXTRACT.exec(text)?.[1], 2];
  yield [CHINESE.exec(text)?.[1]?.replace(ZH_AFTER, ''), 1];
}

/** The keys as a closed object schema; where no type is named, the key's meaning decides. */
export function schemaOfKeys(keys: readonly AskedKey[]): { [key: string]: JsonValue } {
  const properties: Record<string, JsonValue> = {};
  for (const { name, type } of keys) {
    const plural =
      type === undefined &&
      /(?:tags|skills|items|names|keywords|steps|topics|ingredients|hobbies|list|languages|people|participants|cities|countries|colors)$/i.test(
        name,
      );
    properties[name] = type === undefined ? (plural ? { type: 'array' } : {}) : { type };
  }
  return { type: 'object', properties, required: keys.map(({ name }) => name) };
}

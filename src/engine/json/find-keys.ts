import type { JsonValue } from '../../contract/api-types.ts';

/** A key the prompt asks for, with the type it names, if any. */
export interface AskedKey {
  readonly name: string;
  readonly type: string | undefined;
}

const LIST =
  /\b(?:keys?|fields?|properties|property|attributes?|columns?|entries|members?)(?:\s+(?:named|called|of|like|are|is|as|such as|should be))?(?:\s+(?:the )?following)?\s*[:：]?\s+(?=["'`\p{L}_])([^.;\n?!]{1,400})/iu;
const CONTAINING =
  /\b(?:JSON|object|dictionary|record)\b[^.\n]{0,40}?\b(?:with|containing|including|has|having|that has|of the form|of)\s+(?:the |an? |its |their )?(?!(?:no|only|just|info|information|details|all|following|keys?|fields?)\b)([\p{L}_"'`][^.;\n?!:]{1,300})/iu;
const EXTRACT =
  /\b(?:extract|return|give|get|identify|find|list|output|pull out)\s+(?:me |us )?(?:the |his |her |their |its )?([\p{L}_][\p{L}\d_ ,&-]{2,160}?)\s+(?:from|as (?:a )?json|in json|of the|out of|for the|about|into)\b/iu;
const CHINESE = /(?:字段|键|包含|包括|提取)(?:有|为|是|名)?\s*[:：]?\s*([\p{L}\d_、，,和 ]{2,80})/u;
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

function readList(source: string | undefined, least: number): readonly AskedKey[] {
  if (source === undefined) return [];
  // Commas inside parentheses describe one key; they must not cut the list.
  const masked = source.replaceAll(/\(([^)]{0,60})\)/g, (whole) => whole.replaceAll(',', ' '));
  const keys: AskedKey[] = [];
  for (const part of masked.split(SPLIT)) {
    const key = readKey(part);
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
  const listed = readList(LIST.exec(clipped)?.[1], 1);
  if (listed.length > 0) return listed;
  const containing = readList(CONTAINING.exec(clipped)?.[1], 1);
  if (containing.length > 0) return containing;
  const extracted = readList(EXTRACT.exec(clipped)?.[1], 2);
  return extracted.length > 0 ? extracted : readList(CHINESE.exec(clipped)?.[1], 1);
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

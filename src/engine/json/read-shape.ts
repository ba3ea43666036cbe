import type { JsonValue } from '../../contract/api-types.ts';

/** A JSON Schema object under construction. */
export interface Shape {
  [key: string]: JsonValue;
}

const TOKEN =
  /\s+|\/\/[^\n]*|("(?:[^"\\\n]|\\.){0,400}")|('(?:[^'\\\n]|\\.){0,400}')|(<[^<>\n]{1,80}>)|(\.\.\.|…)|([{}[\]():,;|?=])|(-?\d+(?:\.\d+)?)|([\p{L}_$][\p{L}\d_$-]*)/uy;
const DEPTH_LIMIT = 40;
const SOURCE_LIMIT = 8000;

const TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  str: 'string',
  text: 'string',
  date: 'string',
  datetime: 'string',
  number: 'number',
  float: 'number',
  double: 'number',
  decimal: 'number',
  int: 'integer',
  integer: 'integer',
  long: 'integer',
  bool: 'boolean',
  boolean: 'boolean',
  null: 'null',
  any: 'string',
  true: 'boolean',
  false: 'boolean',
  object: 'object',
  array: 'array',
  list: 'array',
};
/** Words inside a placeholder ("<a number>") that tell its type. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:int|integer|whole|count)\b/i, 'integer'],
  [/\b(?:number|float|decimal|numeric)\b/i, 'number'],
  [/\b(?:bool|boolean|true|false)\b/i, 'boolean'],
];

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

/** Tokens up to the bracket that closes the first one; `undefined` when it never closes or the text is something else. */
function tokenize(source: string): string[] | undefined {
  const tokens: string[] = [];
  let open = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (match === null) return undefined;
    const token = match[0].trim();
    if (token === '' || token.startsWith('//')) continue;
    tokens.push(token);
    if (token === '{' || token === '[') open++;
    else if ((token === '}' || token === ']') && --open === 0) return tokens;
  }
  return undefined;
}

const unquote = (token: string): string => token.slice(1, -1).replaceAll(/\\(.)/g, '$1');
const isText = (token: string): boolean => token.startsWith('"') || token.startsWith("'");

/** Examples keep their type only: values are filled from the words, so that a sample's name is not parroted. */
function ofPlaceholder(text: string): Shape {
  const choices = text.split(/\s*[|/]\s*/);
  const usable = choices.length > 1 && choices.length < 12 && choices.every((choice) => /^[\w-]{1,30}$/.test(choice));
  if (usable && !choices.some((choice) => Object.hasOwn(TYPES, choice.toLowerCase())))
    return { type: 'string', enum: choices };
  const typed = TYPES[text.toLowerCase()];
  if (typed !== undefined && typed !== 'object' && typed !== 'array') return { type: typed };
  const hint = HINTS.find(([pattern]) => pattern.test(text))?.[1];
  return { type: hint ?? 'string', ...(text.length > 3 ? { description: text } : {}) };
}

function readAtom(reader: Reader, depth: number): Shape {
  const token = reader.tokens[reader.at++] ?? '';
  if (token === '{') return readObject(reader, depth + 1);
  if (token === '[') return readArray(reader, depth + 1);
  if (isText(token)) return ofPlaceholder(unquote(token));
  if (token.startsWith('<')) return ofPlaceholder(token.slice(1, -1));
  if (/^-?\d/.test(token)) return { type: token.includes('.') ? 'number' : 'integer' };
  const generic = reader.tokens[reader.at] === '[' && /^(?:list|array)$/i.test(token);
  if (generic) {
    reader.at++;
    const items = readUnion(reader, depth + 1);
    if (reader.tokens[reader.at] === ']') reader.at++;
    return { type: 'array', items };
  }
  const typed = TYPES[token.toLowerCase()];
  return typed === undefined ? { type: 'string' } : { type: typed };
}

const isLiteral = (token: string): boolean => isText(token) && !Object.hasOwn(TYPES, unquote(token).toLowerCase());

function take(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.at] !== token) return false;
  reader.at++;
  return true;
}

/** `string[]`, `"a" | "b"`, `number | null`. */
function readUnion(reader: Reader, depth: number): Shape {
  const literals: string[] = [];
  let shape: Shape | undefined;
  let nullable = false;
  for (let more = true; more; more = take(reader, '|')) {
    const token = reader.tokens[reader.at] ?? '';
    if (isLiteral(token)) literals.push(unquote(token));
    const atom = readAtom(reader, depth);
    let one = atom;
    while (reader.tokens[reader.at] === '[' && reader.tokens[reader.at + 1] === ']') {
      reader.at += 2;
      one = { type: 'array', items: one };
    }
    if (one['type'] === 'null') nullable = true;
    else shape ??= one;
  }
  if (literals.length > 1) return { type: 'string', enum: literals };
  if (shape === undefined) return { type: nullable ? 'null' : 'string' };
  return nullable ? { anyOf: [shape, { type: 'null' }] } : shape;
}

function readArray(reader: Reader, depth: number): Shape {
  let items: Shape | undefined;
  while (reader.at < reader.tokens.length && reader.tokens[reader.at] !== ']') {
    const token = reader.tokens[reader.at] ?? '';
    if (token === ',' || token === '...' || token === '…') reader.at++;
    else {
      const item = depth > DEPTH_LIMIT ? {} : readUnion(reader, depth);
      if (depth > DEPTH_LIMIT) reader.at++;
      items ??= item;
    }
  }
  reader.at++;
  return { type: 'array', items: items ?? { type: 'string' } };
}

function readObject(reader: Reader, depth: number): Shape {
  const properties: Record<string, JsonValue> = {};
  const required: string[] = [];
  while (reader.at < reader.tokens.length && reader.tokens[reader.at] !== '}') {
    const token = reader.tokens[reader.at++] ?? '';
    const named = isText(token) || /^[\p{L}_$]/u.test(token);
    if (!named || depth > DEPTH_LIMIT) continue;
    const key = isText(token) ? unquote(token) : token;
    while (reader.tokens[reader.at] === '?') reader.at++;
    const shape =
      reader.tokens[reader.at] === ':' || reader.tokens[reader.at] === '='
        ? (reader.at++, readUnion(reader, depth))
        : { type: 'string' };
    if (key !== '__proto__') properties[key] = shape;
    required.push(key);
  }
  reader.at++;
  return {
    type: 'object',
    properties,
    required: required.filter((key) => key !== '__proto__'),
    additionalProperties: false,
  };
}

/**
 * Reads a shape written into a prompt: a JSON example, a skeleton with placeholders (`{"name": "<string>", "tags": [...]}`),
 * a TypeScript-like type. Gives a JSON Schema, or `undefined` when the text at this place is none of these.
 *
 * @param source text that begins with `{` or `[`
 */
export function readShape(source: string): Shape | undefined {
  const tokens = tokenize(source.slice(0, SOURCE_LIMIT));
  if (tokens === undefined || tokens.length < 3) return undefined;
  const shape = readUnion({ tokens, at: 0 }, 0);
  const properties = shape['properties'];
  const empty = typeof properties === 'object' && properties !== null && Object.keys(properties).length === 0;
  return empty ? undefined : shape;
}

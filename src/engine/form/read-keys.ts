import type { JsonSchema } from '../../contract/api-types.ts';
import { wordsOf } from '../read/text.ts';
import { WORDS, wordSet } from '../words.ts';
import { slotOfHint } from './read-hint.ts';
import { describe, schemaOfSlot, shapeAt, shapeOfType } from './read-shape.ts';
import { splitMembers } from './split-options.ts';
import { hasAny } from '../has-words.ts';

type Shape = Readonly<Record<string, unknown>>;

const KEY_WORDS = wordSet(WORDS.cues.keyWords);
const LINE =
  /^\s*(?:[-*•+]|\d{1,2}[.)])?\s{0,64}[`"“'*]{0,3}([\p{L}_][\p{L}\p{N}_-]{0,40})[`"”'*]{0,3}\s*(?:\(([^()\n]*)\))?\s{0,64}(?:[:：]|\s[-–—]|$)\s{0,64}(.*)$/u;
const MEMBER =
  /^[`"“'«*\s]*([\p{L}_][\p{L}\p{N}_. -]{0,40}?)[`"”'»*]*\s*(?:[(（]([^()（）]*)[)）])?\s*(?::\s*(.*?))?\s*$/su;

interface Key {
  readonly name: string;
  readonly about: string;
}

/** The shape of one key out of what is said of it: "list of strings", "integer, 0 to 10", "low, medium or high". */
function shapeOfKey({ name, about }: Key): Shape {
  const nested = /^\s*(?:an?\s+)?(?:(?:list|array)\s*(?:of)?\s{0,64}[<[(]?\s{0,64})?(?:objects?\s*)?(\{.*\})/is.exec(
    about,
  );
  const inner = nested === null ? undefined : shapeAt(nested[1] ?? '', 0)?.shape;
  if (typeof inner === 'object')
    return /^\s*(?:an?\s+)?(?:list|array)\b|^\s*\[/i.test(about) ? { type: 'array', items: inner } : (inner as Shape);
  const plain = about
    .trim()
    .replace(/[.;,]$/, '')
    .replace(/^(?:required|optional)\b[\s,:]*/i, '');
  if (/^(?:an?\s+)?(?:list|array|liste|lista)\b/i.test(plain) || hasAny(plain, 'list_of array_of')) {
    const options = slotOfHint(name, plain).options;
    return {
      type: 'array',
      items: options === undefined ? { type: 'string' } : { enum: options.map((one) => one.name) },
      description: about,
    };
  }
  const typed = shapeOfType(plain.split(/[,;(]/)[0]?.trim() ?? '', new Map());
  const slot = slotOfHint(name, plain);
  if (typed !== undefined && slot.min === undefined && slot.options === undefined)
    return about === '' ? typed : describe(typed, about, name);
  if (about === '') return {};
  return { ...schemaOfSlot(slot), ...(typed?.['type'] === 'integer' ? { type: 'integer' } : {}), description: about };
}

function schemaOfKeys(keys: readonly Key[], all: string): JsonSchema {
  const nullable = hasAny(all, 'null');
  const properties: Record<string, Shape> = {};
  for (const key of keys) {
    const shape = shapeOfKey(key);
    properties[key.name] = nullable && !('enum' in shape) ? { ...shape, nullable: true } : shape;
  }
  return {
    type: 'object',
    properties,
    required: keys.map(({ name }) => name),
    additionalProperties: false,
  } as JsonSchema;
}

/** Keys that lines list: "- name: the task". */
function keysOfLines(lines: readonly string[]): readonly Key[] {
  const keys: Key[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '' && keys.length === 0) continue;
    const items = /^\s*[-*]\s+(\S.*)$/.exec(lines[at + 1] ?? '')?.[1];
    const open = /^\s*([\p{L}_][\w-]{0,40}):\s*$/u.exec(line)?.[1];
    if (open !== undefined && items !== undefined && !/:/.test(items)) {
      keys.push({ name: open, about: `list of ${items}` });
      continue;
    }
    if (/^\s*[-*]\s+\S+$/.test(line) && keys.at(-1)?.about === `list of ${line.replace(/^\s*[-*]\s+/, '')}`) continue;
    const match = LINE.exec(line);
    const listed = /^\s*(?:[-*•+]|\d{1,2}[.)])\s/.test(line);
    if (match === null || (!listed && match[3] === '' && match[2] === undefined)) break;
    keys.push({
      name: match[1] ?? '',
      about: [match[2], match[3]].filter((part) => part !== undefined && part !== '').join(', '),
    });
  }
  return keys;
}

/** Keys that a sentence lists: `name (string), tags and priority`. */
function keysOfSentence(text: string): readonly Key[] {
  const keys: Key[] = [];
  for (const member of splitMembers(text).slice(0, 24)) {
    const match = MEMBER.exec(member);
    const name = (match?.[1] ?? '').trim();
    const words = wordsOf(name).length;
    if (match === null || words === 0 || words > 3) break;
    keys.push({ name, about: [match[2], match[3]].filter((part) => part !== undefined && part !== '').join(', ') });
    // A full stop behind a key ends the list.
    if (/[.;。]\s*$/.test(member)) break;
  }
  return keys;
}

const QUOTED_KEY = /["“'`«]([\p{L}_][\p{L}\p{N}_]{0,40})["”'`»](?:\s*[(（]([^()（）]*)[)）])?/gu;

/** Text behind the word that announces keys, up to the end of its sentence; brackets may hold full stops. */
function behind(text: string, at: number): string {
  let depth = 0;
  for (let end = at; end < Math.min(text.length, at + 1500); end++) {
    const c = text.charAt(end);
    if ('(（'.includes(c)) depth++;
    else if (')）'.includes(c)) depth--;
    else if (
      depth <= 0 &&
      (c === '。' || c === ';' || ((c === '.' || c === '\n') && /\s|^$/.test(text.charAt(end + 1) || ' ')))
    )
      return text.slice(at, end);
  }
  return text.slice(at, at + 1500);
}

/**
 * The object that a text describes by its keys: "with the keys vessel (string), ports and draft", or a list of them.
 */
export function keysOf(orders: string): JsonSchema | undefined {
  for (const match of orders.matchAll(/[\p{L}]+/gu)) {
    if (!KEY_WORDS.has(match[0].toLowerCase())) continue;
    const at = match.index + match[0].length;
    const rest = orders.slice(at, at + 3000);
    const colon = /^[^\n:：]{0,60}[:：][ \t]*\n/.exec(rest);
    const listed = colon === null ? [] : keysOfLines(rest.slice(colon[0].length).split('\n'));
    if (listed.length > 0) return schemaOfKeys(listed, orders);
    const sentence = behind(orders, at).replace(
      /^\s*(?:[:：,]|(?:are|is|of|exactly|named|called|only|sind|sont)\b)\s*/i,
      '',
    );
    const quoted = [...sentence.matchAll(QUOTED_KEY)].map((one) => ({ name: one[1] ?? '', about: one[2] ?? '' }));
    const keys = quoted.length > 0 && /^[\s"“'`«]/.test(sentence.slice(0, 1)) ? quoted : keysOfSentence(sentence);
    if (keys.length > 0 && (keys.length > 1 || quoted.length > 0)) return schemaOfKeys(keys, orders);
  }
  return undefined;
}

/** Keys that follow the name of the format, in lines or in a sentence: `JSON - sender, subject, date`, `YAML with title and steps (list)`. */
export function listedKeysOf(orders: string): JsonSchema | undefined {
  const lead = /\b(?:json|yaml)\b[^\n]{0,80}[:：][ \t]*\n/i.exec(orders);
  const lines = lead === null ? [] : keysOfLines(orders.slice(lead.index + lead[0].length).split('\n'));
  if (lines.length > 1) return schemaOfKeys(lines, orders);
  const said =
    /\b(?:json|yaml|yml)(?: object| output| only)?\s*(?:[-–—:(]|with|having|containing|of)\s*([\p{L}_][^.:\n{}]{2,200})/iu.exec(
      orders,
    )?.[1];
  const keys = said === undefined ? [] : keysOfSentence(said.replace(/\)$/, ''));
  const plain = keys.every(({ name }) => wordsOf(name).length < 3 && !/^(?:the|a|an|no|any|only|and)\b/i.test(name));
  return keys.length > 1 && plain ? schemaOfKeys(keys, orders) : undefined;
}

/** Keys that stand quoted behind the word JSON: `json with "amount" (number), "unit" and "ingredient"`. */
export function quotedKeysOf(orders: string): JsonSchema | undefined {
  const at = orders.search(/\bjson\b/i);
  if (at < 0) return undefined;
  const keys = [...orders.slice(at, at + 800).matchAll(QUOTED_KEY)].map((one) => ({
    name: one[1] ?? '',
    about: one[2] ?? '',
  }));
  return keys.length > 1 ? schemaOfKeys(keys, orders) : undefined;
}

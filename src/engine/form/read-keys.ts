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
  // `"nodes" (id, label)`: several of what the bracket names.
  const named = about.split(/,\s?/);
  const plainNames = /^\w+(?:,\s?\w+)+$/.test(about) && named.every((one) => shapeOfType(one, new Map()) === undefined);
  if (plainNames && /[^s]s$/.test(name))
    return {
      type: 'array',
      items: schemaOfKeys(
        named.map((one) => ({ name: one, about: '' })),
        '',
      ),
    };
  const members =
    /^(?:an? )?(?:list|array) of (?:json )?(?:objects?|dicts?|dictionaries) (?:with|having|containing|of)\b(?: the)?(?: keys| fields)?:?\s+(.+)$/is.exec(
      about,
    )?.[1];
  const object =
    /^(?:an? )?(?:json )?(?:object|dict|dictionary) (?:with|having|containing|of|holding)\b(?: the)?(?: keys| fields)?:?\s+(.+)$/is.exec(
      about,
    )?.[1];
  if (object !== undefined) return schemaOfKeys(keysOfSentence(object), '') as Shape;
  const items = members === undefined ? [] : keysOfSentence(members);
  if (items.length > 0) return { type: 'array', items: schemaOfKeys(items, '') };
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

/** "binary_score is 'yes' or 'no'", "explanation that says why": a key with what is said of it. */
const TOLD = /^[`"“'*\s]*([\p{L}_]\w{0,40})[`"”'*]*,?\s+(?:is|are|that|which|containing)(?!\w)()\s*(.+)$/su;
/** "And a key, explanation, that contains …": keys that are told one by one. */
const SINGLE =
  /\bkeys?,? (?:named |called )?["'`“]?([\p{L}_]\w{1,40})["'`”]?,?\s+(?:that|which|is|are|containing|with)\s+([^.\n]{2,200})/giu;

const NO_KEY =
  /^(?:that|which|of|is|are|and|or|in|for|to|the|a|an|must|should|as|aus|und|von|mit|im|den|der|die|das|en|de|del|du|des|dans|nel)\b/i;

function toldKeys(orders: string): readonly Key[] {
  const keys = [...orders.matchAll(SINGLE)].map(([, name = '', about = '']) => ({ name, about }));
  return keys.filter(({ name }) => !NO_KEY.test(name));
}

/** Keys that a sentence lists: `name (string), tags and priority`. */
function keysOfSentence(text: string): readonly Key[] {
  const keys: Key[] = [];
  for (const member of splitMembers(text).slice(0, 24)) {
    const match = TOLD.exec(member) ?? MEMBER.exec(member);
    const name = (match?.[1] ?? '').trim();
    const words = wordsOf(name).length;
    if (match === null || words === 0 || words > 3 || NO_KEY.test(name)) break;
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
  const told = toldKeys(orders);
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
    const keys = quoted.length > 0 && /^[^,.;"“'`«]{0,24}["“'`«]/.test(sentence) ? quoted : keysOfSentence(sentence);
    const more = told.filter(({ name }) => !keys.some((key) => key.name === name));
    if (keys.length > 0 && (keys.length > 1 || quoted.length > 0 || more.length > 0))
      return schemaOfKeys([...keys.map((key) => told.find(({ name }) => name === key.name) ?? key), ...more], orders);
  }
  return told.length > 0 && hasAny(orders, 'json') ? schemaOfKeys(told, orders) : undefined;
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
  const keys =
    said === undefined
      ? []
      : keysOfSentence(said.split('(').length > said.split(')').length - 1 ? said : said.replace(/\)$/, ''));
  const plain = keys.every(({ name }) => wordsOf(name).length < 3 && !/^(?:the|a|an|no|any|only|and)\b/i.test(name));
  return keys.length > 1 && plain ? schemaOfKeys(keys, orders) : undefined;
}

/** Keys that stand quoted behind the word JSON: `json with "amount" (number), "unit" and "ingredient"`. */
export function quotedKeysOf(orders: string): JsonSchema | undefined {
  const at = orders.search(/\bjson\b/i);
  if (at < 0) return undefined;
  const text = orders.slice(at, at + 800);
  const keys = [...text.matchAll(QUOTED_KEY)].map((one) => ({
    name: one[1] ?? '',
    // `"correct" is 1 or 0`
    about: one[2] ?? /^ (?:is|are) ([^,.;"]{2,60})/.exec(text.slice(one.index + one[0].length))?.[1] ?? '',
  }));
  return keys.length > 1 ? schemaOfKeys(keys, orders) : undefined;
}

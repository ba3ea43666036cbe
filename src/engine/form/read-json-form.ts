import type { JsonSchema } from '../../contract/api-types.ts';
import type { Brief } from '../read/brief.ts';
import { sentencesOf, wordsOf } from '../read/text.ts';
import { anyOf, hasAny, hasPhrase } from '../has-words.ts';
import { phraseList, WORDS, wordSet } from '../words.ts';
import type { Segment } from '../read/segment.ts';
import { parseJson } from '../read/tool-result.ts';
import { isRecord } from '../values/schema.ts';
import type { Form } from './form.ts';
import { keysOf, listedKeysOf, quotedKeysOf } from './read-keys.ts';
import { quotedOptions, rangeOf, slotOfHint } from './read-hint.ts';
import { schemaOfSlot, shapeAt, shapeOfType } from './read-shape.ts';
import { cellsOf, optionsOfBlock } from './read-options.ts';
import { areValues, labelledObject } from './read-labelled-object.ts';
import { rootType } from './read-types.ts';

const ANSWERS = phraseList(WORDS.cues.answering).filter(
  (verb) => !['pick', 'choose', 'select', 'classify', 'list', 'state'].includes(verb),
);
/** A list of plain words is what a choice is made among. */
const isWordList = (text: string): boolean =>
  /^\[\s*"[^"{}<>.…]{1,40}"(?:\s*,\s*"[^"{}<>.…]{1,40}"){1,60}\s*\]/.test(text);

type JsonForm = Extract<Form, { kind: 'json' }>;

const WANTS_JSON =
  /\bsame (?:structure|format|shape|layout|schema|form)\b|\bjson\b|python[- ]style (?:list|dict)|\bdict(?:ionary)?\b|\blist of strings\b|\blist of dict\w*/i;
const WANTS_LINES = /\bjson ?l\b|\bjson ?lines\b|\bndjson\b|one (?:json )?object (?:per|a|on each) line/i;
const ONE_LINE = anyOf(
  'minified compact on_a_single_line on_a_line on_one_single_line on_one_line on_single_line on_line in_a_single_line in_a_line in_one_single_line in_one_line in_single_line in_line as_a_single_line as_a_line as_one_single_line as_one_line as_single_line as_line one-line one_line no_line_breaks* no_newlines* no_indentation* no_pretty*',
);
const WANTS_YAML = anyOf('yaml yml');
const FENCED =
  /code (?:block|snippet|fence)|markdown (?:code|snippet|block)|```\s?json|in json markdown|json markdown|leading and trailing|fenced/i;
const UNFENCED = /\b(?:no|without|not)(?: any)? (?:markdown|code|fences?|back ?ticks|fenc)/i;
const SPECIFICATION = /"(?:properties|\$schema|\$defs)"\s*:/;
const NO_SHAPE = /(?:args|arguments|parameters|kwargs|input)\s{0,8}(?:\(e\.g\.)?\s{0,8}[:=]?\s{0,8}$/i;

function isSpecification(text: string): JsonSchema | undefined {
  const value = SPECIFICATION.test(text) ? parseJson(text) : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'properties' in value
    ? (value as JsonSchema)
    : undefined;
}

/** End of the bracket that opens at `at`, by counting; strings are not looked into, since shapes are no strict JSON. */
function bracketEnd(text: string, at: number): number {
  let depth = 0;
  for (let end = at; end < text.length; end++) {
    const c = text.charAt(end);
    if (c === '{' || c === '[') depth++;
    else if ((c === '}' || c === ']') && --depth === 0) return end + 1;
  }
  return -1;
}

/** The same of all brackets that are closed, in one go. */
function bracketEnds(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === '{' || c === '[') open.push(at);
    const begin = c === '}' || c === ']' ? open.pop() : undefined;
    if (begin !== undefined) ends.set(begin, at + 1);
  }
  return ends;
}

/** Whether a bracket begins something with keys, or a list that stands for one. */
function opensShape(text: string, at: number): boolean {
  const rest = text.slice(at, at + 400);
  if (text.charAt(at) === '{')
    return (
      /^\{\s*(?:(?:\/\/|#|\/\*)[^\n]*\n\s*)*["'\p{L}_][^{}\n]{0,80}?["']?\s*\??\s*:/u.test(rest) &&
      !/^\{["']?\w+["']?\s*:\s*\{\s*["']type["']/.test(rest)
    );
  return /^\[\s*(?:\{|"[^"]{0,60}"\s*[,\]]|"\.\.\."|string\b|str\b)/.test(rest);
}

/** Longest text, and most brackets of it, in which a shape is looked for. */
const SHAPE_LIMIT = 16_000;
const MAX_BRACKETS = 24;

interface Found {
  readonly shape: JsonSchema;
  readonly at: number;
}

/** Braces that the template language of a framework left doubled: `{{ "choice": 1 }}`. Plain JSON never has them. */
const withoutDoubles = (text: string): string =>
  /\{\{\s{0,20}["']?\w{1,40}["']?\s?:/.test(text) ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text;

/** The first shape that a text shows. */
function shapeIn(whole: string, opening: string): Found | undefined {
  const text = withoutDoubles(whole.slice(0, SHAPE_LIMIT));
  let tries = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charAt(at);
    if (c !== opening || !opensShape(text, at)) continue;
    if (++tries > MAX_BRACKETS) break;
    const end = bracketEnd(text, at);
    const specified = end < 0 ? undefined : isSpecification(text.slice(at, end));
    if (specified !== undefined) return { shape: specified, at };
    if (NO_SHAPE.test(text.slice(Math.max(0, at - 24), at))) {
      at = end < 0 ? at : end;
      continue;
    }
    const found = shapeAt(text, at);
    if (found !== undefined && hasContent(found.shape))
      return { shape: inList(text, at) ? ({ type: 'array', items: found.shape } as JsonSchema) : found.shape, at };
    if (end > 0) at = end;
  }
  return undefined;
}

/** Whether an object is shown as the item of a list. */
const inList = (text: string, at: number): boolean =>
  /(?:^|[^\w"\]:]\s{0,64}|\n)\[\s*$/.test(text.slice(Math.max(0, at - 20), at));

const hasContent = (shape: JsonSchema): boolean => {
  if (typeof shape !== 'object') return false;
  const { properties, type } = shape as { properties?: object; type?: unknown };
  return type === 'array' || Object.keys(properties ?? {}).length > 0;
};

const SHOWING = new Set<Segment['role']>(['orders', 'template']);

const FOR_TOOL =
  /\b(?:use|using|call|run|invoke|through|via) (?:the |your )?["'`]?[\w.-]{2,40}["'`]? (?:tool|function|command)\b/i;
const AS_ANSWER = anyOf('json* respond* reply* answer* return* output* emit* write print form format');

/** Whether the line before a shape tells how a tool is called, rather than how to answer: "Use the `patch` tool to edit files: {…}". */
function isCall(before: string): boolean {
  const line = before.slice(-400).split('\n').at(-1) ?? '';
  return FOR_TOOL.test(line) && !AS_ANSWER.test(line);
}

/** Orders without the shapes that they show, whose keys are no words about keys. */
function withoutShapes(text: string): string {
  const ends = bracketEnds(text);
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    const end = text.charAt(at) === '{' ? ends.get(at) : undefined;
    if (end !== undefined) at = end - 1;
    else plain += text.charAt(at);
  }
  return plain;
}

/** "the keys TP, FP and FN, each a list of {…}": every key that the words before list has the shape. */
function eachKey(before: string, shape: JsonSchema): JsonSchema | undefined {
  const each =
    /,?\s{0,64}(?:and )?(?:each|every one|all)\b[^,.{}\n]{0,30}?\b(?:(an? (?:json )?(?:list|array) of|lists? of|arrays? of)|an? (?:object|dict)|with|like|as)\W*$/i.exec(
      before,
    );
  const keys = each === null ? undefined : keysOf(`${before.slice(0, each.index)}.`);
  if (each === null || keys === undefined || typeof keys !== 'object') return undefined;
  const names = Object.keys((keys as { properties?: object }).properties ?? {});
  const inner = each[1] === undefined ? shape : { type: 'array', items: shape };
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, inner])),
    required: names,
    additionalProperties: false,
  } as JsonSchema;
}

const STANDS_FOR_KEY = /^(?:key|keyword|field|name|label|attribute|property|aspect|category|entity)_?\d+$/i;
const NAMES_KEYS =
  /(?:^|\b)(?:keys?|keywords?|fields?|labels?|attributes?|properties|aspects?|categories|columns?)$|关键词|字段|键/i;

/** `{"key1": [], "key2": []}`: keys that stand for those which the prompt lists under a label. */
function withListedKeys(shape: JsonSchema, { segments }: Brief): JsonSchema {
  if (typeof shape !== 'object') return shape;
  const entries = Object.entries((shape as { properties?: Record<string, JsonSchema> }).properties ?? {});
  const first = entries[0];
  if (first === undefined || !entries.every(([key]) => STANDS_FOR_KEY.test(key))) return shape;
  const list = segments.find(({ label, role, text }) => role !== 'template' && text !== '' && NAMES_KEYS.test(label));
  const names = list === undefined ? [] : optionsOfBlock(list.text, false).map(({ name }) => name);
  return names.length === 0
    ? shape
    : ({
        ...shape,
        properties: Object.fromEntries(names.map((name) => [name, first[1]])),
        required: names,
      } as JsonSchema);
}

/** "… all steps form a list under 'steps'": the key at the root that holds the objects. */
function underRoot(schema: JsonSchema, orders: string): JsonSchema {
  const root =
    /\b(?:list|array)\b[^.\n]{0,20}\b(?:under|in|inside|within|at|called|named)\b[^.\n"'`]{0,16}["'`](\w{2,40})["'`]/i.exec(
      orders,
    )?.[1];
  return root === undefined || typeof schema !== 'object' || (schema as { type?: unknown }).type !== 'object'
    ? schema
    : ({
        type: 'object',
        properties: { [root]: { type: 'array', items: schema } },
        required: [root],
        additionalProperties: false,
      } as JsonSchema);
}

/** "an array of changes, each {…}": the shape is that of an item. */
const eachItem = (before: string, shape: JsonSchema): JsonSchema | undefined =>
  /\b(?:array|list)\b[^.{}]{0,80}\beach\b[^.{}]{0,20}$/i.test(before)
    ? ({ type: 'array', items: shape } as JsonSchema)
    : undefined;

/** Values that lists in the words give to keys of a shape: "- `priority`: low or high" behind an example. */
const SCORED = /\b(?:score|rate|grade|rating)\b[^\n]{0,200}\b(?:from|between|scale)\b/i;

/** Numbers that an example shows, where the words give the scale of all: "each from 1 to 6". */
function withScale(value: Record<string, unknown>, orders: string): Record<string, unknown> {
  const shown = value['x-shown'];
  const range =
    typeof shown === 'number' && value['minimum'] === undefined && SCORED.test(orders) ? rangeOf(orders) : undefined;
  return range === undefined || Number(shown) < range.min || Number(shown) > range.max
    ? value
    : { ...value, minimum: range.min, maximum: range.max };
}

/** Values that the outputs of examples have and their inputs have not are names of kinds: the answer has one of them. */
function withSeen(shape: JsonSchema, { shots }: Brief): JsonSchema {
  if (typeof shape !== 'object') return shape;
  const { properties } = shape as { properties?: Record<string, Record<string, unknown>> };
  const outputs = shots.map(({ output }) => parseJson(output.trim()));
  if (properties === undefined || outputs.length < 2) return shape;
  const seen = Object.entries(properties).map(([key, value]): [string, unknown] => {
    const values = outputs.map((output) => (isRecord(output) ? output[key] : undefined));
    const named = values.every(
      (one, at) =>
        typeof one === 'string' &&
        wordsOf(one).length < 4 &&
        !(shots[at]?.input ?? '').toLowerCase().includes(one.toLowerCase()),
    );
    return [key, named ? { ...value, enum: [...new Set(values)] } : value];
  });
  return { ...shape, properties: Object.fromEntries(seen) } as JsonSchema;
}

function refine(shape: JsonSchema, orders: string): JsonSchema {
  if (typeof shape !== 'object') return shape;
  const { properties } = shape as { properties?: Record<string, Record<string, unknown>> };
  const { items } = shape as { items?: JsonSchema };
  if (items !== undefined) return { ...shape, items: refine(items, orders) } as JsonSchema;
  if (properties === undefined) return shape;
  const refined = Object.entries(properties).map(([key, value]): [string, unknown] => [
    key,
    refineKey(key, withScale(value, orders), orders),
  ]);
  return { ...shape, properties: Object.fromEntries(refined) } as JsonSchema;
}

const VERDICT = /score|verdict|label|grade|result|decision|judg/i;

/** `"PASS" if the answer holds and "FAIL" if not`: values that the words give to what is judged. */
const verdictsIn = (orders: string): readonly string[] =>
  sentencesOf(orders)
    .map((sentence) => quotedOptions(sentence) ?? [])
    .find((options) => options.length > 1 && options.every(({ name, about }) => about !== '' && !/^\d/.test(name)))
    ?.map(({ name }) => name) ?? [];

/** "The 'verdict' must be 'yes' or 'no'": values that a sentence quotes behind the name of a key. */
function valuesQuoted(key: string, orders: string): readonly string[] {
  for (const sentence of sentencesOf(orders)) {
    const at = sentence.search(new RegExp(`["'\`“]${key.replaceAll(/[^\w]/g, '.')}["'\`”]`));
    const options =
      at < 0 || !/\b(?:must|either|one of|only|should|is|be)\b/i.test(sentence)
        ? undefined
        : quotedOptions(sentence.slice(at + key.length + 2));
    if (options !== undefined && options.length > 1) return options.map(({ name }) => name);
  }
  return [];
}

function refineKey(key: string, value: Record<string, unknown>, orders: string): unknown {
  if (value['type'] === 'array' || 'properties' in value) return refine(value as JsonSchema, orders);
  const quoted = value['type'] === 'string' && !('enum' in value) ? valuesQuoted(key, orders) : [];
  if (quoted.length > 1) return { ...value, enum: quoted };
  const open = VERDICT.test(key) && value['minimum'] === undefined && value['type'] !== 'array' && !('enum' in value);
  const verdicts = open ? verdictsIn(orders) : [];
  if (verdicts.length > 1) return { ...value, type: 'string', enum: verdicts };
  const said = new RegExp(
    `(?:^|[\\n\`"'*-])\\s{0,8}${key.replaceAll(/[^\w]/g, '.')}[\`"'*]{0,3}\\s{0,8}(?:\\([^)]{0,80}\\))?\\s{0,8}(?:[:=-]|(?:key )?must be(?= one of))\\s{1,8}([^\\n{}]{3,200})`,
    'i',
  ).exec(orders)?.[1];
  if (said === undefined || 'enum' in value || said.startsWith('"')) return value;
  const { properties } = (keysOf(`keys:\n- ${key}: ${said}`) ?? {}) as {
    properties?: Record<string, Record<string, unknown>>;
  };
  const told = properties?.[key];
  if (told === undefined || (value['type'] === 'array') !== (told['type'] === 'array')) return value;
  return 'enum' in told || 'minimum' in told ? { ...value, ...told } : value;
}

function styleOf(orders: string): JsonForm['style'] {
  if (WANTS_LINES.test(orders)) return 'jsonl';
  if (WANTS_YAML.test(orders)) return 'yaml';
  return ONE_LINE.test(orders) ? 'line' : 'json';
}

/** Whether the brackets of a shape are asked for as a list of them: "one element for each", "a JSON array". */
const asList = (shape: JsonSchema, orders: string): JsonSchema =>
  typeof shape === 'object' &&
  (shape as { type?: unknown }).type === 'object' &&
  /\bjson (?:array|list)\b(?! of (?:strings?|text|numbers?))|\b(?:array|list) (?:of|with) (?:json )?objects\b/i.test(
    orders.replaceAll(/\([^()]*\)/g, ' '),
  )
    ? ({ type: 'array', items: shape } as JsonSchema)
    : shape;

const GENERIC = wordSet(WORDS.forms.jsonFormGeneric);
const isGeneric = (name: unknown): boolean =>
  typeof name === 'string' && wordsOf(name).length < 4 && GENERIC.has(wordsOf(name).at(-1) ?? '');

/** "<name or FINISH>": a member that only names a kind stands for the options that the prompt lists. */
function withNamed(shape: JsonSchema, brief: Brief): JsonSchema {
  if (typeof shape !== 'object') return shape;
  const { properties } = shape as { properties?: Record<string, Record<string, unknown>> };
  if (properties === undefined) return shape;
  const named = Object.entries(properties).map(([key, value]): [string, unknown] => {
    // `"agent": "<agent>"` stands for one of the agents as well.
    const blank = value['type'] === 'string' && isGeneric(key) && isGeneric(value['description']);
    const list = value['enum'] ?? (blank ? [value['description']] : undefined);
    if (!Array.isArray(list) || !list.some(isGeneric)) return [key, value];
    const listed = brief.segments
      .filter(({ role }) => role === 'options' || role === 'tools')
      .flatMap(({ text }) => optionsOfBlock(text, false))
      .map(({ name }) => name.replace(/\(.*$/s, ''));
    return [key, listed.length > 1 ? { ...value, enum: [...listed, ...list.filter((one) => !isGeneric(one))] } : value];
  });
  return { ...shape, properties: Object.fromEntries(named) } as JsonSchema;
}

/** A table that lists the fields of an object, with their types and meanings. */
function fieldsOfTable({ segments }: Brief): JsonSchema | undefined {
  for (const { kind, role, text } of segments) {
    if (kind !== 'table' || role === 'material') continue;
    const [head = [], ...rows] = text
      .split('\n')
      .filter((line) => !/^[\s|:-]+$/.test(line))
      .map(cellsOf);
    const at = (pattern: RegExp): number => head.findIndex((cell) => pattern.test(cell));
    const [name, type] = [at(/^(?:fields?|keys?|name|property|column|attribute)$/i), at(/^(?:data ?)?types?$/i)];
    if (name < 0 || head.length < 2 || (type < 0 && at(/descr|meaning|about|allowed|values|notes?/i) < 0)) continue;
    const entries = rows.flatMap((row): [string, unknown][] => {
      const key = row[name];
      const hint = row.filter((_, column) => column !== name).join(', ');
      if (key === undefined) return [];
      const typed = type < 0 ? undefined : shapeOfType(row[type] ?? '', new Map());
      return [[key, typed === undefined ? schemaOfSlot(slotOfHint(key, hint)) : { ...typed, description: hint }]];
    });
    if (entries.length > 0)
      return {
        type: 'object',
        properties: Object.fromEntries(entries),
        required: entries.map(([key]) => key),
        additionalProperties: false,
      } as JsonSchema;
  }
  return undefined;
}

/**
 * The JSON that the orders ask for: by example, by placeholders, by types, by a printed schema or by a list of keys.
 *
 * @param forced the request itself asks for JSON, so that the words need not say it
 */
export function readJsonForm(brief: Brief, forced: boolean): JsonForm | undefined {
  const { orders } = brief;
  const plain = withoutShapes(orders);
  const shown = brief.segments.filter(({ role }) => SHOWING.has(role));
  const wants = forced || WANTS_JSON.test(orders) || WANTS_LINES.test(orders) || WANTS_YAML.test(orders);
  const typed = /\b(?:interface|class|type)\s+[A-Z]\w*/.test(brief.asked.text + brief.system)
    ? rootType(`${brief.system}\n${brief.asked.text}`)
    : undefined;
  if (typed !== undefined && wants) return form(typed, orders);
  const lead =
    wants &&
    /\bjson\b[^\n{]{0,80}[:：][ \t]*\n\s*(?:[-*•]\s)?["'`*]{0,3}[\p{L}_]\w*["'`*]{0,3}\s*(?:\(|[:：])/iu.test(
      brief.orders,
    )
      ? listedKeysOf(brief.orders)
      : undefined;
  if (lead !== undefined) return form(asList(lead, orders), orders);
  // An object before a list: a list of constants may stand in a rule.
  const candidates = ['{', '['].flatMap((opening) => shown.map((segment) => ({ ...segment, opening })));
  for (const { text, kind, role, lang, opening } of candidates) {
    const found = shapeIn(text, opening);
    if (found === undefined || (opening === '[' && isWordList(text.slice(found.at)))) continue;
    if (isCall(text.slice(0, found.at))) continue;
    const announced =
      wants ||
      ANSWERS.some((verb) => hasPhrase(text.slice(Math.max(0, found.at - 160), found.at).toLowerCase(), verb)) ||
      role === 'template' ||
      (kind === 'fence' && lang === 'json') ||
      /(?:return|respond|reply|output|form|with|like|give me|fill|emit|produce|write|make|as|into|shape|object|print|answer)\W*$/i.test(
        text.slice(0, found.at),
      );
    const fenced = kind === 'fence' && FENCED.test(orders);
    if (announced)
      return {
        ...form(
          eachKey(text.slice(0, found.at), found.shape) ??
            eachItem(text.slice(0, found.at), found.shape) ??
            withNamed(asList(refine(withListedKeys(found.shape, brief), plain), plain), brief),
          orders,
        ),
        ...(fenced ? { fenced } : {}),
      };
  }
  // An example of an answer shows its shape as well: the last one counts.
  const outputs = brief.shots.map(({ output }) => output.trim());
  const example = [
    ...(outputs.length > 0 && outputs.every((text) => /^[[{]/.test(text)) ? outputs : []),
    ...(wants ? brief.examples : []),
  ]
    .flatMap((text) => shapeIn(text, '{') ?? shapeIn(text, '[') ?? [])
    .at(-1);
  if (example !== undefined) return form(withSeen(refine(example.shape, plain), brief), orders);
  if (/\.env\b|\b(?:ini|env|dotenv|properties) (?:file|content|format)\b/i.test(orders))
    return { ...form({ type: 'object' } as JsonSchema, orders), style: 'ini' };
  if (!wants) return undefined;
  const tabled = fieldsOfTable(brief);
  if (tabled !== undefined) return form(asList(tabled, orders), orders);
  const listed = /\bjson (?:array|list) of (?:the |all )?[\p{L} ]{2,30} ?\(([\p{L}_]+(?:, ?[\p{L}_]+)+)\)/iu.exec(
    plain,
  )?.[1];
  const items = listed === undefined ? undefined : keysOf(`keys: ${listed}.`);
  if (items !== undefined) return form(asList(items, orders), orders);
  const keys = /\b(?:keep|same)\b[^.\n]{0,30}\b(?:keys?|structure)\b/i.test(orders)
    ? undefined
    : (keysOf(plain) ??
      listedKeysOf(plain) ??
      quotedKeysOf(plain) ??
      (styleOf(orders) === 'yaml' ? keysOf(`keys:\n${orders.slice(orders.search(/:\s*\n/) + 1)}`) : undefined));
  const names = typeof keys === 'object' ? Object.keys((keys as { properties?: object }).properties ?? {}) : [];
  if (keys !== undefined && !areValues(names))
    return form(underRoot(asList(refine(keys, plain), orders), plain), orders);
  if (hasAny(plain, 'array_of_strings list_of_strings'))
    return form({ type: 'array', items: { type: 'string' } } as JsonSchema, orders);
  const labelled =
    forced && names.length === 0 && !hasAny(orders, 'labels label form fields field lines line keys key')
      ? undefined
      : labelledObject(brief);
  if (labelled !== undefined) return form(labelled, orders);
  // A translation keeps the keys of what it is given.
  const given = hasAny(orders, 'translat* traduc* übersetz* tradui* 翻译') && /[{[]\s*"/.test(brief.input);
  return given ? form({ type: 'object' } as JsonSchema, orders) : undefined;
}

const form = (schema: JsonSchema, orders: string): JsonForm => ({
  kind: 'json',
  schema,
  style: styleOf(orders),
  fenced: FENCED.test(orders) && !UNFENCED.test(orders),
});

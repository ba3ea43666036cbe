import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import type { ItemKind, Limits, Option } from '../form/form.ts';
import { countOf } from '../form/read-list.ts';
import { textTools } from '../form/read-tools.ts';
import { checkValue } from '../values/check-value.ts';
import { createFacts } from '../values/facts.ts';
import { describeField } from '../values/field.ts';
import { generateValue, startMaking } from '../values/generate-value.ts';
import { labelledValue } from '../values/labelled-value.ts';
import { resolveRef } from '../values/resolve-ref.ts';
import { isRecord, numberIn, schemaAt, schemasIn, setOwn, stringsIn, type SchemaObject } from '../values/schema.ts';
import { splitName } from '../values/tokens.ts';
import { wordCandidates } from '../values/word-candidates.ts';
import { act } from './act.ts';
import { namedIn } from './annotate.ts';
import { agreeFields } from './agree.ts';
import { answerQuestion } from './answer.ts';
import { labelledField } from './labelled-field.ts';
import { listValues } from './list-values.ts';
import { isExcluding, unwanted } from './leftover.ts';
import { fieldKind } from './field-kind.ts';
import { chooseSeveral, citedIds, fillPlace, hasObservation, type Place } from './fill-slot.ts';
import { recordsOf, type Record } from './records.ts';
import { numberedTexts } from '../form/read-order.ts';
import { numberOf, sentencesOf, termsOf } from '../read/text.ts';
import { rank } from './rank.ts';
import { resultFields } from './result-answer.ts';
import type { Scene } from './scene.ts';
import { keywordsOf } from './shorten.ts';
import { factsOf, listItems } from './write-list.ts';

/** Nesting and values beyond which the generator goes on alone. */
const DEPTH = 8;
const MAX_ITEMS = 40;

interface Where {
  readonly name: string;
  readonly path: readonly string[];
  readonly record: Record | undefined;
  readonly index: number;
  readonly beside: readonly string[];
  readonly required: boolean;
}

interface Walk {
  readonly root: JsonSchema;
  readonly scene: Scene;
  fuel: number;
}

/** A schema with its references followed, and of several branches the first that is not null. */
function settle(
  schema: JsonSchema,
  root: JsonSchema,
): { readonly schema: SchemaObject; readonly nullable: boolean } | undefined {
  let current: JsonSchema | undefined = schema;
  let nullable = false;
  for (let turn = 0; turn < 12; turn++) {
    if (!isRecord(current)) return undefined;
    const ref: unknown = current['$ref'];
    if (typeof ref === 'string') {
      current = resolveRef(root, ref);
      continue;
    }
    const branches: readonly JsonSchema[] =
      schemasIn(current, 'anyOf').length > 0 ? schemasIn(current, 'anyOf') : schemasIn(current, 'oneOf');
    const solid = branches.filter((branch) => !(isRecord(branch) && branch['type'] === 'null'));
    nullable ||= solid.length < branches.length;
    const only = schemasIn(current, 'allOf');
    if (solid.length === 1 && solid[0] !== undefined)
      current = {
        ...current,
        anyOf: undefined,
        oneOf: undefined,
        ...(isRecord(solid[0]) ? solid[0] : {}),
      } as JsonSchema;
    else if (only.length === 1 && isRecord(only[0]))
      current = { ...current, allOf: undefined, ...only[0] } as JsonSchema;
    else if (solid.length > 1 || only.length > 1) return undefined;
    else return { schema: current, nullable: nullable || current['nullable'] === true };
  }
  return undefined;
}

const typesOf = (schema: SchemaObject): readonly string[] => {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  return stringsIn(schema, 'type');
};

function kindOf(schema: SchemaObject): string {
  const [type] = typesOf(schema).filter((one) => one !== 'null');
  if (type !== undefined) return type;
  if (isRecord(schema['properties'])) return 'object';
  return isRecord(schema['items']) ? 'array' : 'any';
}

function optionsIn(schema: SchemaObject): readonly Option[] | undefined {
  const list = schema['enum'];
  if (!Array.isArray(list)) return undefined;
  const names = list.filter((one): one is string => typeof one === 'string');
  return names.length > 0 ? names.map((name) => ({ name, about: '' })) : undefined;
}

function placeOf(schema: SchemaObject, where: Where, nullable: boolean): Place {
  const about = typeof schema['description'] === 'string' ? schema['description'] : '';
  const plain = Object.fromEntries(
    Object.entries(schema).filter(([key]) => key !== 'nullable' && !key.startsWith('x-')),
  ) as JsonSchema;
  return {
    ...where,
    about,
    schema: plain,
    type: kindOf(schema),
    options: optionsIn(schema),
    min: numberIn(schema, 'minimum'),
    max: numberIn(schema, 'maximum'),
    limits: (isRecord(schema['x-limits']) ? schema['x-limits'] : {}) as Limits,
    nullable: nullable || typesOf(schema).includes('null'),
  };
}

/** A value by the generator alone, from the words of the record. */
function generated(schema: JsonSchema, where: Where, walk: Walk): JsonValue {
  const { scene, root } = walk;
  return generateValue(schema, {
    root,
    random: scene.random.fork(`${where.path.join('.')}.${where.name}/${where.index}`),
    words: where.record?.text ?? scene.brief.facts(),
    name: [...where.path, where.name].join('.'),
    optional: 0.8,
    ...(scene.brief.now === undefined ? {} : { now: scene.brief.now }),
  });
}

function fillObject(schema: SchemaObject, where: Where, walk: Walk, depth: number): JsonValue {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const required = new Set(stringsIn(schema, 'required'));
  const value: { [key: string]: JsonValue } = {};
  const beside = Object.keys(properties);
  const path = where.name === '' ? where.path : [...where.path, where.name];
  for (const name of beside) {
    const inner = schemaAt(properties, name);
    if (inner === undefined) continue;
    const there: Where = { ...where, name, path, beside, required: required.has(name) };
    if (!there.required && required.size > 0 && !isSpoken(inner, there, walk)) continue;
    setOwn(value, name, fill(inner, there, walk, depth + 1));
  }
  return agreed(agreeFields(value, properties), walk);
}

/** A scene in which the arguments of tools are filled as schemas are. */
export const withArguments = (scene: Scene): Scene => ({
  ...scene,
  fillArguments: (schema, acting, words) =>
    fillSchema(schema, {
      ...scene,
      acting,
      random: scene.random.fork(acting),
      brief: { ...scene.brief, input: words, question: words, results: [], facts: () => createFacts(words) },
    }),
});

/** Fields of an agent's step belong together: the tool and what it is given. */
function agreed(value: { [key: string]: JsonValue }, { scene }: Walk): JsonValue {
  const keys = Object.keys(value);
  const called = textTools(scene.brief).length > 0;
  const tool = keys.find(
    (key) => fieldKind(key) === 'tool' || (called && /^(?:function_?)?name$|^function$/i.test(key)),
  );
  const input =
    keys.find((key) => fieldKind(key) === 'toolInput') ??
    (called ? keys.find((key) => isRecord(value[key]) && key !== tool) : undefined);
  if (tool === undefined || input === undefined) return value;
  const step = act(withArguments(scene));
  if (typeof value[tool] === 'string' && textTools(scene.brief).length > 0 && !hasObservation(scene))
    setOwn(value, tool, step.tool);
  if (typeof value[input] !== 'object' || value[input] === null || step.final)
    setOwn(value, input, step.final ? step.answer : step.text);
  if (!step.final && step.json !== undefined && (called || typeof value[input] === 'object' || step.asObject))
    setOwn(value, input, step.json);
  if (step.final && typeof value[tool] === 'string') setOwn(value, tool, step.finalName);
  return value;
}

function isSpoken(schema: JsonSchema, where: Where, walk: Walk): boolean {
  const { scene } = walk;
  const facts = where.record === undefined ? scene.brief.facts() : scene.brief.facts();
  const field = describeField(schema, where.name, { path: where.path, required: false });
  return (
    wordCandidates(field, startMaking(schema, { random: scene.random, words: facts, name: where.name })).length > 0
  );
}

/** How many items an array may have: by its schema, by the words of the orders, by what was shown. */
function countFor(schema: SchemaObject, where: Where, scene: Scene): { readonly least: number; readonly most: number } {
  const least = numberIn(schema, 'minItems') ?? 0;
  const most = numberIn(schema, 'maxItems') ?? MAX_ITEMS;
  const about = typeof schema['description'] === 'string' ? schema['description'] : '';
  const own = countOf(about);
  if (own.most > 0 && own.most <= most) return { least: Math.max(least, own.least), most: own.most };
  const said = countOf(scene.brief.orders);
  const fits =
    said.most > 0 &&
    said.most <= most &&
    (where.path.length === 0 || splitName(where.name).some((word) => said.noun.startsWith(word.slice(0, 4))));
  return fits ? { least: Math.max(least, said.least), most: said.most } : { least, most };
}

const ITEM_KIND: Readonly<{ [kind: string]: ItemKind }> = {
  keywords: 'keyword',
  question: 'question',
  query: 'query',
  step: 'step',
};

function fillStrings(schema: SchemaObject, where: Where, walk: Walk): readonly JsonValue[] | undefined {
  const { scene } = walk;
  const { brief } = scene;
  const items = settle(schemaAt(schema, 'items') ?? true, walk.root)?.schema;
  const options = items === undefined ? undefined : optionsIn(items);
  if (options !== undefined) return chooseSeveral(options, scene);
  const type = items === undefined ? 'string' : kindOf(items);
  // `["entity_1", "entity_2"]`: what stands for the items names them where nothing else does.
  const shown = String(items?.['description'] ?? '').replace(/[_\s]{0,64}\d{1,64}$/, '');
  const kind = fieldKind(where.name === '' ? shown : where.name);
  if (isExcluding(where.name) && type === 'string') return unwanted(where.record?.text ?? brief.input);
  if (type === 'integer' || type === 'number') {
    const ids = /rank|order|sorted|indices|indexes/i.test(where.name) ? rankedIds(scene) : [];
    return ids.length > 1 ? ids : kind === 'citation' ? citedIds(scene) : undefined;
  }
  if (type !== 'string' && type !== 'any') return undefined;
  const ranked = /rank|order|sorted|indices|indexes|ids\b/i.test(
    `${where.name} ${String(items?.['description'] ?? '')}`,
  )
    ? rankedIds(scene)
    : [];
  if (ranked.length > 1) return ranked;
  const { least, most } = countFor(schema, where, scene);
  const count = Math.min(most, Math.max(least, most < MAX_ITEMS ? (least === most ? most : Math.max(least, 3)) : 3));
  const cut = whole(where.name, brief.input);
  if (cut !== undefined) return cut.slice(0, Math.max(1, most));
  if (/^(?:facts?|statements?|claims?|propositions?|observations?)$|memor/i.test(where.name))
    return factsOf(brief.input).slice(0, 8);
  const named = recordsOf(brief, where.name, [], 0);
  if (named.length > 0 && kind !== 'query' && kind !== 'question') return named.map(({ text }) => text);
  if (kind === 'citation') {
    const answer = answerQuestion(scene);
    return answer === undefined ? [] : [answer.source === '' ? answer.quote : answer.source];
  }
  const spelled = /^(?:keywords|question|step|query|reason)$/.test(kind)
    ? []
    : listValues(where.name, where.record === undefined ? brief.facts() : createFacts(where.record.text));
  if (spelled.length > 0) return spelled.slice(0, Math.max(1, most));
  const spoken = spokenList(items ?? {}, where.name === '' ? { ...where, name: shown } : where, walk);
  if (
    kind !== 'keywords' &&
    kind !== 'question' &&
    kind !== 'step' &&
    kind !== 'query' &&
    spoken.length >= Math.max(1, least)
  )
    return spoken.slice(0, Math.max(1, most));
  const itemKind = ITEM_KIND[kind] ?? itemOf(where.name, brief.orders);
  if (itemKind === 'keyword') return keywordsOf(brief.input, count);
  return listItems(itemKind, '', count, scene, {});
}

/** The parts of a text that the name of a list speaks of: its sentences, lines, paragraphs or words. */
function whole(name: string, text: string): readonly string[] | undefined {
  const [, kind] = /^(?:all_?)?(sentences|lines|paragraphs|words|tokens)$/i.exec(name) ?? [];
  if (kind === undefined || text === '') return undefined;
  if (/^sentences$/i.test(kind)) return sentencesOf(text);
  return text
    .split(/^lines$/i.test(kind) ? /\n+/ : /^paragraphs$/i.test(kind) ? /\n\s*\n/ : /\s+/)
    .filter((part) => part.trim() !== '');
}

/** Numbers of the texts that the prompt numbers, those that bear most on the question first. */
function rankedIds({ brief }: Scene): readonly JsonValue[] {
  const texts = numberedTexts(brief.asked.text);
  const question = brief.question.split('\n').find((line) => !/^\s*[[(]?\d/.test(line)) ?? brief.question;
  const all = rank(texts, ({ about }) => about, termsOf(question)).map(({ item }) => item.name);
  return all.map((name) => (/^\d+$/.test(name) ? Number(name) : name));
}

const itemOf = (name: string, orders: string): ItemKind => {
  if (/option|choice|distractor/i.test(name)) return 'keyword';
  if (/item|subtask|step|task/i.test(name)) return 'step';
  if (/question|follow/i.test(`${name} ${orders.slice(0, 200)}`)) return 'question';
  return /quer/i.test(name) ? 'query' : 'keyword';
};

/** What the words name for the items of an array: participants, cast, files. */
function spokenList(items: SchemaObject, where: Where, { scene }: Walk): readonly JsonValue[] {
  const facts = scene.brief.facts();
  const field = describeField(items as JsonSchema, where.name, { path: where.path, required: true });
  const found = wordCandidates(
    field,
    startMaking(items as JsonSchema, { random: scene.random, words: facts, name: where.name }),
    'list',
  );
  const texts = found.filter((one): one is string => typeof one === 'string');
  const joined = /cast|people|members?|names?|participants?|attendees?|actors?|players?|guests?/i.test(where.name)
    ? facts
        .names()
        .filter(({ before }) => /^(?:with|and|or|between|by|from|to|stars|featuring)$/.test(before))
        .map(({ text }) => text)
    : [];
  if (joined.length > texts.length) return joined;
  if (texts.length > 0) return texts;
  const files = /file|path/i.test(where.name) ? facts.paths() : [];
  if (files.length > 0) return files;
  return /cast|people|members?|names?|participants?|attendees?|actors?|players?|stars?|entit|mention/i.test(where.name)
    ? facts.names().map(({ text }) => text)
    : [];
}

const KIND_KEY = /^(?:kind|type|label|category|tag|entity_?type|class)$/i;
const VALUE_KEY = /^(?:value|text|span|mention|entity|name|word|content|match)$/i;

/** "kind: order | email" beside a value: what the words have of each kind; nothing where they have none of any. */
function entitiesOf(
  properties: Readonly<{ [key: string]: unknown }>,
  keys: readonly string[],
  { scene, root }: Walk,
): readonly JsonValue[] | undefined {
  const kind = keys.find((key) => KIND_KEY.test(key)) ?? '';
  const value = keys.find((key) => VALUE_KEY.test(key) && key !== kind) ?? '';
  const inner = schemaAt(properties, kind);
  const options = inner === undefined ? undefined : optionsIn(settle(inner, root)?.schema ?? {});
  if (options === undefined || value === '' || keys.length > 2) return undefined;
  const found = options.flatMap(({ name }) => valuesOf(name, scene).map((one) => ({ [kind]: name, [value]: one })));
  return found.length === 0 ? undefined : found;
}

/** All that the words have of a kind of thing: names, places, addresses, or the code behind its name. */
function valuesOf(kind: string, { brief, random }: Scene): readonly string[] {
  const words = brief.facts();
  const schema: JsonSchema = { type: 'string' };
  const field = describeField(schema, kind, { path: [], required: true });
  const named = namedIn(brief.input, kind.toLowerCase());
  const code = labelledValue(words, [kind]);
  const spoken =
    field.meaning === 'unknown'
      ? []
      : wordCandidates(field, startMaking(schema, { random, words, name: kind }), 'list');
  const found = named.length > 0 ? named : spoken.filter((one): one is string => typeof one === 'string');
  return found.length > 0
    ? [...new Set(found)]
    : code === undefined || !/\d/.test(code)
      ? []
      : [/^[\w-]+/.exec(code)?.[0] ?? code];
}

const DEPENDS = /^(?:depends_?on|dependencies|prerequisites|blocked_?by|requires|after)$/i;

function fillArray(schema: SchemaObject, where: Where, walk: Walk, depth: number): JsonValue {
  const items = schemaAt(schema, 'items');
  const settled = items === undefined ? undefined : settle(items, walk.root);
  // What a step waits for is the one before it.
  if (DEPENDS.test(where.name) && where.beside.includes('id') && schema['x-shown'] === 0)
    return where.index === 0 ? [] : [where.index];
  if (settled === undefined || Array.isArray(schema['prefixItems']))
    return generated(schema as JsonSchema, where, walk);
  if (kindOf(settled.schema) !== 'object') {
    const strings = fillStrings(schema, where, walk);
    return strings === undefined ? generated(schema as JsonSchema, where, walk) : [...strings];
  }
  const properties = isRecord(settled.schema['properties']) ? settled.schema['properties'] : {};
  const keys = Object.keys(properties);
  const numeric = keys.filter((key) =>
    /^(?:integer|number)$/.test(kindOf((schemaAt(properties, key) ?? {}) as SchemaObject)),
  ).length;
  const entities = where.record === undefined ? entitiesOf(properties, keys, walk) : undefined;
  if (entities !== undefined) return [...entities];
  const records = where.record === undefined ? recordsFor(where, keys, numeric, walk) : [];
  const { least, most } = countFor(schema, where, walk.scene);
  const told =
    records.length > 0 && records.length >= least
      ? records.slice(0, Math.max(least, Math.min(most, MAX_ITEMS)))
      : steps(Math.max(least, Math.min(most, 3)), keys, where, walk);
  return told.map((record, index) =>
    fill(
      settled.schema as JsonSchema,
      { name: '', path: [...where.path, where.name], record, index, beside: [], required: true },
      walk,
      depth + 1,
    ),
  );
}

/** Records for the items of an array: lists in results, named lists, lines, sentences. */
function recordsFor(where: Where, keys: readonly string[], numeric: number, { scene }: Walk): readonly Record[] {
  for (const [, value] of resultFields(scene.brief))
    if (
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
    )
      return value.map((one) => ({ text: JSON.stringify(one), fields: one as Record['fields'] }));
  const chosen = keys.find((key) => /^(?:choice|index|number|id)$/i.test(key));
  const choices = chosen === undefined ? [] : numberedTexts(scene.brief.asked.text);
  // "Choices:" are what is chosen from, not the items of the answer.
  for (const key of choices.length < 2 && (where.name === '' || keys.length < 4) ? keys : []) {
    const named = recordsOf(scene.brief, key, [], 0);
    if (named.length > 1) return named;
  }
  const planned =
    keys.some((key) => /^(?:step|description|intent|depends_on|tool_call|task|sub_?question|reason)$/i.test(key)) &&
    /step|task|plan|subtask|goal/i.test(`${where.name}`) &&
    !keys.some((key) => /owner|due|assignee/i.test(key));
  if (planned) return [];
  if (chosen !== undefined && choices.length > 1) {
    const most =
      numberOf(
        /\b(?:best|top|exactly|up to|select|choose|pick)\s+(?:the )?(?:best |top )?(\w+)/i.exec(
          scene.brief.orders,
        )?.[1] ?? '',
      ) ?? 1;
    return rank(choices, ({ about }) => about, termsOf(scene.brief.question))
      .slice(0, Math.max(1, most))
      .map(({ item }) => ({ text: item.about, fields: { [chosen]: Number(item.name) } }));
  }
  if (chosen !== undefined && /^choice$|^index$/i.test(chosen))
    return [{ text: scene.brief.question, fields: undefined }];
  return recordsOf(scene.brief, where.name, keys, numeric);
}

/** Steps that the material does not name: from the grammar, about the topic. */
const steps = (count: number, keys: readonly string[], where: Where, { scene }: Walk): readonly Record[] =>
  listItems(
    keys.some((key) => /question/i.test(key))
      ? 'question'
      : /event|item|person|contact/i.test(where.name)
        ? 'point'
        : 'step',
    '',
    Math.max(1, count),
    scene,
    {},
  ).map((text) => ({ text, fields: undefined }));

function fill(schema: JsonSchema, where: Where, walk: Walk, depth: number): JsonValue {
  const settled = settle(schema, walk.root);
  if (settled === undefined || depth > DEPTH || --walk.fuel < 0) return generated(schema, where, walk);
  const kind = kindOf(settled.schema);
  if ('const' in settled.schema) return settled.schema['const'] as JsonValue;
  if (kind === 'object') {
    const open = !isRecord(settled.schema['properties']);
    if (open) return settled.nullable ? null : generated(schema, where, walk);
    return fillObject(settled.schema, where, walk, depth);
  }
  if (kind === 'array') return fillArray(settled.schema, where, walk, depth);
  if (kind === 'null') return null;
  const place = placeOf(settled.schema, where, settled.nullable);
  const value = labelledField(place, walk.scene) ?? fillPlace(place, walk.scene);
  return checkValue(schema, value, walk.root) ? value : checkedOrMade(settled.schema, value, where, walk, schema);
}

/** A value that its own schema refuses never leaves: it is cut to size, or made by the generator. */
function checkedOrMade(
  settled: SchemaObject,
  value: JsonValue,
  where: Where,
  walk: Walk,
  schema: JsonSchema,
): JsonValue {
  const most = numberIn(settled, 'maxLength');
  if (typeof value === 'string' && most !== undefined) {
    const cut = [...value].slice(0, most).join('').trimEnd();
    if (checkValue(schema, cut, walk.root)) return cut;
  }
  if (value === null && settled['nullable'] === true) return null;
  return generated(schema, where, walk);
}

/**
 * A value for a schema, filled from the conversation: fields by what they ask for, arrays by the things that the material tells
 * of, and what nothing is known of by the generator. It is valid against the schema wherever that can be satisfied.
 */
export function fillSchema(schema: JsonSchema, given: Scene): JsonValue {
  const told = given.brief.results
    .filter(({ value, failed }) => !failed && (value === undefined || typeof value === 'string'))
    .map(({ text }) => text)
    .join('\n');
  const fresh = { texts: new Set<string>(), numbers: new Map<string, Set<number>>() };
  const scene =
    told === ''
      ? { ...given, taken: fresh }
      : { ...given, taken: fresh, brief: { ...given.brief, input: told, facts: () => createFacts(told) } };
  const walk: Walk = { root: schema, scene, fuel: 2000 };
  const where: Where = { name: '', path: [], record: undefined, index: 0, beside: [], required: true };
  const value = fill(schema, where, walk, 0);
  if (checkValue(schema, value, schema)) return value;
  const made = generateValue(schema, {
    random: scene.random.fork('schema'),
    words: scene.brief.facts(),
    optional: 0.8,
    ...(scene.brief.now === undefined ? {} : { now: scene.brief.now }),
  });
  return checkValue(schema, made, schema) ? made : value;
}

import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import { describeField } from './field.ts';
import type { GenerateChild } from './generate-object.ts';
import type { Field, Making } from './making.ts';
import {
  isRecord,
  isSchema,
  keyOf,
  numberIn,
  recordIn,
  schemasIn,
  type Conjunction,
  type SchemaObject,
} from './schema.ts';
import { resolveRef } from './resolve-ref.ts';
import { mentionedChoices } from './spoken-choice.ts';
import { wordCandidates } from './word-candidates.ts';

/** Items made at most, however many `minItems` asks for: an answer has to fit into memory and into a context window. */
const ITEM_LIMIT = 2000;
const TWIN_TRIES = 30;
const SHALLOW = 2;
const NONE = { index: -1, shared: false };

interface Shape {
  readonly least: number;
  readonly most: number;
  readonly unique: boolean;
  readonly contains: JsonSchema | undefined;
  readonly minContains: number;
}

function shapeOf(parts: readonly SchemaObject[]): Shape {
  let [least, most, unique, minContains] = [0, Infinity, false, 1];
  let contains: JsonSchema | undefined;
  for (const part of parts) {
    least = Math.max(least, numberIn(part, 'minItems') ?? 0);
    most = Math.min(most, numberIn(part, 'maxItems') ?? Infinity);
    unique ||= part['uniqueItems'] === true;
    const wanted = part['contains'];
    if (!isSchema(wanted)) continue;
    contains = wanted;
    minContains = numberIn(part, 'minContains') ?? 1;
  }
  if (contains !== undefined) least = Math.max(least, minContains);
  return { least: Math.min(least, ITEM_LIMIT), most, unique, contains, minContains };
}

/** What item `index` has to satisfy; tuples come in the spelling of 2020-12 and of draft 07. */
function itemSchemas(parts: readonly SchemaObject[], index: number): JsonSchema[] {
  const found: JsonSchema[] = [];
  for (const part of parts) {
    const oldTuple = Array.isArray(part['items']);
    const tuple = schemasIn(part, oldTuple ? 'items' : 'prefixItems');
    const rest = oldTuple ? part['additionalItems'] : part['items'];
    const own = tuple[index] ?? (isSchema(rest) ? rest : undefined);
    if (own !== undefined) found.push(own);
  }
  return found.length > 0 ? found : [true];
}

const tupleLength = (parts: readonly SchemaObject[]): number =>
  parts.reduce((longest, part) => {
    const tuple = schemasIn(part, Array.isArray(part['items']) ? 'items' : 'prefixItems');
    return Math.max(longest, tuple.length);
  }, 0);

/** How many things of the kind the words speak of: the most that any property of the items finds. */
function spokenItems(items: Conjunction, field: Field, making: Making): number {
  const first = items[0];
  const ref = isRecord(first) ? first['$ref'] : undefined;
  const target = typeof ref === 'string' ? resolveRef(making.root, ref) : first;
  if (!isRecord(target)) return 0;
  if (Array.isArray(target['enum'])) return mentionedChoices(target['enum'] as JsonValue[], making).length;
  const properties = recordIn(target, 'properties');
  if (properties === undefined) return wordCandidates(field, making, 'list').length;
  let most = 0;
  for (const key of Object.keys(properties).slice(0, 12)) {
    const schema = properties[key];
    if (!isSchema(schema) || (isRecord(schema) && schema['type'] === 'array')) continue;
    const child = describeField(schema, key, { path: [field.name], required: false });
    most = Math.max(most, wordCandidates(child, making, 'list').length);
  }
  return most;
}

/** Values that may stand in the items, when a schema only has a few: drawing at random would find them slowly. */
function domainOf(items: Conjunction): readonly JsonValue[] | undefined {
  for (const schema of items) {
    if (!isRecord(schema)) continue;
    if (Array.isArray(schema['enum'])) return schema['enum'] as JsonValue[];
    if (schema['type'] === 'boolean') return [true, false];
    const [low, high] = [numberIn(schema, 'minimum'), numberIn(schema, 'maximum')];
    if (schema['type'] === 'integer' && low !== undefined && high !== undefined && high - low < 200) {
      return Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, i) => Math.ceil(low) + i);
    }
  }
  return undefined;
}

function length(
  shape: Shape,
  spoken: number,
  tuple: number,
  items: Conjunction,
  making: Making,
  depth: number,
): number {
  const usual = depth > SHALLOW ? (depth > SHALLOW + 1 ? 0 : 1) : making.random.int(2, 3);
  let wish = spoken > 0 ? spoken : Math.max(tuple, usual);
  if (tuple > 0 && spoken === 0) wish = tuple;
  if (items.includes(false)) wish = tuple;
  return Math.max(shape.least, Math.min(wish, shape.most, ITEM_LIMIT));
}

/** An array of the length the schema allows and the words suggest, without twins where they are forbidden. */
export function generateArray(
  parts: readonly SchemaObject[],
  field: Field,
  making: Making,
  depth: number,
  generate: GenerateChild,
): JsonValue {
  const shape = shapeOf(parts);
  const tuple = tupleLength(parts);
  const rest = itemSchemas(parts, tuple);
  const spoken = tuple === 0 && depth < 4 ? spokenItems(rest, field, making) : 0;
  const count = length(shape, spoken, tuple, rest, making, depth);
  const value: JsonValue[] = [];
  const keys = new Set<string>();
  const add = (item: JsonValue): boolean => {
    if (shape.unique && keys.size === keys.add(keyOf(item)).size) return false;
    return value.push(item) > 0;
  };
  let pool: JsonValue[] | undefined;
  for (let i = 0; i < count; i++) {
    const schemas = itemSchemas(parts, i);
    const contained = shape.contains !== undefined && i >= tuple && i < tuple + shape.minContains;
    const wanted = contained && shape.contains !== undefined ? [...schemas, shape.contains] : schemas;
    const ordinal = tuple > 0 ? field.ordinal : { index: i < spoken ? i : -1, shared: false };
    const child = describeField(wanted, field.name, { path: field.path, required: field.required, ordinal });
    let added = false;
    const tries = shape.unique && making.fuel > 0 ? TWIN_TRIES : 1;
    for (let t = 0; t < tries && !added; t++) {
      added = add(generate(wanted, t === 0 ? child : { ...child, ordinal: NONE }, making, depth + 1));
    }
    const special = i < tuple || contained;
    if (!added)
      added = addFromDomain(special ? shuffledDomain(wanted, making) : (pool ??= shuffledDomain(wanted, making)), add);
    // Where all that items can be is there already, the rest would be looked for in vain.
    if (!added && !special) break;
  }
  return value;
}

const shuffledDomain = (wanted: Conjunction, making: Making): JsonValue[] =>
  making.random.shuffle(domainOf(wanted) ?? []);

/** Takes values out of a pool until one is new. */
function addFromDomain(pool: JsonValue[], add: (item: JsonValue) => boolean): boolean {
  for (let item = pool.pop(); item !== undefined; item = pool.pop()) if (add(item)) return true;
  return false;
}

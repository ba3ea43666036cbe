import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import { checkValue } from './check-value.ts';
import { describeField } from './field.ts';
import { patternText } from './pattern-text.ts';
import type { Field, Making } from './making.ts';
import { matchRegex } from './match-regex.ts';
import { parseRegex } from './parse-regex.ts';
import {
  isSchema,
  numberIn,
  recordIn,
  schemaAt,
  setOwn,
  stringsIn,
  type Conjunction,
  type SchemaObject,
} from './schema.ts';
import { isSpoken } from './spoken-choice.ts';

export type GenerateChild = (conjunction: Conjunction, field: Field, making: Making, depth: number) => JsonValue;

/** Optional properties below this depth only appear when asked for, so that recursive schemas stay small. */
const OPTIONAL_DEPTH = 3;
/** Optional properties looked at; a schema with thousands is not searched for what the words might mean. */
const OPTIONAL_LIMIT = 60;
const EXTRA_NAMES = ['name', 'value', 'type', 'note', 'label', 'key', 'source', 'code', 'group', 'detail'];

const extreme = (
  parts: readonly SchemaObject[],
  key: string,
  start: number,
  pick: (...n: number[]) => number,
): number => parts.reduce((found, part) => pick(found, numberIn(part, key) ?? start), start);

/** All schemas that speak about one property, of every part. */
export function propertySchemas(parts: readonly SchemaObject[], key: string): JsonSchema[] {
  const found: JsonSchema[] = [];
  for (const part of parts) {
    const own = schemaAt(recordIn(part, 'properties'), key);
    let known = own !== undefined;
    if (own !== undefined) found.push(own);
    const patterns = recordIn(part, 'patternProperties');
    if (patterns !== undefined) {
      for (const pattern of Object.keys(patterns)) {
        const parsed = parseRegex(pattern);
        if (parsed === undefined || !matchRegex(parsed, key)) continue;
        known = true;
        found.push(schemaAt(patterns, pattern) ?? true);
      }
    }
    const others = part['additionalProperties'];
    if (!known && isSchema(others)) found.push(others);
  }
  return found.length > 0 ? found : [true];
}

/** Required keys, and those that their presence requires in turn. */
function requiredKeys(parts: readonly SchemaObject[]): Set<string> {
  const keys = new Set<string>();
  for (const part of parts) for (const key of stringsIn(part, 'required')) keys.add(key);
  addDependents(parts, keys);
  return keys;
}

function addDependents(parts: readonly SchemaObject[], keys: Set<string>): void {
  const maps: SchemaObject[] = [];
  for (const part of parts) {
    for (const name of ['dependentRequired', 'dependencies']) {
      const map = recordIn(part, name);
      if (map !== undefined) maps.push(map);
    }
  }
  if (maps.length === 0) return;
  for (const key of keys) {
    for (const map of maps) if (Object.hasOwn(map, key)) for (const other of stringsIn(map, key)) keys.add(other);
  }
}

const declaredKeys = (parts: readonly SchemaObject[]): string[] => {
  const first = parts[0];
  if (parts.length === 1 && first !== undefined) return Object.keys(recordIn(first, 'properties') ?? {});
  return [...new Set(parts.flatMap((part) => Object.keys(recordIn(part, 'properties') ?? {})))];
};

const nameAllowed = (parts: readonly SchemaObject[], key: string, making: Making): boolean =>
  parts.every((part) => {
    const names = part['propertyNames'];
    return !isSchema(names) || checkValue(names, key, making.root);
  });

const usable = (parts: readonly SchemaObject[], key: string, making: Making): boolean =>
  !propertySchemas(parts, key).includes(false) && nameAllowed(parts, key, making);

function optionalKeys(
  parts: readonly SchemaObject[],
  declared: readonly string[],
  chosen: Set<string>,
  context: { readonly field: Field; readonly making: Making; readonly depth: number },
): void {
  const { making, depth } = context;
  const room = extreme(parts, 'maxProperties', Infinity, Math.min);
  const floor = extreme(parts, 'minProperties', 0, Math.max);
  const optional = declared.filter((key) => !chosen.has(key));
  for (const key of optional.slice(0, OPTIONAL_LIMIT)) {
    if (chosen.size >= room) return;
    const schemas = propertySchemas(parts, key);
    const child = childField(parts, schemas, key, context.field, false);
    const spoken = depth < 4 && isSpoken(schemas, child, making);
    const drawn = making.random.chance(depth < OPTIONAL_DEPTH ? making.optional : 0);
    if ((spoken || drawn) && usable(parts, key, making)) chosen.add(key);
  }
  for (const key of optional) {
    if (chosen.size >= floor || chosen.size >= room) break;
    if (usable(parts, key, making)) chosen.add(key);
  }
  const before = chosen.size;
  addDependents(parts, chosen);
  if (chosen.size > before && chosen.size > room) for (const key of optional) chosen.delete(key);
}

function inventKey(parts: readonly SchemaObject[], index: number, making: Making): string {
  for (const part of parts) {
    const names = part['propertyNames'];
    const pattern = isSchema(names) && typeof names === 'object' ? names['pattern'] : undefined;
    const patterns = Object.keys(recordIn(part, 'patternProperties') ?? {});
    const source = typeof pattern === 'string' ? pattern : patterns[index % Math.max(1, patterns.length)];
    const key = source === undefined ? undefined : patternText(source, making);
    if (key !== undefined) return key;
    const list = isSchema(names) && typeof names === 'object' ? stringsIn(names, 'enum') : [];
    const listed = list[index % Math.max(1, list.length)];
    if (listed !== undefined) return listed;
  }
  const name = EXTRA_NAMES[index % EXTRA_NAMES.length] ?? 'key';
  return index < EXTRA_NAMES.length ? name : `${name}${index}`;
}

/** Names beyond the declared ones, for `minProperties` and for maps without declared properties. */
function inventKeys(parts: readonly SchemaObject[], chosen: Set<string>, making: Making, depth: number): void {
  const floor = Math.min(extreme(parts, 'minProperties', 0, Math.max), 2000);
  const room = extreme(parts, 'maxProperties', Infinity, Math.min);
  const isMap =
    chosen.size === 0 &&
    parts.some(
      (part) => typeof part['additionalProperties'] === 'object' || recordIn(part, 'patternProperties') !== undefined,
    );
  const wanted = Math.min(room, Math.max(floor, isMap && depth < OPTIONAL_DEPTH ? 2 : 0));
  for (let i = 0; chosen.size < wanted && i < wanted * 3 + 20; i++) {
    const key = inventKey(parts, i, making);
    if (!chosen.has(key) && usable(parts, key, making)) chosen.add(key);
  }
}

function childField(
  parts: readonly SchemaObject[],
  schemas: readonly JsonSchema[],
  key: string,
  field: Field,
  required: boolean,
): Field {
  const title = parts[0]?.['title'];
  const owner = typeof title === 'string' ? title.slice(0, 80) : field.name;
  const path = owner === '' ? field.path : [...field.path, owner];
  return describeField(schemas, key, { path, required, ordinal: field.ordinal });
}

/** An object with all required properties, those the words speak of, and some others; in schema order. */
export function generateObject(
  parts: readonly SchemaObject[],
  field: Field,
  making: Making,
  depth: number,
  generate: GenerateChild,
): JsonValue {
  const chosen = requiredKeys(parts);
  const required = new Set(chosen);
  const declared = declaredKeys(parts);
  if (declared.length > required.size || parts.length > 1)
    optionalKeys(parts, declared, chosen, { field, making, depth });
  inventKeys(parts, chosen, making, depth);
  const value: Record<string, JsonValue> = {};
  const inOrder = declared.filter((name) => chosen.has(name));
  for (const key of new Set([...inOrder, ...chosen])) {
    const schemas = propertySchemas(parts, key);
    // Without fuel the smallest values are made, whatever the place is called.
    const child = making.fuel > 0 ? childField(parts, schemas, key, field, required.has(key)) : field;
    setOwn(value, key, generate(schemas, child, making, depth + 1));
  }
  return value;
}

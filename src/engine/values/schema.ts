import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';

/** A schema that is not a boolean. */
export type SchemaObject = Readonly<Record<string, unknown>>;

/** Schemas that a value must satisfy all at once. Keeping the list spares building merged schemas. */
export type Conjunction = readonly JsonSchema[];

export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isSchema = (value: unknown): value is JsonSchema => typeof value === 'boolean' || isRecord(value);

const NOTHING: readonly never[] = [];

export const schemasIn = (schema: SchemaObject, key: string): readonly JsonSchema[] => {
  const list = schema[key];
  return Array.isArray(list) ? list.filter(isSchema) : NOTHING;
};

export const stringsIn = (schema: SchemaObject, key: string): readonly string[] => {
  const list = schema[key];
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : NOTHING;
};

export const numberIn = (schema: SchemaObject, key: string): number | undefined => {
  const value = schema[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

export const recordIn = (schema: SchemaObject, key: string): SchemaObject | undefined => {
  const value = schema[key];
  return isRecord(value) ? value : undefined;
};

/** The subschema under an own key: `constructor` and `__proto__` are ordinary property names in a schema. */
export const schemaAt = (map: SchemaObject | undefined, key: string): JsonSchema | undefined => {
  if (map === undefined || !Object.hasOwn(map, key)) return undefined;
  const value = map[key];
  return isSchema(value) ? value : undefined;
};

/** Sets an own property whatever its name; a plain assignment to `__proto__` would change the prototype. */
export function setOwn(target: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else target[key] = value;
}

/** JSON's own type of a value; whole numbers are `integer`. */
export function typeOfValue(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'boolean' | 'string' | 'object';
}

/** Comparison stops here; deeper parts count as equal. */
const MAX_COMPARED = 100;

/** A text that is equal for values that are {@link sameJson the same}. */
export function keyOf(value: JsonValue, depth = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth > MAX_COMPARED) return '';
  if (Array.isArray(value)) return `[${value.map((item) => keyOf(item, depth + 1)).join()}]`;
  const keys = Object.keys(value).toSorted();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${keyOf(value[key] ?? null, depth + 1)}`).join()}}`;
}

/** Compares JSON values as JSON Schema does: key order does not matter. */
export function sameJson(a: JsonValue, b: JsonValue, depth = 0): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (depth > MAX_COMPARED) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameJson(item, b[index] ?? null, depth + 1));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key] ?? null, b[key] ?? null, depth + 1));
}

import type { JsonValue } from '../../contract/api-types.ts';
import { propertySchemas } from './generate-object.ts';
import { smallestNumber } from './generate-number.ts';
import { patternText } from './pattern-text.ts';
import { makeFormat } from './formats.ts';
import type { Making } from './making.ts';
import { heightOf, schemaHeights } from './schema-height.ts';
import {
  isSchema,
  numberIn,
  schemasIn,
  setOwn,
  stringsIn,
  type Conjunction,
  type JsonType,
  type SchemaObject,
} from './schema.ts';
import { settleSchema } from './settle-schema.ts';
import { allowedTypes, impliedType } from './value-type.ts';

/** Values made before the rest is left null: no answer needs more. */
const WORK_LIMIT = 30_000;
const ORDER: readonly JsonType[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

/** Nesting followed at most: `JSON.stringify` recurses, and its caller's stack is not ours to fill. */
const DEPTH_LIMIT = 1000;

interface Task {
  readonly conjunction: Conjunction;
  readonly depth: number;
  readonly put: (value: JsonValue) => void;
}

function smallString(parts: readonly SchemaObject[], making: Making): string {
  const least = Math.max(0, ...parts.map((part) => numberIn(part, 'minLength') ?? 0));
  const most = Math.min(...parts.map((part) => numberIn(part, 'maxLength') ?? Infinity));
  for (const part of parts) {
    const { pattern, format } = part;
    const text =
      typeof pattern === 'string'
        ? patternText(pattern, making, least, most)
        : typeof format === 'string'
          ? makeFormat(format, making)
          : undefined;
    if (text !== undefined) return text;
  }
  return 'a'.repeat(Math.min(least, 100_000));
}

const firstListed = (parts: readonly SchemaObject[]): { readonly value: JsonValue } | undefined => {
  for (const part of parts) {
    if ('const' in part) return { value: part['const'] as JsonValue };
    const list = part['enum'];
    if (Array.isArray(list) && list.length > 0) return { value: list[0] as JsonValue };
  }
  return undefined;
};

function smallArray(parts: readonly SchemaObject[], tasks: Task[], depth: number): JsonValue {
  const value: JsonValue[] = [];
  const least = Math.min(1000, Math.max(0, ...parts.map((part) => numberIn(part, 'minItems') ?? 0)));
  for (let i = 0; i < least; i++) {
    const schemas = parts.map((part) => schemasIn(part, 'prefixItems')[i] ?? part['items']).filter(isSchema);
    value.push(null);
    tasks.push({ conjunction: schemas, depth, put: (item) => void (value[i] = item) });
  }
  return value;
}

function smallObject(parts: readonly SchemaObject[], tasks: Task[], depth: number): JsonValue {
  const value: Record<string, JsonValue> = {};
  for (const part of parts) {
    for (const key of stringsIn(part, 'required')) {
      if (Object.hasOwn(value, key)) continue;
      setOwn(value, key, null);
      tasks.push({ conjunction: propertySchemas(parts, key), depth, put: (item) => setOwn(value, key, item) });
    }
  }
  return value;
}

function make(parts: readonly SchemaObject[], making: Making, tasks: Task[], depth: number): JsonValue {
  const listed = firstListed(parts);
  if (listed !== undefined) return listed.value;
  const allowed = allowedTypes(parts);
  const type = allowed === undefined ? (impliedType(parts) ?? 'null') : ORDER.find((one) => allowed.includes(one));
  switch (type) {
    case 'object':
      return smallObject(parts, tasks, depth + 1);
    case 'array':
      return smallArray(parts, tasks, depth + 1);
    case 'string':
      return smallString(parts, making);
    case 'integer':
    case 'number':
      return smallestNumber(parts, type === 'integer', making.random);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

/**
 * The smallest plausible value: only what is required, the branch that ends soonest, no search for realism. Works from a
 * list of tasks instead of recursion, so a thousand levels of required nesting are followed; deeper ones, and what can never
 * end, become `{}`.
 */
export function smallestValue(conjunction: Conjunction, making: Making): JsonValue {
  making.heights ??= schemaHeights(making.root);
  const heights = making.heights;
  let result: JsonValue = null;
  const tasks: Task[] = [{ conjunction, depth: 0, put: (value) => void (result = value) }];
  for (let work = 0; tasks.length > 0 && work < WORK_LIMIT; work++) {
    const task = tasks.pop();
    making.fuel--;
    if (task === undefined) break;
    if (task.depth > DEPTH_LIMIT || task.conjunction.some((schema) => heightOf(schema, heights) === Infinity)) {
      task.put({});
      continue;
    }
    task.put(
      make(settleSchema(task.conjunction, making, { attempt: 0, small: true }).parts, making, tasks, task.depth),
    );
  }
  return result;
}

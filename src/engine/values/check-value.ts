import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import { fitsFormat } from './formats.ts';
import { fitsNumber } from './generate-number.ts';
import { matchRegex } from './match-regex.ts';
import { parseRegex } from './parse-regex.ts';
import { resolveRef } from './resolve-ref.ts';
import {
  isRecord,
  isSchema,
  keyOf,
  numberIn,
  recordIn,
  sameJson,
  schemaAt,
  schemasIn,
  stringsIn,
  type SchemaObject,
} from './schema.ts';

/** Steps before a check gives up and accepts; keeps untrusted schemas from running away. */
const WORK_LIMIT = 20_000;
const DEPTH_LIMIT = 80;

interface Check {
  readonly root: JsonSchema;
  work: number;
}

const matches = (pattern: string, text: string): boolean => {
  const parsed = parseRegex(pattern);
  return parsed === undefined || matchRegex(parsed, text);
};

function hasType(value: JsonValue, type: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'boolean':
    case 'number':
    case 'string':
      return typeof value === type;
    default:
      return true;
  }
}

const typeAllowed = (value: JsonValue, type: unknown): boolean =>
  type === undefined || (Array.isArray(type) ? type.some((one) => hasType(value, one)) : hasType(value, type));

/** The keywords about strings, for candidates taken from the user's words. */
export function fitsString(text: string, parts: readonly SchemaObject[]): boolean {
  return parts.every((part) => {
    const least = numberIn(part, 'minLength') ?? 0;
    const most = numberIn(part, 'maxLength') ?? Infinity;
    // A character may take two units: the count is certain only above twice the least.
    if (text.length < least * 2 || text.length > most) {
      const length = [...text].length;
      if (length < least || length > most) return false;
    }
    const format = part['format'];
    if (typeof format === 'string' && !fitsFormat(format, text)) return false;
    const pattern = part['pattern'];
    return typeof pattern !== 'string' || matches(pattern, text);
  });
}

function checkArray(value: JsonValue[], schema: SchemaObject, check: Check, depth: number): boolean {
  if (value.length < (numberIn(schema, 'minItems') ?? 0)) return false;
  if (value.length > (numberIn(schema, 'maxItems') ?? Infinity)) return false;
  if (schema['uniqueItems'] === true && hasTwins(value)) return false;
  const tuple = Array.isArray(schema['items']) ? schemasIn(schema, 'items') : schemasIn(schema, 'prefixItems');
  const rest = Array.isArray(schema['items']) ? schema['additionalItems'] : schema['items'];
  const fine = value.every((item, i) => {
    const own = tuple[i] ?? (isSchema(rest) ? rest : undefined);
    return own === undefined || run(own, item, check, depth + 1);
  });
  const contains = schema['contains'];
  if (!fine || !isSchema(contains)) return fine;
  const count = value.filter((item) => run(contains, item, check, depth + 1)).length;
  return count >= (numberIn(schema, 'minContains') ?? 1) && count <= (numberIn(schema, 'maxContains') ?? Infinity);
}

/** Whether two items are equal. */
export function hasTwins(items: readonly JsonValue[]): boolean {
  return new Set(items.map((item) => keyOf(item))).size < items.length;
}

function checkProperty(value: JsonValue, key: string, schema: SchemaObject, check: Check, depth: number): boolean {
  const own = schemaAt(recordIn(schema, 'properties'), key);
  let known = own !== undefined;
  if (own !== undefined && !run(own, value, check, depth)) return false;
  const patterns = recordIn(schema, 'patternProperties');
  for (const pattern of Object.keys(patterns ?? {})) {
    if (!matches(pattern, key)) continue;
    known = true;
    if (!run(schemaAt(patterns, pattern) ?? true, value, check, depth)) return false;
  }
  const others = schema['additionalProperties'];
  return known || !isSchema(others) || run(others, value, check, depth);
}

function checkObject(value: Record<string, JsonValue>, schema: SchemaObject, check: Check, depth: number): boolean {
  const keys = Object.keys(value);
  if (keys.length < (numberIn(schema, 'minProperties') ?? 0)) return false;
  if (keys.length > (numberIn(schema, 'maxProperties') ?? Infinity)) return false;
  if (!stringsIn(schema, 'required').every((key) => Object.hasOwn(value, key))) return false;
  const names = schema['propertyNames'];
  if (isSchema(names) && !keys.every((key) => run(names, key, check, depth + 1))) return false;
  for (const map of [recordIn(schema, 'dependentRequired'), recordIn(schema, 'dependencies')]) {
    for (const key of Object.keys(map ?? {})) {
      if (!Object.hasOwn(value, key)) continue;
      if (!stringsIn(map ?? {}, key).every((other) => Object.hasOwn(value, other))) return false;
    }
  }
  for (const map of [recordIn(schema, 'dependentSchemas'), recordIn(schema, 'dependencies')]) {
    for (const key of Object.keys(map ?? {})) {
      if (Object.hasOwn(value, key) && !run(schemaAt(map, key) ?? true, value, check, depth + 1)) return false;
    }
  }
  return keys.every((key) => checkProperty(value[key] ?? null, key, schema, check, depth + 1));
}

function checkCombined(value: JsonValue, schema: SchemaObject, check: Check, depth: number): boolean {
  const test = (one: JsonSchema): boolean => run(one, value, check, depth + 1);
  const any = schemasIn(schema, 'anyOf');
  const one = schemasIn(schema, 'oneOf');
  if (!schemasIn(schema, 'allOf').every(test)) return false;
  if (any.length > 0 && !any.some(test)) return false;
  if (one.length > 0 && one.filter(test).length !== 1) return false;
  const { not, if: condition, $ref: ref } = schema;
  if (isSchema(not) && test(not)) return false;
  if (isSchema(condition)) {
    const branch = test(condition) ? schema['then'] : schema['else'];
    if (isSchema(branch) && !test(branch)) return false;
  }
  return typeof ref !== 'string' || test(resolveRef(check.root, ref) ?? true);
}

function run(schema: JsonSchema, value: JsonValue, check: Check, depth: number): boolean {
  if (typeof schema === 'boolean') return schema;
  if (++check.work > WORK_LIMIT || depth > DEPTH_LIMIT) return true;
  if (!typeAllowed(value, schema['type'])) return false;
  if ('const' in schema && !sameJson(schema['const'] as JsonValue, value)) return false;
  const choices = schema['enum'];
  // Most values are found by themselves, and much sooner.
  const isChoice = (choice: JsonValue): boolean => sameJson(choice, value);
  if (Array.isArray(choices) && !choices.includes(value) && !choices.some(isChoice)) return false;
  if (typeof value === 'string' && !fitsString(value, [schema])) return false;
  if (typeof value === 'number' && !fitsNumber(value, [schema], false)) return false;
  if (Array.isArray(value) && !checkArray(value, schema, check, depth)) return false;
  if (isRecord(value) && !checkObject(value as Record<string, JsonValue>, schema, check, depth)) return false;
  return checkCombined(value, schema, check, depth);
}

/**
 * Whether a value satisfies a schema, as far as the generator needs to know: bounded in work and depth (past the bounds
 * it says yes), silent about `unevaluated*`. The contract's judge is ajv; this one only steers retries.
 */
export function checkValue(schema: JsonSchema, value: JsonValue, root: JsonSchema): boolean {
  return run(schema, value, { root, work: 0 }, 0);
}

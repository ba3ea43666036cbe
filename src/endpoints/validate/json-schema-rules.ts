import { isRecord, type JsonRecord } from './json-record.ts';
import { isPythonPattern } from './python-pattern.ts';
import { pythonRepr } from './python-repr.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SINGLE_SCHEMAS } from './schema-walk.ts';

/** Says what is wrong with the value of a keyword, or nothing. */
type KeywordRule = (value: unknown) => string | undefined;

const SIMPLE_TYPES: ReadonlySet<unknown> = new Set([
  'array',
  'boolean',
  'integer',
  'null',
  'number',
  'object',
  'string',
]);

const ofType =
  (type: string, holds: (value: unknown) => boolean): KeywordRule =>
  (value) =>
    holds(value) ? undefined : `${pythonRepr(value)} is not of type '${type}'.`;

const text = ofType('string', (value) => typeof value === 'string');
const number = ofType('number', (value) => typeof value === 'number');
const flag = ofType('boolean', (value) => typeof value === 'boolean');
const array = ofType('array', Array.isArray);
const map = ofType('object', isRecord);
const integer = ofType('integer', Number.isInteger);

const count: KeywordRule = (value) =>
  integer(value) ?? (Number(value) < 0 ? `${pythonRepr(value)} is less than the minimum of 0` : undefined);

const isSchema = (value: unknown): boolean => isRecord(value) || typeof value === 'boolean';

const schema: KeywordRule = (value) =>
  isSchema(value) ? undefined : `${pythonRepr(value)} is not of type 'object', 'boolean'.`;

/** The service compiles patterns with Python (BerriAI/litellm#40485, pleaseai/shunt#488). */
const pattern: KeywordRule = (value) =>
  text(value) ?? (isPythonPattern(String(value)) ? undefined : `${pythonRepr(value)} is not a 'regex'.`);

const schemas: KeywordRule = (value) =>
  array(value) ?? (Array.isArray(value) && value.length === 0 ? '[] should be non-empty' : undefined);

const names: KeywordRule = (value) => {
  const error = array(value);
  if (error !== undefined || !Array.isArray(value)) return error;
  const other: unknown = value.find((name) => typeof name !== 'string');
  return other === undefined ? undefined : text(other);
};

const type: KeywordRule = (value) => {
  const valid = Array.isArray(value)
    ? value.length > 0 && value.every((name) => SIMPLE_TYPES.has(name))
    : SIMPLE_TYPES.has(value);
  return valid ? undefined : `${pythonRepr(value)} is not valid under any of the given schemas.`;
};

const entries = (keys: readonly string[], rule: KeywordRule): [string, KeywordRule][] => keys.map((key) => [key, rule]);

/** The part of the JSON Schema 2020-12 metaschema that users run into. Unknown keywords are legal. */
const KEYWORDS: ReadonlyMap<string, KeywordRule> = new Map([
  ...entries(SINGLE_SCHEMAS, schema),
  ...entries(SCHEMA_MAPS, map),
  ...entries(SCHEMA_LISTS, schemas),
  ...entries(['$ref', '$schema', '$id', '$comment', 'title', 'description', 'format'], text),
  ...entries(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'], number),
  ...entries(['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'], count),
  ...entries(['uniqueItems', 'deprecated', 'readOnly', 'writeOnly'], flag),
  ['enum', array],
  ['required', names],
  ['pattern', pattern],
  ['type', type],
]);

/**
 * Whether a value can be a JSON Schema at all, judged one level deep; the sentence is the one of the Python validator
 * that the service runs (observed: `None is not of type 'array'.`).
 */
export function checkSchemaShape(value: unknown): string | undefined {
  if (!isRecord(value)) return schema(value);
  return checkKeywords(value);
}

function checkKeywords(value: JsonRecord): string | undefined {
  for (const key in value) {
    const error = KEYWORDS.get(key)?.(value[key]);
    if (error !== undefined) return error;
  }
  return undefined;
}

import type { JsonValue } from '../../contract/api-types.ts';
import { fitsString } from './check-value.ts';
import { fitsNumber } from './generate-number.ts';
import type { Field, Making } from './making.ts';
import { typeOfMeaning } from './meaning.ts';
import { sameJson, stringsIn, typeOfValue, type JsonType, type SchemaObject } from './schema.ts';
import { mentionedChoice } from './spoken-choice.ts';

const ALL: readonly JsonType[] = ['string', 'object', 'array', 'number', 'integer', 'boolean', 'null'];
const OBJECT_KEYS = [
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'minProperties',
  'propertyNames',
];
const ARRAY_KEYS = ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains'];
const STRING_KEYS = ['pattern', 'format', 'minLength', 'maxLength'];
const NUMBER_KEYS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

function declared(part: SchemaObject): readonly string[] | undefined {
  const type = part['type'];
  if (typeof type === 'string') return [type];
  const list = stringsIn(part, 'type');
  return list.length > 0 ? list : undefined;
}

/** Types that every part allows, in the order the first declaration lists them. */
export function allowedTypes(parts: readonly SchemaObject[]): readonly JsonType[] | undefined {
  let allowed: string[] | undefined;
  for (const part of parts) {
    const types = declared(part);
    if (types === undefined) continue;
    if (allowed === undefined) allowed = [...types];
    else {
      const before: readonly string[] = allowed;
      const both = before.filter(
        (type: string) => types.includes(type) || (type === 'integer' && types.includes('number')),
      );
      if (!both.includes('integer') && types.includes('integer') && before.includes('number')) both.push('integer');
      allowed = both;
    }
  }
  return allowed?.filter((type): type is JsonType => (ALL as readonly string[]).includes(type));
}

export function impliedType(parts: readonly SchemaObject[]): JsonType | undefined {
  const has = (keys: readonly string[]): boolean => parts.some((part) => keys.some((key) => part[key] !== undefined));
  if (has(OBJECT_KEYS)) return 'object';
  if (has(ARRAY_KEYS)) return 'array';
  if (has(STRING_KEYS)) return 'string';
  return has(NUMBER_KEYS) ? 'number' : undefined;
}

/** The type to make: what the schema says or implies, null last, and what the property's name suggests where it is open. */
export function chooseType(parts: readonly SchemaObject[], field: Field, making: Making, attempt: number): JsonType {
  const suggested = typeOfMeaning(field.meaning);
  const allowed = allowedTypes(parts);
  if (allowed === undefined) {
    if (attempt > 1) return ALL[attempt % ALL.length] ?? 'string';
    return impliedType(parts) ?? suggested;
  }
  const solid = allowed.filter((type) => type !== 'null');
  if (solid.length === 0) return allowed.length > 0 ? 'null' : (impliedType(parts) ?? 'string');
  if (solid.length === 1) return solid[0] ?? 'null';
  if (attempt > 0) return allowed[attempt % allowed.length] ?? 'null';
  if (solid.some((type) => type === suggested)) return suggested;
  return solid.includes('string') && making.random.chance(0.8) ? 'string' : making.random.pick(solid);
}

/** Choices looked at; the API itself allows a thousand. */
const CHOICE_LIMIT = 2000;

function listed(part: SchemaObject): readonly JsonValue[] | undefined {
  if ('const' in part) return [part['const'] as JsonValue];
  const choices = part['enum'];
  return Array.isArray(choices) ? (choices as JsonValue[]) : undefined;
}

/**
 * The values of `const` and `enum` that all parts accept, best first; empty when neither keyword stands there. A list that
 * contradicts the rest still proposes its first value.
 */
export function proposedValues(
  parts: readonly SchemaObject[],
  field: Field,
  making: Making,
  attempt: number,
): readonly JsonValue[] {
  const lists = parts.map(listed).filter((list) => list !== undefined);
  const first = lists[0];
  if (first === undefined || first.length === 0) return [];
  const only = first[0];
  if (first.length === 1 && only !== undefined) return [only];
  // A long list costs as much as many values.
  making.fuel -= Math.floor(first.length / 20);
  const fitting = first.slice(0, CHOICE_LIMIT).filter((value) => {
    const inAll = lists.slice(1).every((list) => list.some((other) => sameJson(other, value)));
    return inAll && parts.every((part) => acceptsShallow(part, value));
  });
  const usable = fitting.length > 0 ? fitting : first;
  return [pickChoice(usable, parts, field, making, attempt)];
}

function acceptsShallow(part: SchemaObject, value: JsonValue): boolean {
  const types = declared(part);
  const type = typeOfValue(value);
  if (types !== undefined && !types.includes(type) && !(type === 'integer' && types.includes('number'))) return false;
  if (typeof value === 'string') return fitsString(value, [part]);
  return typeof value !== 'number' || fitsNumber(value, [part], false);
}

function pickChoice(
  values: readonly JsonValue[],
  parts: readonly SchemaObject[],
  field: Field,
  making: Making,
  attempt: number,
): JsonValue {
  if (attempt > 0) return values[(attempt - 1) % values.length] ?? null;
  const mentioned = mentionedChoice(values, field, making);
  if (mentioned !== undefined) return mentioned;
  const byDefault = parts.find((part) => part['default'] !== undefined)?.['default'] as JsonValue | undefined;
  if (byDefault !== undefined && values.some((value) => sameJson(value, byDefault))) return byDefault;
  const solid = values.filter((value) => value !== null);
  const pool = solid.length > 0 ? solid : values;
  return (making.random.chance(0.5) ? pool[0] : making.random.pick(pool)) ?? null;
}

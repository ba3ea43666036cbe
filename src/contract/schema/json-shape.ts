import { isJsonObject, type JsonObject } from '../requirements.ts';

/** Longest text quoted in a finding, in UTF-16 units. */
const QUOTE_LIMIT = 80;

const NOTHING: JsonObject = Object.freeze({});

/**
 * The object, or an empty one in its place, so that members can be looked up without asking first.
 *
 * @example asObject(null) // {}
 */
export function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : NOTHING;
}

/**
 * The array, or an empty one in its place.
 *
 * @example asList('x') // []
 */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Whether the value is a string with at least one character.
 *
 * @example isText('') // false
 */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/**
 * A value as one short line, for the `received` of a finding.
 *
 * @example quote({ a: 1 }) // '{"a":1}'
 */
export function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = short(value);
  return json.length > QUOTE_LIMIT ? `${json.slice(0, QUOTE_LIMIT - 1)}…` : json;
}

/** A string can be megabytes long, so it is cut before it is escaped; an object can be deeper than the stack. */
function short(value: unknown): string {
  try {
    return JSON.stringify(typeof value === 'string' ? value.slice(0, QUOTE_LIMIT + 1) : value);
  } catch {
    return 'a deeply nested value';
  }
}

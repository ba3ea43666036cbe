import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, echo } from '../api-error.ts';
import { describeValue, list } from './words.ts';

/**
 * Faults of one field, in the API's words. `path` is the API's own notation: `messages[0].role`, `metadata.key`.
 * All are 400 `invalid_request_error`; what differs is `code` and the sentence.
 */

const at = (path: string, code: string, message: string): ErrorPlan => apiError(message, { param: echo(path), code });

const invalid = (path: string, code: string, rest: string): ErrorPlan =>
  at(path, code, `Invalid '${echo(path)}': ${rest}`);

export function missingParameter(path: string): ErrorPlan {
  return at(path, 'missing_required_parameter', `Missing required parameter: '${echo(path)}'.`);
}

/** @param near known names that differ by one letter and were not sent themselves. */
export function unknownParameter(path: string, near: readonly string[] = []): ErrorPlan {
  const hint = near.length === 0 ? '' : ` Did you mean ${list(near, 'or')}?`;
  return at(path, 'unknown_parameter', `Unknown parameter: '${echo(path)}'.${hint}`);
}

/** @param expected type words of the schema, as `describeType` gives them. */
export function invalidType(path: string, expected: string, value: unknown): ErrorPlan {
  const message = `Invalid type for '${echo(path)}': expected ${expected}, but got ${describeValue(value)} instead.`;
  return at(path, 'invalid_type', message);
}

export function invalidValue(path: string, value: unknown, supported: readonly unknown[]): ErrorPlan {
  const given = typeof value === 'string' ? `'${echo(value)}'` : String(value);
  return at(path, 'invalid_value', `Invalid value: ${given}. Supported values are: ${list(supported, 'and')}.`);
}

/** Where a number lies outside its range. `decimal` fields print whole numbers with a point: `99.0`. */
export function outOfRange(
  path: string,
  type: 'integer' | 'decimal',
  side: 'above' | 'below',
  range: RangeFacts,
): ErrorPlan {
  const { bound, sign, value } = range;
  const shown = type === 'decimal' && Number.isInteger(value) ? `${value}.0` : String(value);
  const end = side === 'above' ? 'maximum' : 'minimum';
  const code = `${type}_${side}_${side === 'above' ? 'max' : 'min'}_value`;
  return invalid(
    path,
    code,
    `${type} ${side} ${end} value. Expected a value ${sign} ${bound}, but got ${shown} instead.`,
  );
}

/** The bound that was passed, how it is compared, and the number that came. */
export interface RangeFacts {
  readonly bound: number;
  readonly sign: '<=' | '>=' | '<' | '>';
  readonly value: number;
}

export function stringTooLong(path: string, limit: number, length: number): ErrorPlan {
  return invalid(
    path,
    'string_above_max_length',
    `string too long. Expected a string with maximum length ${limit}, but got a string with length ${length} instead.`,
  );
}

export function stringTooShort(path: string, limit: number, length: number): ErrorPlan {
  if (length === 0) {
    const rest = `empty string. Expected a string with minimum length ${limit}, but got an empty string instead.`;
    return invalid(path, 'empty_string', rest);
  }
  const rest = `string too short. Expected a string with minimum length ${limit}, but got a string with length ${length} instead.`;
  return invalid(path, 'string_below_min_length', rest);
}

export function patternMismatch(path: string, pattern: string): ErrorPlan {
  const rest = `string does not match pattern. Expected a string that matches the pattern '${pattern}'.`;
  return invalid(path, 'invalid_value', rest);
}

export function arrayTooLong(path: string, limit: number, length: number): ErrorPlan {
  const rest = `array too long. Expected an array with maximum length ${limit}, but got an array with length ${length} instead.`;
  return invalid(path, 'array_above_max_length', rest);
}

export function arrayTooShort(path: string, limit: number, length: number): ErrorPlan {
  if (length === 0) {
    const rest = `empty array. Expected an array with minimum length ${limit}, but got an empty array instead.`;
    return invalid(path, 'empty_array', rest);
  }
  const rest = `array too short. Expected an array with minimum length ${limit}, but got an array with length ${length} instead.`;
  return invalid(path, 'array_below_min_length', rest);
}

const count = (n: number): string => (n === 1 ? '1 property' : `${n} properties`);

export function tooManyProperties(path: string, limit: number, size: number): ErrorPlan {
  const rest = `too many properties. Expected an object with at most ${count(limit)}, but got an object with ${count(size)} instead.`;
  return invalid(path, 'object_above_max_properties', rest);
}

export function tooFewProperties(path: string, limit: number, size: number): ErrorPlan {
  const rest = `too few properties. Expected an object with at least ${count(limit)}, but got an object with ${count(size)} instead.`;
  return invalid(path, 'object_below_min_properties', rest);
}

/** A key of a free map is too long; the message shows its two ends only. */
export function propertyNameTooLong(path: string, key: string, limit: number, length: number): ErrorPlan {
  const ends = `${key.slice(0, 3)}...${key.slice(-3)}`;
  const message =
    `Invalid property name in '${echo(path)}': '${ends}' is too long. Expected a string with maximum length ${limit}, ` +
    `but got a string with length ${length} instead.`;
  return at(`${path}.${key}`, 'property_name_above_max_length', message);
}

export function propertyNamePattern(path: string, key: string, pattern: string): ErrorPlan {
  const message = `Invalid property name in '${echo(path)}': '${echo(key)}' does not match the pattern '${pattern}'.`;
  return at(`${path}.${key}`, 'invalid_property_name', message);
}

/** @param hint a second sentence, for instance "Use 'max_completion_tokens' instead." */
export function unsupportedParameter(param: string, hint?: string): ErrorPlan {
  const message = `Unsupported parameter: '${param}' is not supported with this model.${hint === undefined ? '' : ` ${hint}`}`;
  return at(param, 'unsupported_parameter', message);
}

/** A value the model does not take. A number is the parameter's default; words are the choice that is left. */
export function unsupportedValue(param: string, value: unknown, supported: number | readonly string[]): ErrorPlan {
  const given = typeof value === 'string' ? `'${echo(value)}'` : String(value);
  const rest =
    typeof supported === 'number'
      ? `Only the default (${supported}) value is supported.`
      : `Supported values are: ${list(supported, 'and')}.`;
  return at(
    param,
    'unsupported_value',
    `Unsupported value: '${param}' does not support ${given} with this model. ${rest}`,
  );
}

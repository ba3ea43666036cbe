import { type ValidationError, errorHere } from './validation-error.ts';
import { outOfRange, patternMismatch, stringTooLong, stringTooShort } from './field-error.ts';
import type { SchemaNode } from './schema-node.ts';
import { codePoints } from './words.ts';

const BOUNDS = [
  { keyword: 'minimum', side: 'below', sign: '>=', holds: (value: number, bound: number) => value >= bound },
  { keyword: 'exclusiveMinimum', side: 'below', sign: '>', holds: (value: number, bound: number) => value > bound },
  { keyword: 'maximum', side: 'above', sign: '<=', holds: (value: number, bound: number) => value <= bound },
  { keyword: 'exclusiveMaximum', side: 'above', sign: '<', holds: (value: number, bound: number) => value < bound },
] as const;

const isDecimal = (node: SchemaNode): boolean =>
  Array.isArray(node['type']) ? node['type'].includes('number') : node['type'] === 'number';

/** The first bound that a number breaks, lower ones first. */
export function explainNumber(node: SchemaNode, value: number): ValidationError | undefined {
  for (const { keyword, side, sign, holds } of BOUNDS) {
    const bound = node[keyword];
    if (typeof bound !== 'number' || holds(value, bound)) continue;
    const type = isDecimal(node) ? 'decimal' : 'integer';
    return errorHere((path) => outOfRange(path, type, side, { bound, sign, value }));
  }
  return undefined;
}

/** Length before pattern, as the service reports them. Patterns here are the contract's own, never a user's. */
export function explainString(node: SchemaNode, value: string): ValidationError | undefined {
  const { minLength, maxLength, pattern } = node;
  if (typeof minLength === 'number' && value.length < 2 * minLength && codePoints(value) < minLength) {
    return errorHere((path) => stringTooShort(path, minLength, codePoints(value)));
  }
  if (typeof maxLength === 'number' && value.length > maxLength && codePoints(value) > maxLength) {
    return errorHere((path) => stringTooLong(path, maxLength, codePoints(value)));
  }
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) {
    return errorHere((path) => patternMismatch(path, pattern));
  }
  return undefined;
}

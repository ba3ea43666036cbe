import type { JsonValue } from '../../contract/api-types.ts';
import { hasAny } from '../has-words.ts';

const PLAIN = /^[\p{L}_/.][\p{L}\p{N} _/.()-]*$/u;
const RESERVED = /^(?:true|false|null|yes|no|on|off|~)$/i;

function scalar(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return PLAIN.test(value) && !RESERVED.test(value) && !/\s$/.test(value) ? value : JSON.stringify(value);
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

function lines(value: JsonValue, indent: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      if (typeof item !== 'object' || item === null || isEmpty(item)) return [`${indent}- ${scalar(item)}`];
      const [first = '', ...rest] = lines(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  if (typeof value !== 'object' || value === null) return [`${indent}${scalar(value)}`];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null && !isEmpty(inner)
      ? [`${indent}${key}:`, ...lines(inner, `${indent}  `)]
      : [`${indent}${key}: ${scalar(inner)}`],
  );
}

/** A value as YAML in its block style. */
export const writeYaml = (value: JsonValue): string => lines(value, '').join('\n');

/** A value as lines of `key=value`, in a section and in capitals where the words ask for them. */
export function writeIni(value: JsonValue, orders: string): string {
  const section = /\[([A-Za-z][\w-]{0,30})\]/.exec(orders)?.[1];
  const upper = hasAny(orders, 'upper uppercase upper-case capitals env');
  const pairs = typeof value === 'object' && value !== null ? Object.entries(value) : [['value', value] as const];
  const rows = pairs.map(
    ([key, one]) => `${upper ? key.toUpperCase() : key}=${typeof one === 'string' ? one : JSON.stringify(one)}`,
  );
  return [...(section === undefined ? [] : [`[${section}]`]), ...rows].join('\n');
}

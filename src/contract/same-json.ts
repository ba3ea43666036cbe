import { isJsonObject } from './requirements.ts';

/**
 * Whether two JSON values say the same; the order of keys does not count.
 *
 * @param ignored keys that do not count, wherever they stand
 * @example
 * sameJson({ a: 1, b: 2 }, { b: 2, a: 1 }); // true
 */
export function sameJson(one: unknown, other: unknown, ignored: readonly string[] = []): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((value, index) => sameJson(value, other[index], ignored))
    );
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => ignored.includes(key) || sameJson(one[key], other[key], ignored));
}

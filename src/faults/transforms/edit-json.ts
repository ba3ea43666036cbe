import type { JsonObject } from '../../contract/requirements.ts';

/**
 * The object without some of its keys.
 *
 * @example without({ a: 1, b: 2 }, 'b') // { a: 1 }
 */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/**
 * The object with one key called otherwise, in the same place.
 *
 * @example renamed({ a: 1, b: 2 }, 'a', 'z') // { z: 1, b: 2 }
 */
export function renamed(object: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key === from ? to : key, value]));
}

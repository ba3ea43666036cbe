import { isRecord } from './schema.ts';

/** One value in a result, with the key it stands under. */
export interface ResultLeaf {
  readonly key: string;
  readonly value: unknown;
}

const DEPTH_LIMIT = 6;
const ITEM_LIMIT = 50;

/** All plain values of a result, in order; items of a list have the key of the list. */
export function leavesOf(value: unknown, key = '', depth = 0): readonly ResultLeaf[] {
  if (depth > DEPTH_LIMIT || value === undefined) return [];
  if (Array.isArray(value)) return value.slice(0, ITEM_LIMIT).flatMap((item) => leavesOf(item, key, depth + 1));
  if (!isRecord(value)) return [{ key, value }];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, name, depth + 1));
}

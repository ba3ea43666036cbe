import { isJsonObject } from './requirements.ts';

/** How deep is looked; what the contract describes is not half as deep. */
const DEPTH = 12;

/** A value without the ends of its longest lists: with so many elements in all. What is left keeps its place, and no
 * list becomes an empty one. */
export function shortened(value: unknown, most: number): unknown {
  let left = most;
  const cut = (node: unknown, depth: number): unknown => {
    if (depth === 0) return node;
    if (Array.isArray(node)) {
      const kept = node.slice(0, Math.max(left, 1));
      left -= kept.length;
      return kept.map((child) => cut(child, depth - 1));
    }
    if (!isJsonObject(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, cut(child, depth - 1)]));
  };
  return cut(value, DEPTH);
}

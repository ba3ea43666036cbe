/** Keys and indexes from the root of a JSON value. */
export type JsonPath = readonly (string | number)[];

/** @example formatPath(['messages', 0, 'content']) // 'messages[0].content' */
export const formatPath = (path: JsonPath): string =>
  path
    .map((step, at) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[\w$-]+$/.test(step) ? `${at === 0 ? '' : '.'}${step}` : `[${JSON.stringify(step)}]`;
    })
    .join('');

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A value with its keys in order and its strings as they are given back; numbers have one form since they were parsed. */
export function canonical(
  value: unknown,
  string: (path: JsonPath, text: string) => string,
  path: JsonPath = [],
): unknown {
  if (typeof value === 'string') return string(path, value);
  if (!isContainer(value)) return value;
  if (Array.isArray(value)) return value.map((one, index) => canonical(one, string, [...path, index]));
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, one]) => [key, canonical(one, string, [...path, key])]));
}

/** The parts of a value that have no parts, by their paths; an empty list or object is one of them. */
export function leavesOf(
  value: unknown,
  path: JsonPath = [],
  found: Map<string, unknown> = new Map(),
): Map<string, unknown> {
  const entries = isContainer(value) ? Object.entries(value) : [];
  if (entries.length === 0) return found.set(formatPath(path), value);
  for (const [key, one] of entries) leavesOf(one, [...path, Array.isArray(value) ? Number(key) : key], found);
  return found;
}

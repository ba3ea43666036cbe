import { isRecord } from './json-record.ts';

const LONGEST_TEXT = 64;
const MAX_ITEMS = 5;
const DEEPEST = 3;

/**
 * A JSON value as the service's schema messages print it: in Python's notation. Long and deep values are cut, whatever
 * their size.
 *
 * @example
 * pythonRepr([null, true, 'a']); // "[None, True, 'a']"
 */
export function pythonRepr(value: unknown, depth = 0): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return String(value);
  if (depth === DEEPEST) return '...';
  if (Array.isArray(value))
    return `[${items(
      value.map((_, index) => index),
      (index) => pythonRepr(value[index], depth + 1),
    )}]`;
  if (!isRecord(value)) return '...';
  return `{${items(Object.keys(value), (key) => `${quote(key)}: ${pythonRepr(value[key], depth + 1)}`)}}`;
}

function items<T>(keys: readonly T[], print: (key: T) => string): string {
  const printed = keys.slice(0, MAX_ITEMS).map(print);
  return keys.length > MAX_ITEMS ? `${printed.join(', ')}, ...` : printed.join(', ');
}

function quote(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}...` : text;
  const escaped = cut.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  if (!escaped.includes("'")) return `'${escaped}'`;
  return escaped.includes('"') ? `'${escaped.replaceAll("'", "\\'")}'` : `"${escaped}"`;
}

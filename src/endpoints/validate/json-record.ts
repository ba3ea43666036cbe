/** A parsed JSON object whose content is not known. */
export type JsonRecord = Readonly<Record<string, unknown>>;

const EMPTY: JsonRecord = Object.freeze({});
const NOTHING: readonly unknown[] = Object.freeze([]);

/** An object, and neither null nor an array. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The object, or an empty one in its place, so that rules can look inside without asking first.
 *
 * @example
 * asRecord(null)['role']; // undefined
 */
export const asRecord = (value: unknown): JsonRecord => (isRecord(value) ? value : EMPTY);

/** The array, or an empty one in its place. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : NOTHING);

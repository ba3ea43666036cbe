/** Longer keys are not kept: they are texts, which seldom come back, and not names. */
const KEY_LIMIT = 400;
const ENTRY_LIMIT = 2000;

/**
 * Remembers the results of a pure function of a text. Names and descriptions of tools come again with every request of a
 * client, and analysing them costs more than all else. Memory is bounded: a full table is emptied.
 */
export function memoize<T>(make: (key: string) => T): (key: string) => T {
  const kept = new Map<string, T>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    if (key.length <= KEY_LIMIT) {
      if (kept.size >= ENTRY_LIMIT) kept.clear();
      kept.set(key, made);
    }
    return made;
  };
}

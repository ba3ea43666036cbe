/**
 * Remembers what was prepared for a request body, so that a repeated one costs a look-up. Bounded by the length of the bodies
 * and of what is kept for them, in two generations: when the young one is full it becomes the old one, and the old one is
 * forgotten; what is asked for again in time moves back. That costs nothing on a hit, where a list ordered by use would.
 */
export interface Memo<T> {
  get(key: string): T | undefined;
  /** @param weight rough size of `value` in characters, beyond that of the key */
  set(key: string, value: T, weight: number): void;
}

/** @param limit characters that one generation may hold */
export function createMemo<T>(limit: number): Memo<T> {
  let young = new Map<string, { value: T; weight: number }>();
  let old = new Map<string, { value: T; weight: number }>();
  let held = 0;

  function set(key: string, value: T, weight: number): void {
    const cost = key.length + weight;
    if (cost > limit / 8) return;
    if (held + cost > limit) {
      old = young;
      young = new Map();
      held = 0;
    }
    young.set(key, { value, weight });
    held += cost;
  }

  return {
    get: (key) => {
      const hit = young.get(key);
      if (hit) return hit.value;
      const aged = old.get(key);
      if (!aged) return undefined;
      set(key, aged.value, aged.weight);
      return aged.value;
    },
    set,
  };
}

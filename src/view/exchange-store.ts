/** Something that the store keeps, and how much memory it takes. */
export interface Kept<T> {
  readonly number: number;
  /** Grows with each change in the store; the newest change has the highest. */
  readonly revision: number;
  readonly value: T;
}

/** The last exchanges of a run. */
export interface ExchangeStore<T> {
  /** Adds an exchange or replaces the one of the same number. @param size bytes that it takes */
  put(number: number, value: T, size: number): void;
  get(number: number): Kept<T> | undefined;
  /** What has changed after a revision, in the order of the changes, up to `limit`. */
  since(revision: number, limit: number): readonly Kept<T>[];
  /** The newest revision. */
  readonly revision: number;
  /** Calls back after each change. @returns ends that */
  onChange(listener: () => void): () => void;
}

export interface StoreLimits {
  /** Exchanges to keep. */
  readonly count: number;
  /** Bytes to keep of all of them. */
  readonly bytes: number;
}

/** What a page can show at once, and memory that a mock may take for it. */
export const MAX_KEPT: StoreLimits = { count: 5000, bytes: 64 * 1024 * 1024 };

/**
 * Keeps the last exchanges within limits; the oldest are forgotten. A reader that was away asks for what has changed since, so
 * that the store is the only queue there is.
 */
export function createExchangeStore<T>(limits: StoreLimits = MAX_KEPT): ExchangeStore<T> {
  // In the order of changes: a map moves what is deleted and set again to its end.
  const kept = new Map<number, Kept<T> & { readonly size: number }>();
  const listeners = new Set<() => void>();
  let revision = 0;
  let bytes = 0;

  function forget(number: number): void {
    bytes -= kept.get(number)?.size ?? 0;
    kept.delete(number);
  }

  return {
    put: (number, value, size) => {
      forget(number);
      kept.set(number, { number, revision: ++revision, value, size });
      bytes += size;
      while (kept.size > 1 && (kept.size > limits.count || bytes > limits.bytes)) forget(kept.keys().next().value ?? 0);
      for (const listener of listeners) listener();
    },
    get: (number) => kept.get(number),
    since: (after, limit) => {
      const changed: Kept<T>[] = [];
      // The newest first, until what is known already; most readers are nearly up to date.
      for (const one of [...kept.values()].toReversed()) {
        if (one.revision <= after) break;
        changed.push(one);
      }
      return changed.toReversed().slice(0, limit);
    },
    get revision() {
      return revision;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

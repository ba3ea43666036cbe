/** Values that come when they come, read one by one. */
export interface EventQueue<T> extends AsyncIterable<T> {
  push(value: T): void;
  /** No more will come. */
  end(): void;
  /** No more will come, for a reason that the reader has to know. */
  fail(error: unknown): void;
}

/** For one reader. */
export function createEventQueue<T>(): EventQueue<T> {
  const waiting: T[] = [];
  let over: { readonly error?: unknown } | undefined;
  let wake: (() => void) | undefined;
  const nudge = (): void => {
    wake?.();
    wake = undefined;
  };
  return {
    push: (value) => {
      waiting.push(value);
      nudge();
    },
    end: () => {
      over ??= {};
      nudge();
    },
    fail: (error) => {
      over ??= { error };
      nudge();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) yield next;
        if (over && 'error' in over) throw over.error;
        if (over) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** What a program has written so far, and what waits for more. */
export interface Said {
  readonly text: () => string;
  readonly add: (text: string) => void;
  /** Resolves with the text that matches, as soon as it is there; rejects when the program ends first. */
  readonly says: (pattern: RegExp, ended: Promise<{ readonly code: number | null }>) => Promise<string>;
}

/** An empty record of output. */
export function createSaid(): Said {
  let said = '';
  const listeners = new Set<() => void>();
  const says: Said['says'] = (pattern, ended) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(said)?.[0];
        if (found === undefined) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
      ended.then(({ code }) => reject(new Error(`ended with ${code} before it said ${pattern}: ${said}`)), reject);
    });
  const add = (text: string): void => {
    said += text;
    for (const listener of listeners) listener();
  };
  return { text: () => said, add, says };
}

import type { Clock } from '../transports/clock.ts';

/** How entries are looked at, and waited for. */
export interface Watched<T> {
  readonly look: () => readonly T[];
  /** Calls back after each new entry. @returns ends that */
  readonly onAdd: (listener: () => void) => () => void;
}

/** Resolves as soon as there are so many entries, or when the time is over, with those that are there. */
export function awaitEntries<T>(
  { look, onAdd }: Watched<T>,
  wanted: number,
  timeout: number,
  clock: Clock,
): Promise<readonly T[]> | readonly T[] {
  const now = look();
  if (now.length >= wanted) return now;
  return new Promise((resolve) => {
    const done = (entries: readonly T[]): void => {
      cancel();
      release();
      resolve(entries);
    };
    const cancel = clock.at(clock.now() + timeout, () => done(look()));
    const release = onAdd(() => {
      const entries = look();
      if (entries.length >= wanted) done(entries);
    });
  });
}

import type { Clock } from '../../src/transports/clock.ts';

/** A clock that stands still until it is told to go on. */
export interface VirtualClock extends Clock {
  /** Runs, in order, what is due within the next `ms` milliseconds. */
  advance(ms: number): void;
  readonly pending: number;
}

export function createVirtualClock(): VirtualClock {
  let time = 0;
  let tasks: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => time,
    at: (at, run) => {
      const task = { at, run };
      tasks.push(task);
      return () => {
        tasks = tasks.filter((other) => other !== task);
      };
    },
    advance: (ms) => {
      const until = time + ms;
      for (;;) {
        const [next] = tasks.toSorted((a, b) => a.at - b.at);
        if (!next || next.at > until) break;
        tasks = tasks.filter((other) => other !== next);
        time = Math.max(time, next.at);
        next.run();
      }
      time = until;
    },
    get pending() {
      return tasks.length;
    },
  };
}

import type { Clock } from '../../src/transports/clock.ts';

interface Task {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock whose time passes when it is told to, all at once and in order: nobody waits, so nothing depends on the machine. */
export interface VirtualTime extends Clock {
  /** Lets everything happen that is due until then, or until `over` says that nobody cares any more. */
  runUntil(time: number, over: () => boolean): void;
}

export function createVirtualTime(): VirtualTime {
  let now = 0;
  let count = 0;
  let tasks: Task[] = [];
  const next = (): Task | undefined =>
    tasks.reduce<Task | undefined>(
      (first, task) =>
        !first || task.time < first.time || (task.time === first.time && task.order < first.order) ? task : first,
      undefined,
    );
  return {
    now: () => now,
    at: (time, run) => {
      const task = { time, order: count++, run };
      tasks.push(task);
      return () => {
        tasks = tasks.filter((other) => other !== task);
      };
    },
    runUntil: (until, over) => {
      for (let task = next(); task && task.time <= until && !over(); task = next()) {
        const due = task;
        tasks = tasks.filter((other) => other !== due);
        now = Math.max(now, due.time);
        due.run();
      }
      if (!over()) now = Math.max(now, until);
    },
  };
}

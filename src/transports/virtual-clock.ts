import type { Clock } from './clock.ts';

/** A clock whose time passes without waiting, created by {@link virtualClock}. */
export interface VirtualClock extends Clock {
  /** Advances the clock by a number of milliseconds and runs everything that is due. */
  advance(ms: number): Promise<void>;
  /** Number of waiting tasks. */
  readonly pending: number;
}

/** Options of {@link virtualClock}. */
export interface VirtualClockOptions {
  /** Whether time passes only with {@link VirtualClock.advance}. Default false: it jumps ahead whenever all tasks are waiting. */
  readonly manual?: boolean;
}

interface Task {
  readonly time: number;
  readonly run: () => void;
}

// Taken when the module loads, before a test can replace them. Browsers have no setImmediate.
const { setImmediate: immediate, setTimeout: timeout } = globalThis;
const turn = (then: () => void): unknown => (immediate === undefined ? timeout(then, 0) : immediate(then));

/**
 * A clock for tests that starts at 0. Responses keep their timing without taking real time: a one-minute stream
 * ends within milliseconds. The event loop runs once between two points in time, so a reader in the same process
 * gets each piece at the clock time at which it was sent.
 *
 * @example
 * const clock = virtualClock();
 * const mock = createMock({ speed: 'realistic', clock });
 * @example
 * const clock = virtualClock({ manual: true });
 * await clock.advance(500); // the first half second of every active response
 */
export function virtualClock({ manual = false }: VirtualClockOptions = {}): VirtualClock {
  let time = 0;
  let tasks: Task[] = [];
  let turning = false;

  function runNext(): void {
    const [next] = tasks;
    if (!next) return;
    tasks = tasks.slice(1);
    time = Math.max(time, next.time);
    next.run();
  }

  function pass(): void {
    if (manual || turning || tasks.length === 0) return;
    turning = true;
    turn(() => {
      turning = false;
      runNext();
      pass();
    });
  }

  async function advance(ms: number): Promise<void> {
    const until = time + ms;
    // What was just asked for has to reach the clock first.
    await new Promise<void>((resolve) => void turn(resolve));
    while (tasks[0] && tasks[0].time <= until) {
      runNext();
      await new Promise<void>((resolve) => void turn(resolve));
    }
    time = Math.max(time, until);
  }

  return {
    now: () => time,
    at: (due, run) => {
      const task = { time: due, run };
      const place = tasks.findIndex((other) => other.time > due);
      tasks = place < 0 ? [...tasks, task] : tasks.toSpliced(place, 0, task);
      pass();
      return () => {
        tasks = tasks.filter((other) => other !== task);
      };
    },
    advance,
    get pending() {
      return tasks.length;
    },
  };
}

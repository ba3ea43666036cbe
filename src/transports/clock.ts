/** Time as an argument: tests hand in a virtual one. */
export interface Clock {
  /** Milliseconds since some fixed moment, never going back. */
  now(): number;
  /**
   * Runs `task` once, when {@link now} has reached `time`.
   *
   * @returns cancels the task
   */
  at(time: number, task: () => void): () => void;
}

interface Slot {
  task: (() => void) | undefined;
}

const now = (): number => performance.now();

/** While so few moments are waited for, the next of them is worth looking up, so that nothing ticks for nothing. */
const FEW = 16;

/** The timer has gone off, and the tasks are running. */
const RUNNING = -Infinity;

/**
 * The real clock. All waiting tasks share one timer that ticks each millisecond while there are many, and each task is kept
 * in the bucket of its deadline: a thousand paced streams cost one timer instead of a thousand, and lateness does not add up.
 *
 * It asks for `performance.now` and `setTimeout` each time anew, so that it follows the fake timers of a test.
 */
export function createWheelClock(): Clock {
  const buckets = new Map<number, Slot[]>();
  let pending = 0;
  let reached = 0;
  /** When the timer goes off. */
  let waking = Infinity;
  let disarm: (() => void) | undefined;
  let armedWith: typeof setTimeout | undefined;

  function runBucket(time: number): void {
    const bucket = buckets.get(time);
    if (!bucket) return;
    buckets.delete(time);
    for (const slot of bucket) {
      const { task } = slot;
      if (!task) continue;
      slot.task = undefined;
      pending--;
      task();
    }
  }

  function arm(time: number): void {
    disarm?.();
    waking = time;
    armedWith = setTimeout;
    const timer = setTimeout(tick, Math.ceil(time - now()));
    const clear = clearTimeout;
    disarm = () => clear(timer);
  }

  function nextWaking(): number {
    const soon = reached + 1;
    if (buckets.size > FEW) return soon;
    let next = Infinity;
    for (const time of buckets.keys()) if (time < next) next = time;
    return Math.max(next, soon);
  }

  function tick(): void {
    const until = Math.floor(now());
    disarm = undefined;
    // Tasks that are added from here on need no timer of their own: one is set below.
    waking = RUNNING;
    // After a long pause most of the milliseconds are empty; walking the buckets is cheaper than walking the time.
    if (until - reached > buckets.size + FEW) {
      const due = [...buckets.keys()].filter((time) => time <= until).sort((a, b) => a - b);
      for (const time of due) runBucket(time);
    } else {
      for (let time = reached + 1; time <= until; time++) runBucket(time);
    }
    reached = Math.max(reached, until);
    if (pending > 0) arm(nextWaking());
    else sleep();
  }

  function sleep(): void {
    disarm?.();
    disarm = undefined;
    buckets.clear();
    waking = Infinity;
  }

  return {
    now,
    at: (time, task) => {
      // Between two ways of telling time, that of the test and the real one, only the present moment is known.
      const switched = disarm !== undefined && armedWith !== setTimeout;
      if (pending === 0 || switched) reached = Math.floor(now());
      const bucket = Math.max(Math.ceil(time), reached + 1);
      const slot: Slot = { task };
      const slots = buckets.get(bucket);
      if (slots) slots.push(slot);
      else buckets.set(bucket, [slot]);
      pending++;
      if (bucket < waking || switched) arm(bucket);
      return () => {
        if (!slot.task) return;
        slot.task = undefined;
        pending--;
        // Nobody waits any more, and a process should not either.
        if (pending === 0 && waking !== RUNNING) sleep();
      };
    },
  };
}

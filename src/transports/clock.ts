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

/**
 * The real clock. All waiting tasks share one timer that ticks each millisecond while there are any, and each task is kept
 * in the bucket of its deadline: a thousand paced streams cost one timer instead of a thousand, and lateness does not add up.
 */
export function createWheelClock(): Clock {
  const buckets = new Map<number, Slot[]>();
  let pending = 0;
  let reached = 0;
  let ticking = false;

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

  function tick(): void {
    const until = Math.floor(now());
    // After a long pause most of the milliseconds are empty; walking the buckets is cheaper than walking the time.
    if (until - reached > buckets.size + 16) {
      const due = [...buckets.keys()].filter((time) => time <= until).sort((a, b) => a - b);
      for (const time of due) runBucket(time);
    } else {
      for (let time = reached + 1; time <= until; time++) runBucket(time);
    }
    reached = Math.max(reached, until);
    if (pending > 0) setTimeout(tick, 1);
    else ticking = false;
  }

  function start(): void {
    if (ticking) return;
    ticking = true;
    reached = Math.floor(now());
    setTimeout(tick, 1);
  }

  return {
    now,
    at: (time, task) => {
      start();
      const bucket = Math.max(Math.ceil(time), reached + 1);
      const slot: Slot = { task };
      const slots = buckets.get(bucket);
      if (slots) slots.push(slot);
      else buckets.set(bucket, [slot]);
      pending++;
      return () => {
        if (!slot.task) return;
        slot.task = undefined;
        pending--;
      };
    },
  };
}

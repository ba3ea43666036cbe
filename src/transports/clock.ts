/** A source of time; tests pass a virtual one. */
export interface Clock {
  /** Milliseconds since a fixed point in time; never decreases. */
  now(): number;
  /**
   * Runs `task` once when {@link now} reaches `time`.
   *
   * @returns a function that cancels the task
   */
  at(time: number, task: () => void): () => void;
}

/**
 * A task in its place on the wheel. A class, because V8 comes to take an object literal at this place for long-lived, and
 * then makes each of twenty thousand a second where only a full collection finds it.
 */
class Slot {
  /** Whole milliseconds. */
  readonly time: number;
  task: (() => void) | undefined;
  /** The next one of the same place. */
  next: Slot | undefined = undefined;

  constructor(time: number, task: () => void) {
    this.time = time;
    this.task = task;
  }
}

const now = (): number => performance.now();

/** Places of the wheel, a millisecond each: more than most waits of a stream, so that few slots are passed by. */
const PLACES = 512;

/** While so few moments are waited for, the next of them is worth looking up, so that nothing ticks for nothing. */
const FEW = 16;

/** The timer has gone off, and the tasks are running. */
const RUNNING = -Infinity;

/** The slots of each millisecond, and of those a whole turn later, in the order in which they came. */
function createWheel() {
  const heads: (Slot | undefined)[] = Array.from({ length: PLACES }, () => undefined);
  const tails = [...heads];
  let filled = 0;

  const placeOf = (time: number): number => ((time % PLACES) + PLACES) % PLACES;

  function add(slot: Slot): void {
    const place = placeOf(slot.time);
    const tail = tails[place];
    if (tail) tail.next = slot;
    else {
      heads[place] = slot;
      filled++;
    }
    tails[place] = slot;
  }

  /** Empties a place; what is not due yet goes back. */
  function take(place: number, until: number): Slot[] {
    const due: Slot[] = [];
    let slot = heads[place];
    if (!slot) return due;
    heads[place] = undefined;
    tails[place] = undefined;
    filled--;
    while (slot) {
      const { next }: Slot = slot;
      slot.next = undefined;
      if (slot.time <= until) due.push(slot);
      else if (slot.task) add(slot);
      slot = next;
    }
    return due;
  }

  /** The moment of the next task. */
  function next(): number {
    let first = Infinity;
    for (const head of heads) {
      for (let slot = head; slot; slot = slot.next) if (slot.task && slot.time < first) first = slot.time;
    }
    return first;
  }

  return {
    add,
    next,
    /** Takes what is due at `time`; what was due before has been taken. */
    take: (time: number) => take(placeOf(time), time),
    /** Takes all that is due, in order. */
    takeAll: (until: number) =>
      heads.flatMap((_, place) => take(place, until)).sort((a: Slot, b: Slot) => a.time - b.time),
    clear: () => {
      heads.fill(undefined);
      tails.fill(undefined);
      filled = 0;
    },
    get filled() {
      return filled;
    },
  };
}

/**
 * The real clock. All waiting tasks share one timer that ticks each millisecond while there are many, and each task is kept
 * in the place of its deadline: a thousand paced streams cost one timer instead of a thousand, and lateness does not add up.
 *
 * It looks up `performance.now` and `setTimeout` each time, so that it follows the fake timers of a test.
 */
export function createWheelClock(): Clock {
  const wheel = createWheel();
  let pending = 0;
  let reached = 0;
  /** When the timer goes off. */
  let waking = Infinity;
  let disarm: (() => void) | undefined;
  let armedWith: typeof setTimeout | undefined;

  function run(due: readonly Slot[]): void {
    for (const slot of due) {
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
    const timer = setTimeout(tick, Math.max(0, Math.ceil(time - now())));
    const clear = clearTimeout;
    disarm = () => clear(timer);
  }

  function nextWaking(): number {
    const soon = reached + 1;
    return wheel.filled > FEW ? soon : Math.max(wheel.next(), soon);
  }

  function tick(): void {
    const until = Math.floor(now());
    disarm = undefined;
    // Tasks that are added from here on need no timer of their own: one is set below.
    waking = RUNNING;
    // After a long pause most of the milliseconds are empty; looking at all places is cheaper than walking the time.
    if (until - reached >= PLACES) {
      const due = wheel.takeAll(until);
      reached = until;
      run(due);
    } else {
      while (reached < until) {
        reached++;
        run(wheel.take(reached));
      }
    }
    if (pending > 0) arm(nextWaking());
    else sleep();
  }

  function sleep(): void {
    disarm?.();
    disarm = undefined;
    wheel.clear();
    waking = Infinity;
  }

  return {
    now,
    at: (time, task) => {
      // Between two ways of telling time, that of the test and the real one, only the present moment is known.
      const switched = disarm !== undefined && armedWith !== setTimeout;
      if (pending === 0 || switched) reached = Math.floor(now());
      const slot = new Slot(Math.max(Math.ceil(time), reached + 1), task);
      wheel.add(slot);
      pending++;
      if (slot.time < waking || switched) arm(slot.time);
      return () => {
        if (!slot.task) return;
        slot.task = undefined;
        pending--;
        // No task is waiting, so the timer must not keep the process alive.
        if (pending === 0 && waking !== RUNNING) sleep();
      };
    },
  };
}

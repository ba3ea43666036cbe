// Taken at once: a test may have replaced them by the time they are needed.
const later = globalThis.setImmediate;
const now = (): number => performance.now();

/** After so long, what else waits for the event loop goes first. */
const MAX_TURN_MS = 20;

/**
 * Does jobs at once while a turn of the event loop is young, and the others in later turns, in order: requests that come together
 * would otherwise be one long turn, in which no stream continues and no other request is read.
 */
function createTurns(): (job: () => void) => void {
  const waiting: (() => void)[] = [];
  let began: number | undefined;

  function isLate(): boolean {
    if (began !== undefined) return now() - began > MAX_TURN_MS;
    began = now();
    later(begin);
    return false;
  }

  function begin(): void {
    began = undefined;
    while (waiting.length > 0 && !isLate()) waiting.shift()?.();
  }

  return (job) => {
    if (waiting.length > 0 || isLate()) waiting.push(job);
    else job();
  };
}

/** Of the event loop, of which there is one, however many servers there are. */
export const inTurn: (job: () => void) => void = createTurns();

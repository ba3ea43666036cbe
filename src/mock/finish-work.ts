/** Steps that are made without a rest: most work has one. */
const STEPS_AT_ONCE = 8;

/**
 * Makes all steps of a piece of work. Where there are many, others get their turn in between, so that nothing waits for a long
 * response to another client.
 *
 * @param pause resolves when the others have had their turn; without it all is done at once
 */
export function finishWork<T>(work: Generator<undefined, T>, pause?: () => Promise<void>): T | Promise<T> {
  for (let step = 0; step < (pause ? STEPS_AT_ONCE : Infinity); step++) {
    const { done, value } = work.next();
    if (done) return value;
  }
  return finishSlowly(work, pause ?? (() => Promise.resolve()));
}

async function finishSlowly<T>(work: Generator<undefined, T>, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- the pause is the point
    await pause();
    const { done, value } = work.next();
    if (done) return value;
  }
}

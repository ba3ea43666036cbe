// Taken at once: a test may have replaced it by the time it is needed.
const next: ((then: () => void) => unknown) | undefined = globalThis.setImmediate ?? globalThis.setTimeout;

/** Resolves when the event loop has gone round once, so that whatever else has come in was served. */
export const pause = (): Promise<void> => new Promise((resolve) => void next(resolve));

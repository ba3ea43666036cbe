/** Runs an action and keeps its exit code, since commander itself knows only success and throwing. */
export type Run = (action: () => Promise<number>) => Promise<void>;

import type { CommandContext } from './command-context.ts';

/** Runs an action and keeps its exit code, since commander itself knows only success and throwing. */
export type Run = (action: (context: CommandContext) => Promise<number>) => Promise<void>;

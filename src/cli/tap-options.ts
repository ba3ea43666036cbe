import type { ConnectionOptions } from './connection-options.ts';
import type { LogFormat } from './log-line.ts';

/** Options of `starmock tap`, parsed. */
export interface TapCommandOptions extends ConnectionOptions {
  readonly upstream?: string;
  readonly port?: number;
  readonly host: string;
  readonly allowHost: readonly string[];
  /** Name of the variable that holds the key to send. */
  readonly apiKeyEnv?: string;
  readonly log?: LogFormat;
  readonly config?: string | false;
  readonly printConfig: boolean;
}

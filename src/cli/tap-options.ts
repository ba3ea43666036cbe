import type { ConnectionOptions } from './connection-options.ts';
import type { LogFormat } from './log-line.ts';
import type { VerifyCommandOptions } from './verify-options.ts';

type BaselineOptions = Pick<
  VerifyCommandOptions,
  'baseline' | 'updateBaseline' | 'reason' | 'expires' | 'strictBaseline' | 'failOn'
>;

/** Options of `starmock tap`, parsed. */
export interface TapCommandOptions extends ConnectionOptions, BaselineOptions {
  readonly upstream?: string;
  readonly port?: number;
  readonly host: string;
  readonly allowHost: readonly string[];
  /** Name of the variable that holds the key to send. */
  readonly apiKeyEnv?: string;
  /** Folder of cassettes. */
  readonly record?: string;
  readonly ui: boolean;
  /** Port of the metrics. */
  readonly metricsPort?: number;
  readonly log?: LogFormat;
  readonly fault: readonly string[];
  readonly faultRate: number;
  /** Comma-separated steps. */
  readonly faultScript?: string;
  readonly seed: string;
  readonly judge: boolean;
  readonly profile?: string;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly minSamples?: number;
  /** Files. */
  readonly report: readonly string[];
  readonly config?: string | false;
  readonly printConfig: boolean;
}

import type { Timeouts } from '../verify/client/client.ts';
import type { Suite } from '../verify/checks/suites.ts';
import type { VerifiedEndpoint } from '../verify/verified-endpoint.ts';
import type { ConnectionOptions } from './connection-options.ts';

/** Where a report goes: a file, or standard output where no file is named. */
export type ReportTarget = string | true;

/** Options of `starmock verify`, parsed. */
export interface VerifyCommandOptions extends ConnectionOptions {
  readonly baseUrl?: string;
  readonly endpoint?: VerifiedEndpoint;
  readonly model: readonly string[];
  readonly suite?: Suite;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly profile?: string;
  /** Name of the variable that holds the key. */
  readonly apiKeyEnv?: string;
  readonly plan: boolean;
  readonly budget: number;
  readonly samples: Readonly<Record<string, number>>;
  readonly concurrency: number;
  readonly timeout: Partial<Timeouts>;
  /** Milliseconds. */
  readonly deadline?: number;
  /** Values may be `$NAME`, which stands for a variable of the environment. */
  readonly header: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly userAgent?: string;
  readonly honestProbes: boolean;
  readonly baseline: string;
  readonly updateBaseline: boolean;
  readonly reason?: string;
  readonly expires?: string;
  readonly strictBaseline: boolean;
  readonly failOn: 'must' | 'should' | 'may';
  readonly record?: string;
  readonly replay?: string;
  readonly nonce?: string;
  readonly json?: ReportTarget;
  readonly junit?: string;
  readonly sarif?: string;
  readonly markdown?: string;
  readonly html?: string;
  readonly badge?: string;
  readonly har?: string;
  readonly verbose: boolean;
}

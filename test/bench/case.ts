import type { Client } from './client.ts';
import type { Machine } from './machine.ts';
import type { Row } from './row.ts';

/** What a case has to work with. */
export interface BenchContext {
  readonly machine: Machine;
  readonly client: Client;
  /** Fewer and shorter rounds: a look, not a verdict. */
  readonly quick: boolean;
}

/** One row of the requirements on speed. */
export interface BenchCase {
  readonly name: string;
  readonly title: string;
  run(context: BenchContext): Promise<readonly Row[]>;
}

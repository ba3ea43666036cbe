import { parentPort, workerData } from 'node:worker_threads';
import { CLEAN_SETUPS, runClean, runFaults, shardOf, type CleanRow } from './matrix.ts';

/** What a worker is told. */
export interface Shard {
  readonly shard: number;
  readonly of: number;
}

const { shard, of } = workerData as Shard;
const clean: CleanRow[] = [];
for (const setup of CLEAN_SETUPS.filter((_, index) => index % of === shard)) clean.push(await runClean(setup));
const rows = await runFaults(shardOf(shard, of));
// A thread has no origin.
// oxlint-disable-next-line require-post-message-target-origin
parentPort?.postMessage({ rows, clean });

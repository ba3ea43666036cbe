import { parentPort, workerData } from 'node:worker_threads';
import { CLEAN_SEEDS, runClean, runFaults, shardOf, type CleanRow } from './matrix.ts';

/** What a worker is told. */
export interface Shard {
  readonly shard: number;
  readonly of: number;
}

const { shard, of } = workerData as Shard;
const clean: CleanRow[] = [];
for (const seed of CLEAN_SEEDS.filter((_, index) => index % of === shard)) {
  clean.push(await runClean(seed, 0), await runClean(seed, 1));
}
const rows = await runFaults(shardOf(shard, of));
// A thread has no origin.
// oxlint-disable-next-line require-post-message-target-origin
parentPort?.postMessage({ rows, clean });

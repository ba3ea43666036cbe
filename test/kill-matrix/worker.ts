import { parentPort, workerData } from 'node:worker_threads';
import { CHAT_FAULTS } from '../../src/faults/catalogue.ts';
import {
  openaiExtent,
  runClean,
  runFaults,
  sampledFaults,
  sampleExtent,
  shardOf,
  WHOLE,
  type CleanRow,
} from './matrix.ts';

/** What a worker is told. */
export interface Shard {
  readonly shard: number;
  readonly of: number;
  /** Which sample of the matrix; all of it where there is none. */
  readonly sample?: number;
  /** All of it with this profile alone; default: the faults with the default profile, and with others what it does not promise. */
  readonly profile?: 'openai';
}

const { shard, of, sample, profile } = workerData as Shard;
const extent = profile === 'openai' ? await openaiExtent() : sample === undefined ? WHOLE : sampleExtent(sample);
const clean: CleanRow[] = [];
for (const setup of extent.clean.filter((_, index) => index % of === shard)) clean.push(await runClean(setup));
const faults = sample === undefined ? CHAT_FAULTS : sampledFaults(sample);
const rows = await runFaults(shardOf(shard, of, faults), extent);
// A thread has no origin.
// oxlint-disable-next-line require-post-message-target-origin
parentPort?.postMessage({ rows, clean });

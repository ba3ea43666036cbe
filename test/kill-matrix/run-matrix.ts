import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CHAT_FAULTS } from '../../src/faults/catalogue.ts';
import type { CleanRow, FaultRow } from './matrix.ts';
import type { Shard } from './worker.ts';

/** Everything that was found out. */
export interface Matrix {
  /** In the order of the catalogue. */
  readonly rows: readonly FaultRow[];
  /** By profile, pace and seed. */
  readonly clean: readonly CleanRow[];
}

function inWorker(shard: Shard): Promise<Matrix> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: shard });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`Failed to run the kill matrix: a worker ended with code ${code}`)));
  });
}

/**
 * Verifies the mock with every fault, and without any. Takes minutes, on all processors.
 *
 * @param part which part of the matrix; all of it if none is named
 */
export async function runMatrix(part: Pick<Shard, 'sample' | 'profile'> = {}): Promise<Matrix> {
  const of = Math.min(8, availableParallelism());
  const parts = await Promise.all(Array.from({ length: of }, (_, shard) => inWorker({ shard, of, ...part })));
  const rows = new Map(parts.flatMap((part) => part.rows).map((row) => [row.fault, row]));
  return {
    rows: CHAT_FAULTS.flatMap(({ name }) => rows.get(name) ?? []),
    clean: parts
      .flatMap((part) => part.clean)
      .toSorted(
        (a, b) =>
          b.profile.localeCompare(a.profile) ||
          a.pace - b.pace ||
          a.seed.localeCompare(b.seed, 'en', { numeric: true }),
      ),
  };
}

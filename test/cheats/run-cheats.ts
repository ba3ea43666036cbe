import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CHAT_FAULTS } from '../../src/faults/catalogue.ts';
import { faultClass } from '../../src/faults/fault-classes.ts';
import type { Fault } from '../../src/faults/fault.ts';
import { strengthsOf } from './strengths.ts';
import type { Done, Task } from './worker.ts';

/** The cheats of the catalogue. */
export const CHEATS: readonly Fault[] = CHAT_FAULTS.filter((fault) => faultClass(fault) === 'cheat');

function inWorker(tasks: readonly Task[]): Promise<readonly Done[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: tasks });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`Failed to try cheats: a worker ended with code ${code}`)));
  });
}

/** Tries cheats at all their strengths with all seeds, on all processors. */
export async function runCheats(cheats: readonly Fault[], seeds: readonly string[]): Promise<readonly Done[]> {
  const tasks = cheats.flatMap((fault) =>
    strengthsOf(fault).flatMap((cheat) => seeds.map((seed): Task => ({ fault: fault.name, cheat, seed }))),
  );
  const of = availableParallelism();
  const parts = await Promise.all(
    Array.from({ length: of }, (_, shard) => inWorker(tasks.filter((_task, index) => index % of === shard))),
  );
  return parts.flat();
}

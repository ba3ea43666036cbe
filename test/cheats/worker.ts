import { parentPort, workerData } from 'node:worker_threads';
import { CHAT_FAULTS } from '../../src/faults/catalogue.ts';
import { tryCheat, type Tried } from './try-cheat.ts';

/** One run: a cheat with its strength, and a seed. */
export interface Task {
  readonly fault: string;
  readonly cheat: string;
  readonly seed: string;
}

/** A task with what became of it. */
export interface Done extends Task, Tried {}

const done: Done[] = [];
for (const task of workerData as readonly Task[]) {
  const fault = CHAT_FAULTS.find(({ name }) => name === task.fault);
  // oxlint-disable-next-line no-await-in-loop
  if (fault) done.push({ ...task, ...(await tryCheat(fault, task.cheat, task.seed)) });
}
// A thread has no origin.
// oxlint-disable-next-line require-post-message-target-origin
parentPort?.postMessage(done);

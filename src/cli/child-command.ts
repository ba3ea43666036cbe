import type { ChildProcess } from 'node:child_process';
import { StarmockError } from '../contract/errors.ts';

/** A program to run, and its arguments. */
export type ChildCommand = readonly [program: string, ...args: string[]];

/** Runs a program with the streams of this process; resolves with its exit code. @throws StarmockError BAD_OPTION */
export type RunCommand = (command: ChildCommand, env: Readonly<Record<string, string>>) => Promise<number>;

/** Shells report a program that a signal ended in this way. */
const SIGNALED = 128;

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'command not found',
  EACCES: 'permission denied',
};

function cannotRun([program]: ChildCommand, error: NodeJS.ErrnoException): StarmockError {
  const cause = CAUSES[error.code ?? ''] ?? error.message;
  return new StarmockError('BAD_OPTION', `Cannot run "${program}": ${cause}`, { program }, { cause: error });
}

/**
 * Waits for a program to end.
 *
 * @param numbers of signals, by name
 * @returns its exit code, or 128 and the number of the signal that ended it
 * @throws StarmockError BAD_OPTION if it cannot be started
 */
export function exitCodeOf(
  child: ChildProcess,
  command: ChildCommand,
  numbers: Readonly<Partial<Record<NodeJS.Signals, number>>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(cannotRun(command, error)));
    child.once('close', (code, signal) => resolve(code ?? SIGNALED + (numbers[signal ?? 'SIGKILL'] ?? 0)));
  });
}

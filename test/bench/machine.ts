import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';

/** What the figures of a run depend on. */
export interface Machine {
  readonly node: string;
  readonly cpus: number;
  /** Runnable processes of all programs, averaged over the last minute. */
  readonly load: number;
  /** Whether server and client can be kept on a CPU each. */
  readonly pinning: boolean;
  /** Open files that a process may have. */
  readonly openFiles: number;
}

const runs = (command: string, args: readonly string[]): string | undefined => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
};

export function inspectMachine(): Machine {
  const count = cpus().length;
  const files = Number(runs('/bin/sh', ['-c', 'ulimit -n'])?.trim());
  return {
    node: process.version,
    cpus: count,
    load: loadavg()[0] ?? 0,
    pinning: count > 1 && runs('taskset', ['-c', '0', 'true']) !== undefined,
    openFiles: Number.isFinite(files) ? files : 1_000_000,
  };
}

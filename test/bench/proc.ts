import { readdirSync, readFileSync } from 'node:fs';

/**
 * Processor time of a process in microseconds, all threads together: the garbage collector's helpers count too.
 * `schedstat` is in nanoseconds, where `stat` has ticks of 10 ms.
 */
export function cpuMicros(pid: number): number {
  let nanos = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    nanos += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]);
  }
  return nanos / 1000;
}

/** Memory of a process in bytes. */
export function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
  return Number(line?.[1]) * 1024;
}

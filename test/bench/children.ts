import { spawn, type ChildProcess } from 'node:child_process';

/** CPU of the servers, and of everything that asks them. */
export const SERVER_CPU = 0;
export const CLIENT_CPU = 1;

/** Only what was started here is ever ended, by its handle. */
const running = new Set<ChildProcess>();

export interface StartOptions {
  /** Keeps the process on one CPU; `undefined` where that is not possible or not wanted. */
  readonly cpu: number | undefined;
  readonly ipc?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a Node program. `taskset` replaces itself by it, so the child's pid is the program's own. */
export function startNode(args: readonly string[], { cpu, ipc = false, env = {} }: StartOptions): ChildProcess {
  const [command, ...rest] =
    cpu === undefined ? [process.execPath, ...args] : ['taskset', '-c', String(cpu), process.execPath, ...args];
  const child = spawn(command ?? '', rest, {
    stdio: ['ignore', 'pipe', 'inherit', ...(ipc ? ['ipc' as const] : [])],
    env: { ...process.env, ...env },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Resolves with the first thing that a program prints. */
export function firstOutput(child: ChildProcess, limit = 20_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`Nothing was printed in ${limit} ms`)), limit);
    child.stdout?.once('data', (data: Buffer) => {
      clearTimeout(late);
      resolve(data.toString());
      // Whatever follows must not fill the pipe.
      child.stdout?.resume();
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The process ended with code ${code} before it printed anything`));
    });
  });
}

/** Ends a child: kindly first, then for sure. */
export function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), 2000);
    child.once('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill(signal);
  });
}

export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((child) => stop(child)));
}

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

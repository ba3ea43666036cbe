import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url));

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that a test has started and has to end. */
export interface Running {
  readonly pid: number;
  /** What it has written to standard output so far. */
  readonly stdout: () => string;
  /** Resolves with the text that matches, as soon as standard output has it; rejects when the process ends first. */
  readonly says: (pattern: RegExp) => Promise<string>;
  readonly ended: Promise<Ended>;
  readonly signal: (name: 'SIGINT' | 'SIGTERM' | 'SIGKILL') => void;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Added to an environment that has no colors and no `PORT`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which the process is killed. */
  readonly limit?: number;
}

function environment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  // Node colors nothing where `CI` is set, terminal or not.
  const { PORT: _port, FORCE_COLOR: _force, NODE_OPTIONS: _options, CI: _ci, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1', ...added };
}

/** Starts a program. It is killed after `limit` milliseconds (default 120 s), so that no test leaves one behind. */
export function start(command: string, args: readonly string[], options: RunOptions = {}): Running {
  const child = spawn(command, args, {
    cwd: options.cwd ?? ROOT,
    env: environment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), options.limit ?? 120_000);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...said });
    });
  });
  const says = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(said.stdout)?.[0];
        if (found === undefined) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
      ended.then(({ code, stdout, stderr }) => {
        reject(new Error(`${command} ended with ${code} before it said ${pattern}: ${stdout}${stderr}`));
      }, reject);
    });
  return {
    pid: child.pid ?? -1,
    stdout: () => said.stdout,
    says,
    ended,
    signal: (name) => void child.kill(name),
  };
}

/** Starts the built command line, as a user would. */
export function startCli(args: readonly string[], options?: RunOptions): Running {
  if (!existsSync(`${ROOT}/dist/cli.cjs`)) {
    throw new Error('dist/cli.cjs is missing: run "npm run build" before the tests ("npm test" does)');
  }
  return start(process.execPath, [`${ROOT}/bin/starmock.js`, ...args], options);
}

/** Runs the built command line to its end. */
export function runCli(args: readonly string[], options?: RunOptions): Promise<Ended> {
  return startCli(args, { limit: 30_000, ...options }).ended;
}

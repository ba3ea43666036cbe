import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSaid } from './said.ts';

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
  /** Milliseconds after which the process is killed, so that no test leaves one behind; far more than any takes. */
  readonly limit?: number;
}

function environment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  // Node colors nothing where `CI` is set, terminal or not.
  const { PORT: _port, FORCE_COLOR: _force, NODE_OPTIONS: _options, CI: _ci, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1', ...added };
}

/** Starts a program. */
export function start(command: string, args: readonly string[], options: RunOptions = {}): Running {
  const child = spawn(command, args, {
    cwd: options.cwd ?? ROOT,
    env: environment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: createSaid(), stderr: createSaid() };
  for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', said[name].add);
  const timer = setTimeout(() => child.kill('SIGKILL'), options.limit ?? 300_000);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout: said.stdout.text(), stderr: said.stderr.text() });
    });
  });
  return {
    pid: child.pid ?? -1,
    stdout: said.stdout.text,
    says: (pattern) => said.stdout.says(pattern, ended),
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
  return startCli(args, options).ended;
}

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { exitCodeOf, type RunCommand } from '../../src/cli/child-command.ts';
import type { CommandContext, Output } from '../../src/cli/command-context.ts';
import { runProgram } from '../../src/cli/program.ts';
import { createPaint } from '../../src/verify/reporters/paint.ts';
import { ROOT, type Ended } from './cli.ts';
import { createSaid, type Said } from './said.ts';

/** What a command line is run with. */
export interface ProgramOptions {
  readonly cwd?: string;
  /** The whole environment: nothing of the process that runs the tests is seen. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Shows colors, as a terminal does. */
  readonly colors?: boolean;
  /** Columns of the terminal. */
  readonly width?: number;
}

/** A command line that runs in this process. */
export interface RunningProgram {
  /** What it has written to standard output so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly says: (pattern: RegExp) => Promise<string>;
  readonly ended: Promise<Ended>;
  /** Does what Ctrl-C does. */
  readonly stop: () => void;
}

const outputTo = ({ add }: Said, { colors = false, width }: ProgramOptions): Output => ({
  write: add,
  paint: createPaint(colors),
  terminal: false,
  ...(width === undefined ? {} : { width }),
});

/** Runs programs with the streams and the environment of the test. */
const runCommandWith =
  (streams: Readonly<Record<'stdout' | 'stderr', Said>>, cwd: string, env: ProgramOptions['env']): RunCommand =>
  (command, added) => {
    const [name, ...args] = command;
    const child = spawn(name, args, { cwd, env: { PATH: process.env['PATH'], ...env, ...added } });
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', streams[stream].add);
    return exitCodeOf(child, command, constants.signals);
  };

/** Starts the command line in this process. A server that it opens ends with the test. */
export function startProgram(args: readonly string[], options: ProgramOptions = {}): RunningProgram {
  const { cwd = ROOT, env = {}, stdin = '' } = options;
  const [stdout, stderr] = [createSaid(), createSaid()];
  const listeners = new Set<() => void>();
  const context: CommandContext = {
    stdout: outputTo(stdout, options),
    stderr: outputTo(stderr, options),
    stdin: () => stdin,
    env,
    fileAt: (file) => path.resolve(cwd, file),
    onStop: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    runCommand: runCommandWith({ stdout, stderr }, cwd, env),
  };
  const ended = runProgram(args, context).then((code) => ({ code, stdout: stdout.text(), stderr: stderr.text() }));
  return {
    stdout: stdout.text,
    stderr: stderr.text,
    says: (pattern) => stdout.says(pattern, ended),
    ended,
    stop: () => {
      for (const listener of listeners) listener();
    },
  };
}

/** Runs the command line to its end, in this process. */
export const program = (args: readonly string[], options?: ProgramOptions): Promise<Ended> =>
  startProgram(args, options).ended;

/** Runs `serve` in this process until the test is over; resolves when it listens. */
export async function serving(
  args: readonly string[],
  options?: ProgramOptions,
): Promise<RunningProgram & { readonly url: string }> {
  const running = startProgram(['serve', ...args], options);
  onTestFinished(async () => {
    running.stop();
    running.stop();
    await running.ended;
  });
  return { ...running, url: await running.says(/http:\/\/[^\s"]+\/v1(?=[\s"])/) };
}

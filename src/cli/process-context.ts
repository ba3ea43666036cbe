import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { createPaint } from '../verify/reporters/paint.ts';
import { exitCodeOf, type RunCommand } from './child-command.ts';
import type { CommandContext, Output } from './command-context.ts';

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    // Node knows what a terminal, NO_COLOR and FORCE_COLOR come to, and tells it only in this way.
    paint: createPaint(styleText('bold', '', { stream }) !== ''),
    terminal: stream.isTTY,
    ...(stream.columns ? { width: stream.columns } : {}),
  };
}

function onStop(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

/** A terminal sends its own signals to the child as well, and a program that gets a second one may exit at once. */
const TERMINAL_SIGNALS: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT']);

const FORWARDED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

const runCommand: RunCommand = async (command, env) => {
  // Finds npm.cmd and the like on Windows, and quotes their arguments.
  const [{ default: spawn }, { constants }] = await Promise.all([import('cross-spawn'), import('node:os')]);
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const forward = (signal: NodeJS.Signals): void => {
    if (!(process.stdin.isTTY && TERMINAL_SIGNALS.has(signal))) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    return await exitCodeOf(child, command, constants.signals);
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
};

/** The process that runs the command line. */
export function processContext(): CommandContext {
  return {
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    stdin: () => readFileSync(0, 'utf8'),
    env: process.env,
    fileAt: (path) => path,
    onStop,
    runCommand,
  };
}

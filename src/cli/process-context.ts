import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { createPaint } from '../verify/reporters/paint.ts';
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

/** The process that runs the command line. */
export function processContext(): CommandContext {
  return {
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    stdin: () => readFileSync(0, 'utf8'),
    env: process.env,
    fileAt: (path) => path,
    onStop,
  };
}

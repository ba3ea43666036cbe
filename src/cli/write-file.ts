import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StarmockError } from '../contract/errors.ts';
import type { CommandContext } from './command-context.ts';

/** Recordings and reports contain prompts, which are private. */
export const PRIVATE = { mode: 0o600 } as const;

/** `EACCES: permission denied, open 'x'` without what the message around it says already. */
function causeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^[A-Z]+: (.*?),.*$/s, '$1');
}

/**
 * Runs what writes to a file.
 *
 * @param option that names the file
 * @throws StarmockError BAD_OPTION if the file cannot be written
 */
export function writing(option: string, path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new StarmockError(
      'BAD_OPTION',
      `${option}: cannot write ${path}: ${causeOf(error)}`,
      { path },
      { cause: error },
    );
  }
}

/** Making one that is there is an error of other words where it is no folder. */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
}

/** Makes sure that a file can be written, and makes its folders. What is in it stays. @throws StarmockError BAD_OPTION */
export function openFile(option: string, path: string, { fileAt }: Pick<CommandContext, 'fileAt'>): void {
  const file = fileAt(path);
  writing(option, path, () => {
    makeFolder(dirname(file));
    const isNew = !existsSync(file);
    closeSync(openSync(file, 'a'));
    // An empty file is no report, and no baseline either: a run that is broken off must not leave one.
    if (isNew) rmSync(file);
  });
}

/** @throws StarmockError BAD_OPTION */
export function writeFile(
  option: string,
  path: string,
  text: string,
  { fileAt }: Pick<CommandContext, 'fileAt'>,
): void {
  const file = fileAt(path);
  writing(option, path, () => {
    makeFolder(dirname(file));
    writeFileSync(file, text, PRIVATE);
  });
}

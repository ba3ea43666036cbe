import { readFileSync } from 'node:fs';
import { StarmockError, type StarmockErrorCode } from '../contract/errors.ts';
import type { CommandContext } from './command-context.ts';

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Reads a file that an option names.
 *
 * @param fileAt tells which file that is
 * @param what it is, for the message: `recording`
 * @throws StarmockError with the code given
 */
export function readTextFile(
  path: string,
  fileAt: CommandContext['fileAt'],
  what: string,
  code: StarmockErrorCode,
): string {
  try {
    return readFileSync(fileAt(path), 'utf8');
  } catch (error) {
    const cause = isMissing(error) ? 'no such file' : error instanceof Error ? error.message : String(error);
    throw new StarmockError(code, `Cannot read ${what} "${path}": ${cause}`, { path }, { cause: error });
  }
}

/** The same for a file that may be missing. @returns `undefined` where it is */
export function readTextFileIfThere(
  path: string,
  fileAt: CommandContext['fileAt'],
  what: string,
  code: StarmockErrorCode,
): string | undefined {
  try {
    return readTextFile(path, fileAt, what, code);
  } catch (error) {
    if (error instanceof StarmockError && isMissing(error.cause)) return undefined;
    throw error;
  }
}

import { StarmockError, type StarmockErrorCode } from '../contract/errors.ts';
import { printable } from '../verify/reporters/printable.ts';
import type { Output } from './command-context.ts';
import { EXIT } from './exit-codes.ts';

const EXIT_OF: Readonly<Record<StarmockErrorCode, number>> = {
  BAD_BASELINE: EXIT.usage,
  BAD_SCENARIO: EXIT.usage,
  BAD_OPTION: EXIT.usage,
  BAD_PROFILE: EXIT.usage,
  BAD_RECORDING: EXIT.usage,
  BAD_VOCABULARY: EXIT.failed,
  PORT_IN_USE: EXIT.unreachable,
  LISTEN_FAILED: EXIT.unreachable,
  CLOSED: EXIT.failed,
};

/**
 * Reports why a command failed: one line for an expected failure, the stack trace for a bug.
 *
 * @returns the exit code
 */
export function fail(error: unknown, stderr: Output): number {
  if (error instanceof StarmockError) {
    stderr.write(`${stderr.paint('red', 'error')}: ${printable(error.message)}\n`);
    return EXIT_OF[error.code];
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`${stderr.paint('red', 'internal error')}: ${printable(text)}\nThis is a bug in starmock.\n`);
  return EXIT.failed;
}

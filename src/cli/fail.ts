import { StarmockError, type StarmockErrorCode } from '../contract/errors.ts';
import { printable } from '../verify/reporters/printable.ts';
import { EXIT } from './exit-codes.ts';
import { paint } from './paint.ts';

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
 * Ends a command that cannot go on: one line for an expected failure, the stack for a bug.
 *
 * @returns the exit code
 */
export function fail(error: unknown): number {
  if (error instanceof StarmockError) {
    process.stderr.write(`${paint('red', 'error', process.stderr)}: ${printable(error.message)}\n`);
    return EXIT_OF[error.code];
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `${paint('red', 'internal error', process.stderr)}: ${printable(text)}\nThis is a bug of starmock.\n`,
  );
  return EXIT.failed;
}

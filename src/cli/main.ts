import { EXIT } from './exit-codes.ts';
import { processContext } from './process-context.ts';
import { runProgram } from './program.ts';

/**
 * Runs the command line and sets the exit code of the process.
 *
 * @param argv as `process.argv`
 */
export async function run(argv: readonly string[]): Promise<void> {
  // `starmock spec | head` is no failure: the reader has had enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
  const exit = await runProgram(argv.slice(2), processContext());
  process.exitCode = exit;
  // Commands that listened have ended what they started, but a client may still hold a connection open.
  if (exit === EXIT.interrupted) process.exit(exit);
}

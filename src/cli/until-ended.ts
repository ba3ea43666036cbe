import { counted } from '../verify/reporters/words.ts';
import type { ChildCommand } from './child-command.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import type { LogFormat } from './log-line.ts';

/** A server that a command runs. */
export interface RunningServer {
  /** Responses that are being sent. */
  readonly running: () => number;
  /** @param grace milliseconds after which active responses are cut off */
  close(grace?: number): Promise<void>;
  /** Called if the command that it is for has failed. */
  failed?(): void;
}

const waitingFor = (running: number, log: LogFormat): string =>
  log === 'json'
    ? `${JSON.stringify({ event: 'stopping', running })}\n`
    : `Waiting for ${counted(running, 'response')} to end; press Ctrl-C again to cut ${running === 1 ? 'it' : 'them'} off\n`;

/** Resolves with the exit code on a signal: the first lets active responses finish, the second exits at once. */
export function untilStopped(server: RunningServer, log: LogFormat, context: CommandContext): Promise<number> {
  return new Promise((resolve) => {
    let asked = false;
    const release = context.onStop(() => {
      if (asked) return resolve(EXIT.interrupted);
      asked = true;
      if (server.running() > 0 && log !== 'silent') context.stderr.write(waitingFor(server.running(), log));
      void server.close(Infinity).then(() => {
        release();
        resolve(EXIT.ok);
      });
    });
  });
}

/** Runs a command with the server in its environment; resolves with its exit code. */
export async function untilDone(
  server: RunningServer,
  command: ChildCommand,
  environment: Readonly<Record<string, string>>,
  { runCommand }: CommandContext,
): Promise<number> {
  try {
    const exit = await runCommand(command, environment);
    if (exit !== EXIT.ok) server.failed?.();
    return exit;
  } finally {
    await server.close(0);
  }
}

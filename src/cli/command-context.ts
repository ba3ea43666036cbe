import type { RunCommand } from './child-command.ts';
import type { Paint } from '../verify/reporters/paint.ts';

/** A stream that commands print to. */
export interface Output {
  write(text: string): void;
  /** Colors what this stream can show in color. */
  readonly paint: Paint;
  /** Whether a person watches, so that a line may be written over. */
  readonly terminal: boolean;
  /** Columns of a terminal that tells them. */
  readonly width?: number;
}

/**
 * All that a command knows of the world outside: where it prints, and what it is given. Commands touch nothing of the
 * process themselves, so that tests can run them with streams and an environment of their own.
 */
export interface CommandContext {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Reads standard input to its end. */
  readonly stdin: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that a path on the command line means. */
  readonly fileAt: (path: string) => string;
  /**
   * Calls back when a signal asks for the end.
   *
   * @returns ends the listening
   */
  readonly onStop: (listener: () => void) => () => void;
  /** Runs a program with the streams of this process, and forwards signals to it. */
  readonly runCommand: RunCommand;
}

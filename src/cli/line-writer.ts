import type { Output } from './command-context.ts';

/** Writes lines without making the sender wait for the terminal: all lines of a turn of the event loop go out as one. */
export function createLineWriter(output: Output): (line: string) => void {
  let lines: string[] = [];
  return (line) => {
    if (lines.length === 0) {
      setImmediate(() => {
        output.write(lines.join(''));
        lines = [];
      });
    }
    lines.push(line);
  };
}

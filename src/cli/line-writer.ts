/** Writes lines without making the sender wait for the terminal: all lines of a turn of the event loop go out as one. */
export function createLineWriter(stream: NodeJS.WriteStream): (line: string) => void {
  let lines: string[] = [];
  return (line) => {
    if (lines.length === 0) {
      setImmediate(() => {
        stream.write(lines.join(''));
        lines = [];
      });
    }
    lines.push(line);
  };
}

// oxlint-disable-next-line no-control-regex
const COLORS = /\u001B\[[\d;]*m/g;

/** Columns that a text takes. */
const widthOf = (text: string): number => text.replaceAll(COLORS, '').length;

/** Least columns of text beside an indent, on whatever terminal. */
const LEAST = 20;

function wrapLine(line: string, room: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && widthOf(longer) > room) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  return [...lines, current];
}

/**
 * Breaks a text at its spaces and indents all lines but the first. Words that are longer than a line stay whole, so that addresses
 * and commands can be copied.
 *
 * @param width columns of the terminal; `Infinity` breaks nothing
 * @param indent columns that stand before the text already
 * @example
 * `fix  ${wrap('Set finish_reason to "tool_calls".', 24, 5)}`;
 */
export function wrap(text: string, width: number, indent: number): string {
  const room = Math.max(width - indent, LEAST);
  const lines = text.split('\n').flatMap((line) => (widthOf(line) <= room ? [line] : wrapLine(line, room)));
  return lines.join(`\n${' '.repeat(indent)}`);
}

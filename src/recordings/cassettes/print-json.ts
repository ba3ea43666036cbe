const WIDTH = 110;

/** Members whose items stand on a line each: a line of a body, or a pair of a header, is one thing to read and to compare. */
const LINES: ReadonlySet<string> = new Set(['lines', 'headers']);

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

function printed(value: unknown, indent: string, name: string): string {
  const flat = JSON.stringify(value);
  if (!isContainer(value) || name === 'cuts') return flat;
  if (!LINES.has(name) && indent.length + name.length + flat.length <= WIDTH) return flat;
  const inner = `${indent}  `;
  const list = Array.isArray(value);
  const items = list
    ? value.map((one) => (LINES.has(name) ? JSON.stringify(one) : printed(one, inner, '')))
    : Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${printed(one, inner, key)}`);
  const [open, close] = list ? '[]' : '{}';
  return items.length === 0 ? flat : `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
}

/** JSON for people and their version control: short values on one line, and a line of a body on a line of its own. */
export const printJson = (value: unknown): string => `${printed(value, '', '')}\n`;

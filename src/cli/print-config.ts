import type { Command } from 'commander';
import { printableLine } from '../verify/reporters/printable.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';

/** Options whose values are secrets. */
const SECRET: ReadonlySet<string> = new Set(['apiKey', 'controlToken']);

function shown(name: string, value: unknown): string {
  if (value === undefined) return '';
  const empty = Array.isArray(value) && value.length === 0;
  return SECRET.has(name) && !empty ? '********' : printableLine(JSON.stringify(value));
}

const sourceOf = (source: string | undefined): string =>
  source === undefined || source === 'default' ? 'default' : source === 'cli' ? 'command line' : source;

/** Prints the options of a command with their values and where each comes from. */
export function printConfig(command: Command, { stdout }: CommandContext): number {
  const names = [...new Set(command.options.map((option) => option.attributeName()))].filter(
    (name) => name !== 'printConfig',
  );
  const rows = names.map((name) => [
    name,
    shown(name, command.getOptionValue(name)),
    sourceOf(command.getOptionValueSource(name)),
  ]);
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  for (const [name = '', value = '', source = ''] of rows)
    stdout.write(`${name.padEnd(width(0))}  ${value.padEnd(Math.min(width(1), 40))}  ${stdout.paint('dim', source)}\n`);
  return EXIT.ok;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import type { Machine } from './machine.ts';
import { verdict, type Row } from './row.ts';

/** The rows of one case. */
export interface Section {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

function figure(value: number | undefined, unit: Row['unit']): string {
  if (value === undefined) return '';
  const digits = unit === '×' ? (value < 0.1 ? 3 : 2) : value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${value.toFixed(digits)}${unit === '' ? '' : unit === '×' ? '×' : ` ${unit}`}`;
}

function limit(value: number | undefined, row: Row): string {
  return value === undefined ? '' : `${row.better === 'more' ? '≥' : '≤'} ${figure(value, row.unit)}`;
}

const HEADINGS = ['measure', 'best', 'median', 'target', 'aim', 'verdict'];

function cells(row: Row): string[] {
  return [
    row.measure,
    figure(row.best, row.unit),
    figure(row.median, row.unit),
    limit(row.target, row),
    limit(row.aim, row),
    verdict(row),
  ];
}

/** One table for all sections. */
export function table(sections: readonly Section[]): string {
  const lines = sections.flatMap((section) => [[section.title], ...section.rows.map(cells)]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...lines.filter((line) => line.length > 1).map((line) => line[column]?.length ?? 0)),
  );
  const write = (line: readonly string[]): string =>
    line.length === 1
      ? `\n${line[0]}`
      : `  ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd();
  const notes = sections
    .flatMap((section) => section.rows)
    .filter((row) => row.note)
    .map((row) => `  ${row.measure}: ${row.note}`);
  return [write(HEADINGS), ...lines.map(write), ...(notes.length > 0 ? ['\nnotes', ...notes] : []), ''].join('\n');
}

/**
 * Keeps a run for later comparison.
 *
 * @returns where it was written
 */
export function save(sections: readonly Section[], machine: Machine, date: Date): URL {
  const folder = new URL('./results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${date.toISOString().replaceAll(/[:.]/g, '-')}.json`, folder);
  const judged = sections.map((section) => ({
    ...section,
    rows: section.rows.map((row) => ({ ...row, verdict: verdict(row) })),
  }));
  writeFileSync(file, `${JSON.stringify({ date: date.toISOString(), machine, sections: judged }, null, 2)}\n`);
  return file;
}

import type { Brief } from '../read/brief.ts';
import { termsOf } from '../read/text.ts';
import { overlap } from './rank.ts';
import { hasAny } from '../has-words.ts';

/** A table that the conversation gives. */
export interface GivenTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const SEPARATORS = ['\t', ';', ',', '|'];

function cellsOf(line: string, separator: string): readonly string[] {
  const plain = separator === '|' ? line.trim().replace(/^\|/, '').replace(/\|$/, '') : line;
  return plain.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

/** Reads lines of equal cells as a table: Markdown, CSV and the like. */
export function tableIn(text: string): GivenTable | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^[\s|:+=-]+$/.test(line));
  if (lines.length < 2) return undefined;
  for (const separator of SEPARATORS) {
    const rows = lines.map((line) => cellsOf(line, separator));
    const [columns, ...rest] = rows;
    if (columns === undefined || columns.length < 2 || !rows.every((row) => row.length === columns.length)) continue;
    // A head names its columns: short, without numbers and full stops.
    if (columns.every((cell) => cell.length > 0 && cell.length < 30 && !/^\d|[.!?]$/.test(cell)))
      return { columns, rows: rest };
  }
  return undefined;
}

/** The table that the material of a brief gives. */
export function givenTable(brief: Brief): GivenTable | undefined {
  for (const { text, role, author } of brief.segments) {
    if (role !== 'material' && !(role === 'orders' && author === 'user')) continue;
    const table = tableIn(text);
    if (table !== undefined) return table;
  }
  return undefined;
}

const COMPARISONS: ReadonlyArray<readonly [RegExp, (cell: number, bound: number) => boolean]> = [
  [
    /^(?:is\s+)?(?:above|over|greater than|more than|higher than|bigger than|after|>)\s*/i,
    (cell, bound) => cell > bound,
  ],
  [
    /^(?:is\s+)?(?:below|under|less than|fewer than|lower than|smaller than|before|<)\s*/i,
    (cell, bound) => cell < bound,
  ],
  [/^(?:is\s+)?(?:at least|>=|≥)\s*/i, (cell, bound) => cell >= bound],
  [/^(?:is\s+)?(?:at most|<=|≤)\s*/i, (cell, bound) => cell <= bound],
];

/** Whether a row is one that the orders want: "whose stock is 0", "with a price above 10". */
function wantsRow(row: readonly string[], columns: readonly string[], orders: string): boolean {
  return columns.every((column, at) => {
    const place = orders
      .toLowerCase()
      .search(
        new RegExp(
          `\\b(?:whose|where|with|that have|having)\\s+(?:an? |the |its |their )?${column.toLowerCase().replaceAll(/[^\w]/g, '.')}\\b`,
        ),
      );
    if (place < 0) return true;
    const rest = orders.slice(orders.toLowerCase().indexOf(column.toLowerCase(), place) + column.length).trimStart();
    const cell = row[at] ?? '';
    for (const [pattern, holds] of COMPARISONS) {
      const bound = pattern.test(rest)
        ? Number(/^-?\d+(?:\.\d+)?/.exec(rest.replace(pattern, ''))?.[0] ?? Number.NaN)
        : Number.NaN;
      if (Number.isFinite(bound)) return holds(Number(cell.replaceAll(/[^\d.-]/g, '')), bound);
    }
    const said = /^(?:is|are|equals|=|of)?\s*(not\s+)?["'“]?([\p{L}\p{N}.-]+)/iu.exec(rest);
    return (
      said === null ||
      ((said[2] ?? '').replace(/\.$/, '').toLowerCase() === cell.toLowerCase()) === (said[1] === undefined)
    );
  });
}

/** The rows of a given table that the orders want, in the columns that they name. */
export function chosenRows(table: GivenTable, wanted: readonly string[], orders: string): GivenTable | undefined {
  const places = (wanted.length === 0 ? table.columns : wanted).map((name) =>
    table.columns.findIndex((column) => column.toLowerCase() === name.toLowerCase()),
  );
  if (places.some((place) => place < 0)) return undefined;
  const rows = table.rows
    .filter((row) => wantsRow(row, table.columns, orders))
    .map((row) => places.map((place) => row[place] ?? ''));
  return { columns: wanted.length === 0 ? table.columns : wanted, rows };
}

/** The cell of a table that answers a question: of the row that it speaks of, in the column that it asks for. */
export function cellFor(
  table: GivenTable,
  question: string,
): { readonly cell: string; readonly row: readonly string[] } | undefined {
  const query = termsOf(question);
  const scored = table.rows
    .map((row) => ({ row, score: overlap(termsOf(row.join(' ')), query) }))
    .toSorted((a, b) => b.score - a.score);
  const best = scored[0];
  if (best === undefined || best.score <= 0) return undefined;
  const free = table.columns
    .map((column, at) => ({
      at,
      cell: best.row[at] ?? '',
      score: overlap(termsOf(column), query) + suits(question, column, best.row[at] ?? ''),
    }))
    .filter(({ cell }) => overlap(termsOf(cell), query) === 0);
  const chosen = free.toSorted((a, b) => b.score - a.score)[0];
  return chosen === undefined ? undefined : { cell: chosen.cell, row: best.row };
}

/** How well a cell is of the kind that a question asks for. */
function suits(question: string, column: string, cell: string): number {
  if (hasAny(question, 'when what_time'))
    return /\d[:.]\d\d|\d{4}-\d/.test(cell) || /time|date|day|hour/i.test(column) ? 1 : 0;
  if (hasAny(question, 'how_many how_much how_long how_far how_old how_tall')) return /\d/.test(cell) ? 0.5 : 0;
  return hasAny(question, 'who which where') && !/\d/.test(cell) ? 0.5 : 0;
}

import type { ViewedSummary } from '../viewed-exchange.ts';

/** Rows that the page keeps, as many as the server. */
export const MAX_ROWS = 5000;

/** Rows by number, the newest last. */
export type Rows = ReadonlyMap<number, ViewedSummary>;

/** Adds new rows and replaces changed ones; the oldest make room. */
export function withRows(rows: Rows, changed: readonly ViewedSummary[], most: number = MAX_ROWS): Rows {
  const all = new Map(rows);
  for (const row of changed) all.set(row.number, row);
  if (all.size <= most) return all;
  const numbers = [...all.keys()].toSorted((a, b) => a - b);
  for (const number of numbers.slice(0, all.size - most)) all.delete(number);
  return all;
}

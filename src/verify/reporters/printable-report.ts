import type { Report } from '../report/report.ts';
import { printable, printableLine } from './printable.ts';

/** Texts that may have several lines; all others are names, addresses and sentences. */
const OF_LINES: ReadonlySet<string> = new Set(['expected', 'received', 'excerpt', 'curl', 'note', 'reason']);

/** A report whose strings are all safe to print. */
export const printableReport = (report: Report): Report =>
  JSON.parse(JSON.stringify(report), (name, value: unknown) =>
    typeof value === 'string' ? (OF_LINES.has(name) ? printable : printableLine)(value) : value,
  ) as Report;

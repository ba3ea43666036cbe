import { readReport } from '../verify/report/read-report.ts';
import type { Report } from '../verify/report/report.ts';
import { compare, compareText } from '../verify/reporters/compare.ts';
import { printableJson } from '../verify/reporters/printable.ts';
import { createPaint } from '../verify/reporters/paint.ts';
import { EXIT } from './exit-codes.ts';
import { readTextFile } from './read-text-file.ts';

const reportAt = (path: string): Report => readReport(readTextFile(path, 'report', 'BAD_OPTION'), path);

/**
 * Tells two reports apart.
 *
 * @returns the exit code: 1 where something got worse
 * @throws StarmockError BAD_OPTION where a file is no report
 */
export async function compareReports(
  before: string,
  after: string,
  { json }: { readonly json: boolean },
): Promise<number> {
  const [old, now] = [reportAt(before), reportAt(after)];
  const differences = compare(old, now);
  const paint = createPaint(process.stdout.hasColors?.() ?? false);
  process.stdout.write(json ? `${printableJson(differences, 2)}\n` : compareText(old, now, paint));
  return differences.some(({ kind }) => kind === 'worse') ? EXIT.failed : EXIT.ok;
}

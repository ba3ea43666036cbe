import { readReport } from '../verify/report/read-report.ts';
import type { Report } from '../verify/report/report.ts';
import { compare, compareText } from '../verify/reporters/compare.ts';
import { printableJson } from '../verify/reporters/printable.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { readTextFile } from './read-text-file.ts';

const reportAt = (path: string, fileAt: CommandContext['fileAt']): Report =>
  readReport(readTextFile(path, fileAt, 'report', 'BAD_OPTION'), path);

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
  { stdout, fileAt }: CommandContext,
): Promise<number> {
  const [old, now] = [reportAt(before, fileAt), reportAt(after, fileAt)];
  const differences = compare(old, now);
  stdout.write(json ? `${printableJson(differences, 2)}\n` : compareText(old, now, stdout.paint));
  return differences.some(({ kind }) => kind === 'worse') ? EXIT.failed : EXIT.ok;
}

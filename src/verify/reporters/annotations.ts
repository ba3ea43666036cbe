import type { ResultStatus } from '../checks/result-status.ts';
import type { CheckResult, Report } from '../report/report.ts';
import { groupResults } from './group-results.ts';
import { printableReport } from './printable-report.ts';
import { impactText, whereabouts } from './words.ts';

/** GitHub shows at most ten of each kind of a step; more are cut without a word. */
const MOST = 10;

const COMMAND: Partial<Record<ResultStatus, 'error' | 'warning' | 'notice'>> = {
  fail: 'error',
  error: 'error',
  warn: 'warning',
  inconclusive: 'notice',
};

/** As GitHub's toolkit escapes them: line ends and the characters that end a property. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function text({ title, findings, note, fix, impact }: CheckResult): string {
  const [finding] = findings;
  const seen = finding
    ? `${whereabouts(finding)}: expected ${finding.expected}, received ${finding.received}.`
    : (note ?? '');
  const breaks = impactText(impact);
  return [title, seen, breaks && `Breaks: ${breaks}.`, fix].filter(Boolean).join('\n');
}

/**
 * Workflow commands that GitHub Actions turns into annotations: an error for each check that failed, a warning for each that should
 * hold. What the baseline bears with is no annotation.
 */
export function annotations(raw: Report): string {
  const report = printableReport(raw);
  const shown = new Map<string, number>();
  return groupResults(report.results)
    .flatMap(({ checks }) => checks)
    .filter(({ findings }) => findings.length === 0 || findings.some(({ state }) => state !== 'known'))
    .flatMap(({ status, result, models }) => {
      const command = COMMAND[status];
      if (command === undefined) return [];
      const count = (shown.get(command) ?? 0) + 1;
      shown.set(command, count);
      return count > MOST
        ? []
        : [`::${command} title=${property(`${result.check} (${models.join(', ')})`)}::${data(text(result))}\n`];
    })
    .join('');
}

import type { ResultStatus } from '../checks/result-status.ts';
import type { Report } from '../report/report.ts';
import { groupCauses, type Cause } from './group-causes.ts';
import { printableReport } from './printable-report.ts';
import { impactText, whereabouts } from './words.ts';

/** GitHub shows at most ten of each kind of a step; more are silently dropped. */
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

function text({ head, others, impact }: Cause): string {
  const { title, note, fix } = head.result;
  const [finding] = head.findings;
  const seen = finding
    ? `${whereabouts(finding)}: expected ${finding.expected}, received ${finding.received}.`
    : (note ?? '');
  const breaks = impactText(impact);
  const also = others.map(({ result }) => result.check).join(', ');
  return [title, seen, breaks && `Breaks: ${breaks}.`, also && `Also violates: ${also}.`, fix]
    .filter(Boolean)
    .join('\n');
}

/**
 * Workflow commands that GitHub Actions turns into annotations: an error for each cause of a failure, a warning for each that should
 * hold. Findings in the baseline get no annotation.
 */
export function annotations(raw: Report): string {
  const report = printableReport(raw);
  const shown = new Map<string, number>();
  return groupCauses(report.results)
    .filter(({ head }) => head.findings.length === 0 || head.findings.some(({ state }) => state !== 'known'))
    .flatMap((cause) => {
      const command = COMMAND[cause.status];
      if (command === undefined) return [];
      const count = (shown.get(command) ?? 0) + 1;
      shown.set(command, count);
      const title = property(`${cause.head.result.check} (${cause.models.join(', ')})`);
      return count > MOST ? [] : [`::${command} title=${title}::${data(text(cause))}\n`];
    })
    .join('');
}

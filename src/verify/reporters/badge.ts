import type { Report } from '../report/report.ts';

const COLOURS: Readonly<Record<Report['outcome'], string>> = {
  passed: 'brightgreen',
  failed: 'red',
  unusable: 'lightgrey',
  incomplete: 'yellow',
  inconclusive: 'yellow',
  interrupted: 'lightgrey',
};

/**
 * JSON for the endpoint badge of shields.io: MUST checks passed of those that ran, and never a blended percentage. A score with checks
 * that could not be judged says so.
 *
 * @example
 * // { "schemaVersion": 1, "label": "starmagic core", "message": "52/52 MUST", "color": "brightgreen" }
 */
export function toBadge(report: Report): string {
  const { must } = report.totals;
  const whole = report.outcome === 'passed' || report.outcome === 'failed';
  const message =
    report.outcome === 'unusable' ? 'unreachable' : `${must.passed}/${must.run} MUST${whole ? '' : ', incomplete'}`;
  const label = `${report.contract.endpoint ?? report.contract.profile} ${report.suite}`;
  return `${JSON.stringify({ schemaVersion: 1, label, message, color: COLOURS[report.outcome] })}\n`;
}

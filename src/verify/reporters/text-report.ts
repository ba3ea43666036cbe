import type { ResultStatus } from '../checks/result-status.ts';
import type { Report, SkippedProbe } from '../report/report.ts';
import { distinctFindings, groupCauses, type Cause } from './group-causes.ts';
import type { Paint, Style } from './paint.ts';
import { printableReport } from './printable-report.ts';
import {
  counted,
  duration,
  impactText,
  money,
  outcomeWord,
  reportDeadlines,
  scoreText,
  skipText,
  totalsText,
  whereabouts,
} from './words.ts';
import { wrap } from './wrap.ts';

/** How a text report looks. */
export interface TextOptions {
  readonly paint: Paint;
  /** Findings shown of each cause. Default 3. */
  readonly most?: number;
  /** Adds the bytes around each finding and the command that sends the request again. Default false. */
  readonly verbose?: boolean;
  /** Columns of the terminal. Default: lines are not broken. */
  readonly width?: number;
}

const STYLE: Readonly<Record<ResultStatus, Style>> = {
  pass: 'green',
  fail: 'red',
  warn: 'yellow',
  info: 'cyan',
  skip: 'dim',
  inconclusive: 'yellow',
  error: 'red',
};

const INDENT = 3;
const LABEL = 10;

/** Writes `label  text`, with the further lines of the text below its first. */
type Row = (label: string, text: string) => string;

const rowOf =
  (width: number): Row =>
  (label, text) =>
    `${' '.repeat(INDENT)}${label.padEnd(LABEL)}${wrap(text, width, INDENT + LABEL)}`;

function findingLines({ head }: Cause, row: Row, { paint, most = 3, verbose = false }: TextOptions): string[] {
  const distinct = distinctFindings(head.findings);
  const lines = distinct
    .slice(0, most)
    .flatMap(({ finding, times }) => [
      row('where', `${whereabouts(finding)}${times > 1 ? ` · ${counted(times, 'occurrence')}` : ''}`),
      row('expected', finding.expected),
      row('received', finding.received),
      ...(finding.state === 'new' ? [] : [row('baseline', `${finding.state}: ${finding.reason ?? ''}`)]),
      ...(verbose && finding.excerpt !== '' ? [paint('dim', row('bytes', finding.excerpt))] : []),
      ...(verbose ? [paint('dim', row('again', finding.curl))] : []),
    ]);
  const more = distinct.length - most;
  return more > 0 ? [...lines, row('', paint('dim', `and ${counted(more, 'other finding')}`))] : lines;
}

function causeLines(cause: Cause, number: number, report: Report, options: TextOptions): string[] {
  const { paint, width = Infinity } = options;
  const { result } = cause.head;
  const { models } = report;
  const all = cause.models.length === models.length;
  const who = all && models.length > 1 ? `all ${models.length} models` : cause.models.join(', ');
  const word = paint(STYLE[cause.status], cause.status.toUpperCase());
  const isTrouble = cause.status === 'fail' || cause.status === 'warn';
  const row = rowOf(width);
  const breaks = impactText(cause.impact);
  return [
    wrap(`${number}. ${word} ${paint('bold', result.check)} ${result.level} · ${who}`, width, INDENT),
    `${' '.repeat(INDENT)}${wrap(result.title, width, INDENT)}`,
    ...(isTrouble ? [row('fix', result.fix)] : []),
    ...(result.samples ? [row('samples', `${result.samples.good} of ${result.samples.of} passed`)] : []),
    ...(result.note === undefined ? [] : [row('note', result.note)]),
    ...findingLines(cause, row, options),
    ...(isTrouble && breaks !== '' ? [row('breaks', breaks)] : []),
    ...(cause.others.length > 0 ? [row('also', cause.others.map((one) => one.result.check).join(', '))] : []),
    row('details', `starmock explain ${result.check}`),
    '',
  ];
}

/** Whether the probe was lost, rather than not supported or not recorded. */
const isLost = ({ reason }: SkippedProbe): boolean => reason !== 'capability-absent' && reason !== 'not-observed';

/** Probes to name; if the endpoint is unreachable, all are lost and a list would not help. */
const MAX_NAMED = 6;

function lostProbes(lost: readonly SkippedProbe[]): string {
  const names = lost
    .slice(0, MAX_NAMED)
    .map(({ probe, model, reason }) => `${probe} of ${model} (${skipText(reason)})`);
  const more = lost.length - names.length;
  return `Requests not sent: ${names.join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

/** Checks that were skipped, with the reason in words; few of them are named. */
function skippedChecks({ results }: Report): string[] {
  const reasons = Map.groupBy(
    results.filter(({ status }) => status === 'skip'),
    ({ reason }) => reason ?? 'not-observed',
  );
  return [...reasons].map(([reason, some]) => {
    const checks = [...new Set(some.map(({ check }) => check))];
    const names = checks.length > MAX_NAMED ? '' : `: ${checks.join(', ')}`;
    return `${counted(checks.length, 'check')} skipped (${skipText(reason)})${names}`;
  });
}

function remarks(report: Report, paint: Paint): string[] {
  const { skipped, fixed, deadlines, outcome } = report;
  const lost = outcome === 'unusable' ? [] : skipped.filter(isLost);
  const isLate = deadlines.some(({ passed }) => passed);
  return [
    ...skippedChecks(report).map((line) => paint('dim', line)),
    ...(lost.length === 0 ? [] : [paint('yellow', lostProbes(lost))]),
    ...(deadlines.length === 0 ? [] : [paint(isLate ? 'yellow' : 'dim', reportDeadlines(report))]),
    ...fixed.map(
      ({ check, model, fingerprint }) => `Fixed: ${check} of ${model}. Remove ${fingerprint} from the baseline.`,
    ),
  ];
}

const styleOf = ({ outcome }: Report): Style =>
  outcome === 'passed' ? 'green' : outcome === 'failed' ? 'red' : 'yellow';

/** The last line: counts, money, time. */
export function lastLine(report: Report, paint: Paint): string {
  const { totals, cost, ms } = report;
  return `${paint(styleOf(report), totalsText(totals))} - ${money(cost)} - ${duration(ms)}`;
}

/**
 * The report as text for a terminal or a log: the verdict, the causes of what is wrong with the worst first, then a summary line.
 *
 * @example
 * process.stdout.write(textReport(report, { paint: createPaint(true) }));
 */
export function textReport(raw: Report, options: TextOptions): string {
  const report = printableReport(raw);
  const { paint, width = Infinity } = options;
  const { suite, endpoint, models } = report;
  const fit = (text: string): string => wrap(text, width, 0);
  return [
    fit(`${paint(styleOf(report), outcomeWord(report.outcome))} ${report.verdict}`),
    fit(paint('dim', `${suite} · ${endpoint} · ${models.join(', ')} · ${scoreText(report)}`)),
    '',
    ...groupCauses(report.results).flatMap((cause, index) => causeLines(cause, index + 1, report, options)),
    ...remarks(report, paint).map(fit),
    fit(lastLine(report, paint)),
    '',
  ].join('\n');
}

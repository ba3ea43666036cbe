import type { ResultStatus } from '../checks/result-status.ts';
import type { Report, SkippedProbe } from '../report/report.ts';
import { distinctFindings, groupResults, type AreaGroup, type CheckGroup } from './group-results.ts';
import type { Paint, Style } from './paint.ts';
import { printableReport } from './printable-report.ts';
import { areaTitle, counted, duration, impactText, money, reportDeadlines, totalsText, whereabouts } from './words.ts';

/** How a text report looks. */
export interface TextOptions {
  readonly paint: Paint;
  /** Findings shown of each check. Default 3. */
  readonly most?: number;
  /** Adds the bytes around each finding and the command that sends the request again. Default false. */
  readonly verbose?: boolean;
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

const LABEL = 11;
const label = (word: string): string => `    ${word.padEnd(LABEL)}`;
const indented = (text: string): string => text.replaceAll('\n', `\n${' '.repeat(4 + LABEL)}`);

function findingLines(group: CheckGroup, options: TextOptions): string[] {
  const { paint, most = 3, verbose = false } = options;
  const distinct = distinctFindings(group.findings);
  const lines = distinct
    .slice(0, most)
    .flatMap(({ finding, times }) => [
      `${label('where')}${whereabouts(finding)}${times > 1 ? paint('dim', ` · ${counted(times, 'occurrence')}`) : ''}`,
      `${label('expected')}${indented(finding.expected)}`,
      `${label('received')}${indented(finding.received)}`,
      ...(finding.state === 'new' ? [] : [`${label('baseline')}${finding.state}: ${indented(finding.reason ?? '')}`]),
      ...(verbose && finding.excerpt !== '' ? [`${label('bytes')}${paint('dim', indented(finding.excerpt))}`] : []),
      ...(verbose ? [`${label('again')}${paint('dim', indented(finding.curl))}`] : []),
    ]);
  const more = distinct.length - most;
  return more > 0 ? [...lines, `${label('')}${paint('dim', `and ${counted(more, 'other finding')}`)}`] : lines;
}

function checkLines(group: CheckGroup, models: number, options: TextOptions): string[] {
  const { paint } = options;
  const { result, status } = group;
  const all = group.models.length === models;
  const who = all && models > 1 ? `all ${models} models` : group.models.join(', ');
  const word = paint(STYLE[status], status.toUpperCase().padEnd(4));
  const told = status === 'fail' || status === 'warn';
  return [
    `  ${word} ${paint('bold', result.check)} ${paint('dim', `${result.level} · ${who}`)}`,
    `    ${result.title}`,
    ...(result.samples ? [`${label('samples')}${result.samples.good} of ${result.samples.of} passed`] : []),
    ...(result.note === undefined ? [] : [`${label('note')}${indented(result.note)}`]),
    ...findingLines(group, options),
    ...(told && Object.keys(result.impact).length > 0 ? [`${label('breaks')}${impactText(result.impact)}`] : []),
    ...(told ? [`${label('fix')}${result.fix}`] : []),
    '',
  ];
}

const areaLines = ({ area, checks }: AreaGroup, models: number, options: TextOptions): string[] => [
  options.paint('bold', areaTitle(area)),
  ...checks.flatMap((group) => checkLines(group, models, options)),
];

/** Whether the probe was lost, rather than not supported or not recorded. */
const isLost = ({ reason }: SkippedProbe): boolean => reason !== 'capability-absent' && reason !== 'not-observed';

/** Probes to name; if the endpoint is unreachable, all are lost and a list would not help. */
const NAMED = 6;

function lostProbes(lost: readonly SkippedProbe[]): string {
  const names = lost.slice(0, NAMED).map(({ probe, model, reason }) => `${probe} of ${model} (${reason})`);
  const more = lost.length - names.length;
  return `Probes not sent: ${names.join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

function remarks(report: Report, paint: Paint): string[] {
  const { skipped, fixed, results, deadlines } = report;
  const lost = skipped.filter(isLost);
  const reasons = Map.groupBy(
    results.filter(({ status }) => status === 'skip'),
    ({ reason }) => reason ?? 'not-observed',
  );
  const skips = [...reasons].map(([reason, some]) => `${some.length} ${reason}`).join(', ');
  return [
    ...(skips === '' ? [] : [paint('dim', `Skipped checks: ${skips}`)]),
    ...(lost.length === 0 ? [] : [paint('yellow', lostProbes(lost))]),
    ...(deadlines.length === 0
      ? []
      : [paint(deadlines.some(({ passed }) => passed) ? 'yellow' : 'dim', reportDeadlines(report))]),
    ...fixed.map(
      ({ check, model, fingerprint }) => `Fixed: ${check} of ${model}. Remove ${fingerprint} from the baseline.`,
    ),
  ];
}

/** The last line: counts, money, time. */
export function lastLine(report: Report, paint: Paint): string {
  const { totals, cost, ms, outcome } = report;
  const style: Style = outcome === 'passed' ? 'green' : outcome === 'failed' ? 'red' : 'yellow';
  return `${paint(style, totalsText(totals))} - ${money(cost)} - ${duration(ms)}`;
}

/**
 * The report as text for a terminal or a log: violations by area, worst first, then a summary line.
 *
 * @example
 * process.stdout.write(textReport(report, { paint: createPaint(true) }));
 */
export function textReport(raw: Report, options: TextOptions): string {
  const report = printableReport(raw);
  const { paint } = options;
  const areas = groupResults(report.results);
  const { must } = report.totals;
  const skips = report.results.some(({ status, level }) => status === 'skip' && level === 'MUST');
  return [
    ...areas.flatMap((area) => areaLines(area, report.models.length, options)),
    ...remarks(report, paint),
    `${paint('bold', report.suite)}: ${must.passed}/${must.run} MUST${skips ? ' (some could not be tested)' : ''} · ${report.endpoint}`,
    report.verdict,
    lastLine(report, paint),
    '',
  ].join('\n');
}

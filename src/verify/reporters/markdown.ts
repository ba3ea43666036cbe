import type { ResultStatus } from '../checks/result-status.ts';
import { withEntities } from '../../recordings/html-entities.ts';
import type { Report } from '../report/report.ts';
import { distinctFindings, groupCauses, type Cause } from './group-causes.ts';
import { printableReport } from './printable-report.ts';
import {
  counted,
  duration,
  impactText,
  money,
  outcomeWord,
  reportDeadlines,
  scoreText,
  totalsText,
  whereabouts,
} from './words.ts';

/** A summary of a step may have 1 MiB; GitHub refuses a larger one whole. */
const LIMIT = 1024 * 1024 - 4096;

const SIGN: Readonly<Record<ResultStatus, string>> = {
  pass: '✅',
  fail: '❌',
  warn: '⚠️',
  info: 'ℹ️',
  skip: '⏭️',
  inconclusive: '❔',
  error: '💥',
};

/** Text that Markdown must not read as its own, in a table or elsewhere. */
const plain = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]<>()#+!|~$]/g, String.raw`\$&`).replaceAll('\n', ' ');

/** A block of code on one line of the source: an empty line would end the HTML around it. */
const pre = (text: string): string => `<pre>${withEntities(text).replaceAll('\n', '&#10;')}</pre>`;

const MAX_SHOWN = 3;

/** Bytes and command, folded away. */
function evidence({ head }: Cause): string {
  const shown = distinctFindings(head.findings).slice(0, MAX_SHOWN);
  const parts = shown.flatMap(({ finding }) => [finding.excerpt, finding.curl].filter((text) => text !== '').map(pre));
  return parts.length === 0 ? '' : `   <details><summary>Evidence</summary>${parts.join('')}</details>`;
}

function findingText({ head }: Cause): string {
  const [first, ...rest] = distinctFindings(head.findings);
  if (first === undefined) return '';
  const { finding, times } = first;
  const state = finding.state === 'new' ? '' : ` (${finding.state}: ${plain(finding.reason ?? '')})`;
  const more = [times > 1 ? counted(times, 'occurrence') : '', rest.length > 0 ? `${rest.length} more` : ''];
  const tail = more.filter(Boolean).join(', ');
  return `${plain(whereabouts(finding))}: expected ${plain(finding.expected)}, received ${plain(finding.received)}${state}${tail && ` (${tail})`}`;
}

/** At most five lines a cause: what, the fix and the damage, the place, the evidence. */
function causePart(cause: Cause, index: number): string {
  const { head, others, models, impact, status } = cause;
  const { result } = head;
  const isTrouble = status === 'fail' || status === 'warn';
  const breaks = impactText(impact);
  const also = others.map((one) => `<code>${one.result.check}</code>`).join(', ');
  const facts = [
    isTrouble && `**Fix:** ${plain(result.fix)}`,
    isTrouble && breaks && `**Breaks:** ${plain(breaks)}`,
    also && `**Also violates:** ${also}`,
  ];
  const lines = [
    `${index + 1}. ${SIGN[status]} <code>${result.check}</code> ${result.level} · ${plain(models.join(', '))}: ${plain(result.title)}`,
    facts.filter(Boolean).join(' · '),
    [result.note && plain(result.note), findingText(cause)].filter(Boolean).join(' · '),
  ];
  // A backslash at the end of a line breaks it without a paragraph of its own.
  const text = lines.filter(Boolean).join('\\\n   ');
  return [text, evidence(cause)].filter(Boolean).join('\n');
}

function table({ models, results }: Report): string {
  const count = (model: string, status: ResultStatus): number =>
    results.filter((result) => result.model === model && result.status === status).length;
  const statuses: readonly ResultStatus[] = ['pass', 'fail', 'warn', 'info', 'skip', 'inconclusive', 'error'];
  const rows = models.map(
    (model) => `| ${plain(model)} | ${statuses.map((status) => count(model, status)).join(' | ')} |`,
  );
  return [`| model | ${statuses.join(' | ')} |`, `| --- |${' ---: |'.repeat(statuses.length)}`, ...rows].join('\n');
}

/** Cuts between parts, never inside one, and says what is missing. */
function within(limit: number, parts: readonly string[]): string {
  const encoder = new TextEncoder();
  const kept: string[] = [];
  let size = 0;
  for (const part of parts) {
    size += encoder.encode(part).length + 2;
    if (size > limit)
      return [...kept, `*The report goes on; ${parts.length - kept.length} parts do not fit into this summary.*`].join(
        '\n\n',
      );
    kept.push(part);
  }
  return kept.join('\n\n');
}

/**
 * The report as GitHub-flavoured Markdown, for `$GITHUB_STEP_SUMMARY`, an issue or a pull request: the verdict, the causes of what is
 * wrong with their evidence folded away, and counts by model. It stays within the size that GitHub takes.
 */
export function toMarkdown(raw: Report): string {
  const report = printableReport(raw);
  const facts = [
    `**${scoreText(report)}**`,
    totalsText(report.totals),
    money(report.cost),
    duration(report.ms),
    plain(reportDeadlines(report)),
  ];
  const parts = [
    `## ${outcomeWord(report.outcome)}: ${report.suite} of ${plain(report.endpoint)}`,
    plain(report.verdict),
    ...groupCauses(report.results).map(causePart),
    facts.filter(Boolean).join(' · '),
    table(report),
  ];
  return `${within(LIMIT, parts)}\n`;
}

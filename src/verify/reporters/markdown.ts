import type { ResultStatus } from '../checks/result-status.ts';
import type { Report } from '../report/report.ts';
import { distinctFindings, groupResults, type AreaGroup, type CheckGroup } from './group-results.ts';
import { printableReport } from './printable-report.ts';
import { areaTitle, duration, impactText, money, reportDeadlines, totalsText, whereabouts } from './words.ts';

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

/** A code block whose fence no content can end. */
function block(text: string, language = ''): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function evidence({ findings, result }: CheckGroup): string {
  const parts = distinctFindings(findings)
    .slice(0, 5)
    .map(({ finding }) =>
      [
        `- ${plain(whereabouts(finding))}: expected ${plain(finding.expected)}, received ${plain(finding.received)}${finding.state === 'new' ? '' : ` (${finding.state}: ${plain(finding.reason ?? '')})`}`,
        finding.excerpt === '' ? '' : block(finding.excerpt),
        block(finding.curl, 'sh'),
      ]
        .filter(Boolean)
        .join('\n\n'),
    );
  const breaks = impactText(result.impact);
  const facts = [
    plain(result.title),
    result.note && plain(result.note),
    breaks && `**Breaks:** ${plain(breaks)}`,
    `**Fix:** ${plain(result.fix)}`,
  ];
  return [...facts.filter(Boolean), ...parts].join('\n\n');
}

function checkPart(group: CheckGroup): string {
  const { status, result, models } = group;
  const head = `${SIGN[status]} <code>${result.check}</code> ${result.level} · ${models.join(', ')}`;
  return `<details><summary>${head}</summary>\n\n${evidence(group)}\n\n</details>`;
}

const areaPart = ({ area, checks }: AreaGroup): string =>
  `### ${areaTitle(area)}\n\n${checks.map(checkPart).join('\n')}`;

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
 * The report as GitHub-flavoured Markdown, for `$GITHUB_STEP_SUMMARY`, an issue or a pull request: counts by model, then what is wrong
 * with its evidence folded away. It stays within the size that GitHub takes.
 */
export function toMarkdown(raw: Report): string {
  const report = printableReport(raw);
  const { must } = report.totals;
  const parts = [
    `## starmock verify: ${report.suite} of ${plain(report.endpoint)}`,
    `${plain(report.verdict)} **${must.passed}/${must.run} MUST** · ${totalsText(report.totals)} · ${[money(report.cost), duration(report.ms), plain(reportDeadlines(report))].filter(Boolean).join(' · ')}`,
    table(report),
    ...groupResults(report.results).map(areaPart),
  ];
  return `${within(LIMIT, parts)}\n`;
}

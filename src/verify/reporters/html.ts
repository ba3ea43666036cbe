import { createHash } from 'node:crypto';
import type { CheckResult, Report, ReportedExchange } from '../report/report.ts';
import { groupCauses, type Cause } from './group-causes.ts';
import { causeMarkup } from './html-causes.ts';
import { checkId, markOf } from './html-marks.ts';
import { SCRIPT } from './html-script.ts';
import { STYLE } from './html-style.ts';
import { html, sentence, trusted, type Markup } from './html-text.ts';
import { timeline } from './html-timeline.ts';
import {
  areaTitle,
  byArea,
  counted,
  duration,
  money,
  outcomeWord,
  reportDeadlines,
  scoreText,
  skipText,
  totalsText,
} from './words.ts';

const STATUSES = ['fail', 'warn', 'error', 'inconclusive', 'info', 'skip', 'pass'] as const;

function cell(result: CheckResult | undefined, linked: ReadonlyMap<string, string>): Markup {
  if (result === undefined) return html`<td class="skip">–</td>`;
  const { check, status, reason, note } = result;
  const cause = linked.get(check);
  const isBad = status !== 'pass' && status !== 'skip';
  const why = [reason && skipText(reason), isBad ? '' : note].filter(Boolean).join(': ');
  const mark = isBad && cause ? html`<a href="#cause-${cause}">${markOf(status)}</a>` : markOf(status);
  return html`<td>${mark}${why && html`<br /><span class="quiet">${why}</span>`}</td>`;
}

function row(results: readonly CheckResult[], report: Report, linked: ReadonlyMap<string, string>): Markup {
  const [first] = results;
  if (first === undefined) return html``;
  const cells = report.models.map((model) =>
    cell(
      results.find((result) => result.model === model),
      linked,
    ),
  );
  const statuses = [...new Set(results.map(({ status }) => status))].join(' ');
  return html`<tr id="${checkId(first.check)}" data-status="${statuses}">
    <th scope="row">
      <a href="#${checkId(first.check)}"><code>${first.check}</code></a
      ><br /><span class="quiet">${sentence(first.title)}</span>
    </th>
    <td>${first.level}</td>
    ${cells}
  </tr>`;
}

/** All checks, folded: rows by area, a column for each model. */
function checks(report: Report, linked: ReadonlyMap<string, string>): Markup {
  const areas = [...Map.groupBy(report.results, ({ area }) => area)].toSorted(([a], [b]) => byArea(a, b));
  const body = areas.flatMap(([name, some]) => [
    html`<tr class="area">
      <th scope="rowgroup" colspan="${report.models.length + 2}">${areaTitle(name)}</th>
    </tr>`,
    ...[...Map.groupBy(some, ({ check }) => check)]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([, same]) => row(same, report, linked)),
  ]);
  const columns = report.models.map((model) => html`<th scope="col">${model}</th>`);
  return html`<details data-group>
    <summary>All checks: ${totalsText(report.totals)}</summary>
    <div class="scroll">
      <table id="checks">
        <thead>
          <tr>
            <th scope="col">check</th>
            <th scope="col">level</th>
            ${columns}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>
  </details>`;
}

function exchange(one: ReportedExchange): Markup {
  const { probe, title, model, status, end, ms, firstByteMs, usage, cost, attempts } = one;
  const answer = `${status ?? 'no response'}, ${end}${attempts > 1 ? `, ${counted(attempts, 'attempt')}` : ''}`;
  const first = firstByteMs === null ? '' : `first byte after ${duration(firstByteMs)}`;
  const bill = usage === null ? '' : `${usage.prompt}+${usage.completion} tokens${cost ? `, ${money(cost)}` : ''}`;
  return html`<tr>
    <th scope="row"><code>${probe}</code><br /><span class="quiet">${title}</span></th>
    <td>${model}</td>
    <td>
      ${answer}<br /><span class="quiet">${duration(ms)}${first && `, ${first}`}<br />${bill}</span>
    </td>
    <td>${timeline(one)}</td>
  </tr>`;
}

const exchanges = (report: Report): Markup =>
  html`<details id="exchanges">
    <summary>${counted(report.exchanges.length, 'exchange')}</summary>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">probe</th>
            <th scope="col">model</th>
            <th scope="col">response</th>
            <th scope="col">bytes over time</th>
          </tr>
        </thead>
        <tbody>
          ${report.exchanges.map(exchange)}
        </tbody>
      </table>
    </div>
  </details>`;

/** Hidden until the script shows it, which alone can filter. */
const filterForm = html`<form role="search" hidden>
  <input name="text" type="search" placeholder="Filter checks (press /)" aria-label="Filter checks by text" />
  <select name="status" aria-label="Filter checks by status">
    <option value="">all statuses</option>
    ${STATUSES.map((status) => html`<option>${status}</option>`)}
  </select>
  <span id="count" role="status" class="quiet"></span>
</form>`;

/** What the reader came for: how it went, what it cost, and what to do first. */
function verdict(report: Report, [first]: readonly Cause[]): Markup {
  const { outcome, suite, endpoint, models, contract, tool, startedAt, ms, cost } = report;
  const facts = [scoreText(report), money(cost), duration(ms), models.join(', '), `suite ${suite}`].join(' · ');
  const quiet = [`contract ${contract.profile} ${contract.version}`, `starmock ${tool.version}`, startedAt];
  const isTrouble = first?.status === 'fail' || first?.status === 'warn';
  return html`<header class="verdict ${outcome}">
    <h1>${outcomeWord(outcome)}: ${report.verdict}</h1>
    <p class="score"><strong>${endpoint}</strong> · ${facts}</p>
    ${
      first && isTrouble
        ? html`<p class="first">
            Do this first: ${sentence(first.head.result.fix)}
            <a href="#cause-${first.head.result.check}">${first.head.result.check}</a>
          </p>`
        : undefined
    }
    <p class="quiet">${[...quiet, reportDeadlines(report)].filter(Boolean).join(' · ')}</p>
  </header>`;
}

const causesOf = (causes: readonly Cause[], report: Report): Markup =>
  causes.length === 0
    ? html`<p>No violations were found.</p>`
    : html`<h2>${counted(causes.length, 'cause')}</h2>
        ${causes.map((cause) => causeMarkup(cause, report))}`;

// Not in the template below, whose spaces a formatter may change: the policy allows exactly these bytes.
const script = trusted(`<script>${SCRIPT}</script>`);
const hash = createHash('sha256').update(SCRIPT).digest('base64');
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;

/**
 * The report as one HTML file that needs nothing from outside: the verdict, the causes of what is wrong, and all checks and exchanges
 * folded away. It can be read without scripts; with them it can be filtered.
 *
 * @example
 * writeFileSync('starmock.html', toHtml(report));
 */
export function toHtml(report: Report): string {
  const causes = groupCauses(report.results);
  const linked = new Map(
    causes.flatMap(({ head, others }) => [head, ...others].map((one) => [one.result.check, head.result.check])),
  );
  return `${
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
          <title>${outcomeWord(report.outcome)}: starmock verify ${report.suite} of ${report.endpoint}</title>
          <style>
            ${trusted(STYLE)}
          </style>
        </head>
        <body>
          <a class="skip-link" href="#main">Skip to the causes</a>
          ${verdict(report, causes)} ${filterForm}
          <main id="main">
            ${causesOf(causes, report)}
            <h2>Checks and exchanges</h2>
            ${checks(report, linked)} ${exchanges(report)}
          </main>
          ${script}
        </body>
      </html>`.markup
  }\n`;
}

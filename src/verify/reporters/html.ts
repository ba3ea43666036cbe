import type { ResultStatus } from '../checks/result-status.ts';
import type { CheckResult, Report, ReportedExchange } from '../report/report.ts';
import { distinctFindings, TROUBLE } from './group-results.ts';
import { STYLE } from './html-style.ts';
import { html, trusted, type Markup } from './html-text.ts';
import { timeline } from './html-timeline.ts';
import {
  areaTitle,
  byArea,
  counted,
  duration,
  impactText,
  money,
  reportDeadlines,
  totalsText,
  whereabouts,
} from './words.ts';

const WORD: Readonly<Record<ResultStatus, string>> = {
  pass: '✓ pass',
  fail: '✗ fail',
  warn: '! warn',
  info: 'i info',
  skip: '– skip',
  inconclusive: '? inconclusive',
  error: '✗ error',
};

/** An id that a fragment can hold: parts of an exchange or of a result, joined. */
const anchor = (...parts: readonly (string | number)[]): string => parts.join('-').replaceAll(/[^\w.-]/g, '_');

const exchangeId = ({ model, probe, sample }: ReportedExchange): string => anchor('x', model, probe, sample);

function findings(result: CheckResult, report: Report): Markup[] {
  return distinctFindings(result.findings).map(({ finding, times }) => {
    const exchange = report.exchanges.find(
      ({ probe, sample, model }) => probe === finding.probe && sample === finding.sample && model === result.model,
    );
    const state =
      finding.state === 'new'
        ? undefined
        : html`<dt>baseline</dt>
            <dd>${finding.state}: ${finding.reason ?? ''}</dd>`;
    return html`<section>
      <dl>
        <dt>where</dt>
        <dd>${whereabouts(finding)}${times > 1 ? ` · ${counted(times, 'occurrence')}` : ''}</dd>
        <dt>expected</dt>
        <dd>${finding.expected}</dd>
        <dt>received</dt>
        <dd>${finding.received}</dd>
        ${state}
      </dl>
      ${finding.excerpt === '' ? undefined : html`<pre>${finding.excerpt}</pre>`} ${exchange && timeline(exchange)}
      <pre>${finding.curl}</pre>
    </section>`;
  });
}

const facts = ({ fix, impact, note, samples, reason }: CheckResult): Markup => {
  const rows: ReadonlyArray<readonly [string, string | undefined]> = [
    ['why skipped', reason],
    ['note', note],
    ['samples', samples && `${samples.good} of ${samples.of} good`],
    ['breaks', impactText(impact) || undefined],
    ['fix', fix],
  ];
  return html`<dl>
    ${rows.flatMap(([term, value]) =>
      value === undefined
        ? []
        : [
            html`<dt>${term}</dt>
              <dd>${value}</dd>`,
          ],
    )}
  </dl>`;
};

const resultId = ({ model, check }: CheckResult): string => anchor('r', model, check);

/** Opens what there is to know of a result, from wherever it stands. */
const opener = (result: CheckResult): Markup =>
  html`<button type="button" class="cell ${result.status}" popovertarget="${resultId(result)}">
    ${WORD[result.status]}
  </button>`;

/** A cell, and behind it what there is to know. A popover needs no script, and is printed as plain text. */
function cell(result: CheckResult | undefined, report: Report): Markup {
  if (result === undefined) return html`<td class="skip">–</td>`;
  return html`<td>
    ${opener(result)}
    <div popover id="${resultId(result)}">
      <h2>
        <span class="${result.status}">${WORD[result.status]}</span> <code>${result.check}</code>
        <span class="quiet">${result.level} · ${result.model}</span>
      </h2>
      <p>${result.title}</p>
      ${facts(result)} ${findings(result, report)}
    </div>
  </td>`;
}

function row(results: readonly CheckResult[], report: Report): Markup {
  const [first] = results;
  const cells = report.models.map((model) =>
    cell(
      results.find((result) => result.model === model),
      report,
    ),
  );
  return html`<tr>
    <th scope="row"><code>${first?.check ?? ''}</code><br /><span class="quiet">${first?.title ?? ''}</span></th>
    <td>${first?.level ?? ''}</td>
    ${cells}
  </tr>`;
}

function area(name: string, results: readonly CheckResult[], report: Report): Markup[] {
  const rows = [...Map.groupBy(results, ({ check }) => check)].toSorted(([a], [b]) => a.localeCompare(b));
  const head = html`<tr class="area">
    <th scope="rowgroup" colspan="${report.models.length + 2}">${areaTitle(name)}</th>
  </tr>`;
  return [head, ...rows.map(([, some]) => row(some, report))];
}

function results(report: Report): Markup {
  const areas = [...Map.groupBy(report.results, (result) => result.area)].toSorted(([a], [b]) => byArea(a, b));
  const columns = report.models.map((model) => html`<th scope="col">${model}</th>`);
  return html`<div class="scroll">
    <table id="checks">
      <thead>
        <tr>
          <th scope="col">check</th>
          <th scope="col">level</th>
          ${columns}
        </tr>
      </thead>
      <tbody>
        ${areas.flatMap(([name, some]) => area(name, some, report))}
      </tbody>
    </table>
  </div>`;
}

/** What is wrong, before everything that is not. */
function troubles({ results: all }: Report): Markup | undefined {
  const bad = TROUBLE.flatMap((status) => (status === 'info' ? [] : all.filter((result) => result.status === status)));
  if (bad.length === 0) return undefined;
  return html`<ul id="troubles">
    ${bad.map((result) => html`<li>${opener(result)} <code>${result.check}</code> of ${result.model}: ${result.title}</li>`)}
  </ul>`;
}

function exchange(one: ReportedExchange): Markup {
  const { probe, title, model, status, end, ms, firstByteMs, usage, cost, attempts } = one;
  const answer = `${status ?? 'no answer'}, ${end}${attempts > 1 ? `, ${counted(attempts, 'attempt')}` : ''}`;
  const first = firstByteMs === null ? '' : `first byte after ${duration(firstByteMs)}`;
  const bill = usage === null ? '' : `${usage.prompt}+${usage.completion} tokens${cost ? `, ${money(cost)}` : ''}`;
  return html`<tr id="${exchangeId(one)}">
    <th scope="row"><code>${probe}</code><br /><span class="quiet">${title}</span></th>
    <td>${model}</td>
    <td>
      ${answer}<br /><span class="quiet">${duration(ms)}${first && `, ${first}`}<br />${bill}</span>
    </td>
    <td>${timeline(one)}</td>
  </tr>`;
}

const exchanges = (report: Report): Markup =>
  html`<details>
    <summary>${counted(report.exchanges.length, 'exchange')}</summary>
    <div class="scroll">
      <table id="exchanges">
        <thead>
          <tr>
            <th scope="col">probe</th>
            <th scope="col">model</th>
            <th scope="col">answer</th>
            <th scope="col">bytes over time</th>
          </tr>
        </thead>
        <tbody>
          ${report.exchanges.map(exchange)}
        </tbody>
      </table>
    </div>
  </details>`;

/**
 * The report as one HTML file that needs nothing from outside and no script: models as columns, checks as rows, and behind each cell
 * the evidence with the time-line of its bytes.
 *
 * @example
 * writeFileSync('starmock.html', toHtml(report));
 */
export function toHtml(report: Report): string {
  const { must } = report.totals;
  return `${
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
          <title>starmock verify: ${report.suite} of ${report.endpoint}</title>
          <style>
            ${trusted(STYLE)}
          </style>
        </head>
        <body>
          <h1>${report.suite} of ${report.endpoint}</h1>
          <p class="quiet">
            contract ${report.contract.profile} ${report.contract.version} · starmock ${report.tool.version} ·
            ${[report.startedAt, duration(report.ms), money(report.cost), reportDeadlines(report)].filter(Boolean).join(' · ')}
          </p>
          <p class="score"><strong>${must.passed}/${must.run} MUST</strong> · ${totalsText(report.totals)}</p>
          <p>${report.verdict}</p>
          ${troubles(report)} ${results(report)}
          <h2>Exchanges</h2>
          ${exchanges(report)}
        </body>
      </html>`.markup
  }\n`;
}

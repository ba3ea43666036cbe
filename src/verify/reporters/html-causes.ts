import type { Report } from '../report/report.ts';
import { distinctFindings, type Cause } from './group-causes.ts';
import { checkId, markOf } from './html-marks.ts';
import { html, sentence, type Markup } from './html-text.ts';
import { timeline } from './html-timeline.ts';
import { counted, impactText, whereabouts } from './words.ts';

const MAX_SHOWN = 5;

/** A definition list without the rows that have nothing to say. */
export const definitions = (rows: ReadonlyArray<readonly [string, string | Markup | undefined]>): Markup =>
  html`<dl>
    ${rows.flatMap(([term, value]) =>
      value
        ? [
            html`<dt>${term}</dt>
              <dd>${value}</dd>`,
          ]
        : [],
    )}
  </dl>`;

type Shown = ReturnType<typeof distinctFindings>[number];

function findingMarkup({ finding, times }: Shown, model: string, { exchanges }: Report): Markup {
  const { probe, sample, expected, received, excerpt, curl, state, reason } = finding;
  const exchange = exchanges.find((one) => one.probe === probe && one.sample === sample && one.model === model);
  return html`${definitions([
      ['where', `${whereabouts(finding)}${times > 1 ? ` · ${counted(times, 'occurrence')}` : ''}`],
      ['expected', expected],
      ['received', received],
      ['baseline', state === 'new' ? undefined : `${state}: ${reason ?? ''}`],
    ])}
    <details>
      <summary>Evidence and command to reproduce</summary>
      ${excerpt === '' ? undefined : html`<pre tabindex="0" aria-label="bytes of the response">${excerpt}</pre>`}
      ${exchange && timeline(exchange)}
      <div class="command">
        <pre tabindex="0" aria-label="command">${curl}</pre>
        <button type="button" hidden>Copy</button>
      </div>
    </details>`;
}

/** One cause: what is wrong, what to do, whom it breaks, and the evidence. */
export function causeMarkup(cause: Cause, report: Report): Markup {
  const { head, others, models, impact, status } = cause;
  const { result } = head;
  const isTrouble = status === 'fail' || status === 'warn';
  const distinct = distinctFindings(head.findings);
  const more = distinct.length - MAX_SHOWN;
  const links = others.map((one) => html`<a href="#${checkId(one.result.check)}">${one.result.check}</a> `);
  return html`<article id="cause-${result.check}" data-status="${status}" aria-labelledby="title-${result.check}">
    <h3 id="title-${result.check}">
      ${markOf(status)} <a href="#cause-${result.check}"><code>${result.check}</code></a>
      <span class="quiet">${result.level} · ${models.join(', ')}</span>
    </h3>
    <p>${sentence(result.title)}</p>
    ${definitions([
      ['fix', isTrouble ? sentence(result.fix) : undefined],
      ['breaks', isTrouble ? impactText(impact) : undefined],
      ['note', result.note],
      ['samples', result.samples && `${result.samples.good} of ${result.samples.of} passed`],
      ['also violates', links.length > 0 ? html`${links}` : undefined],
    ])}
    ${distinct.slice(0, MAX_SHOWN).map((one) => findingMarkup(one, head.models[0] ?? '', report))}
    ${more > 0 ? html`<p class="quiet">and ${counted(more, 'other finding')}</p>` : undefined}
    <p class="quiet"><code>starmock explain ${result.check}</code></p>
  </article>`;
}

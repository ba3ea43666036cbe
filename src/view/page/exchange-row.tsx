import type { JSX } from 'preact';
import type { ViewedSummary } from '../viewed-exchange.ts';
import { counted, duration, money, sourceText, STATES, time, tokens, visible } from './format.ts';

interface RowProps {
  readonly row: ViewedSummary;
  /** Pixels. */
  readonly top: number;
  readonly place: number;
  readonly of: number;
  readonly selected: boolean;
  readonly onSelect: (number: number) => void;
}

/** How a row went, as a color. */
export function toneOf({ status, state, error, findings }: ViewedSummary): 'good' | 'bad' | 'odd' | 'running' {
  if (state === 'running') return 'running';
  if (status === 0 || status >= 400 || error !== undefined) return 'bad';
  return state !== 'complete' || findings > 0 ? 'odd' : 'good';
}

const statusText = ({ status, state }: ViewedSummary): string => {
  if (status === 0) return state === 'running' ? '…' : '–';
  return String(status);
};

/** What produced the response, or why there is none. */
function Origin({ row: { source, error } }: { readonly row: ViewedSummary }): JSX.Element {
  if (source.kind === 'none' && error !== undefined) return <span class="bad">{visible(error)}</span>;
  return (
    <span class={source.kind === 'unmatched' || source.kind === 'missed' ? 'odd' : 'quiet'}>
      {visible(sourceText(source))}
    </span>
  );
}

/** One exchange of the list. */
export function ExchangeRow({ row, top, place, of, selected, onSelect }: RowProps): JSX.Element {
  const { number, startedAt, model, method, path, asked, faults, usage, cost, firstMs, ms, state, findings, session } =
    row;
  return (
    <div
      id={`exchange-${number}`}
      class="row"
      role="option"
      aria-selected={selected}
      aria-posinset={place}
      aria-setsize={of}
      style={{ top: `${top}px` }}
      onClick={() => onSelect(number)}
    >
      <span class="c-- quiet">{number}</span>
      <span class="c-time quiet">{time(startedAt)}</span>
      <span class={`c-status tone-${toneOf(row)}`}>{statusText(row)}</span>
      <span class="c-model" title={path}>
        {model !== undefined && visible(model)}
        {session !== undefined && <span class="quiet session"> {visible(session)}</span>}
      </span>
      <span class={`c-request ${asked === undefined ? 'quiet' : ''}`}>{visible(asked ?? `${method} ${path}`)}</span>
      <span class="c-source">
        {faults.map((fault) => (
          <span class="tag fault">{visible(fault)}</span>
        ))}
        {findings > 0 && <span class="tag finding">{counted(findings, 'finding')}</span>}
        {state !== 'complete' && <span class="tag state">{STATES[state]}</span>}
        <Origin row={row} />
      </span>
      <span class="c-tokens">{usage && tokens(usage)}</span>
      <span class="c-cost">{cost && money(cost)}</span>
      <span class="c-first-token">{firstMs !== undefined && duration(firstMs)}</span>
      <span class="c-total">{ms !== undefined && duration(ms)}</span>
    </div>
  );
}

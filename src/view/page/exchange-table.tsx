import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ViewedSummary } from '../viewed-exchange.ts';
import { ExchangeRow } from './exchange-row.tsx';

interface TableProps {
  /** Newest first. */
  readonly rows: readonly ViewedSummary[];
  /** Shown instead of no rows. */
  readonly empty: string;
  readonly selected: number | undefined;
  readonly onSelect: (number: number) => void;
}

/** Rows that are drawn above and below what can be seen. */
const SPARE = 10;

const HEADS = ['#', 'Time', 'Status', 'Model', 'Request', 'Source', 'Tokens', 'Cost', 'First token', 'Total'] as const;

/** What can be seen of a list, in pixels. */
interface Window {
  readonly top: number;
  readonly height: number;
  readonly row: number;
}

/** Follows the scrolling of a list; the style sheet says how high a row is. */
function useWindow(list: { readonly current: HTMLElement | null }): readonly [Window, () => void] {
  const [window, set] = useState<Window>({ top: 0, height: 800, row: 30 });
  const measure = (): void => {
    const element = list.current;
    if (!element) return;
    const row = Number.parseFloat(getComputedStyle(element).getPropertyValue('--row')) || 30;
    set({ top: element.scrollTop, height: element.clientHeight, row });
  };
  useEffect(() => {
    if (!list.current) return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
  return [window, measure];
}

/** New rows come in above: what is being read stays where it is. */
function useSteadyScroll(
  list: { readonly current: HTMLElement | null },
  rows: readonly ViewedSummary[],
  row: number,
): void {
  const first = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    const before = rows.findIndex(({ number }) => number === first.current);
    if (before > 0 && list.current && list.current.scrollTop > 0) list.current.scrollTop += before * row;
    first.current = rows[0]?.number;
  }, [rows]);
}

/** The list of exchanges. Only the rows that can be seen are drawn. */
export function ExchangeTable({ rows, empty, selected, onSelect }: TableProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const [{ top, height, row }, measure] = useWindow(list);
  useSteadyScroll(list, rows, row);
  const index = rows.findIndex(({ number }) => number === selected);
  const reveal = (place: number): void => {
    const element = list.current;
    if (!element || place < 0) return;
    const at = place * row;
    if (at < element.scrollTop) element.scrollTop = at;
    else if (at + row > element.scrollTop + element.clientHeight) element.scrollTop = at + row - element.clientHeight;
  };
  useEffect(() => reveal(index), [selected]);

  const from = Math.max(0, Math.floor(top / row) - SPARE);
  const to = Math.min(rows.length, Math.ceil((top + height) / row) + SPARE);
  const move = (wanted: number): void => {
    const place = Math.max(0, Math.min(rows.length - 1, wanted));
    reveal(place);
    const next = rows[place];
    if (next) onSelect(next.number);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(height / row) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index < 0 ? 0 : index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = moves[event.key];
    if (target === undefined) {
      if (event.key === 'Enter') document.querySelector<HTMLElement>('.detail [role=tab][tabindex="0"]')?.focus();
      return;
    }
    event.preventDefault();
    move(target);
  };
  return (
    <section class="exchanges" aria-label="Exchanges">
      <div class="row heads" aria-hidden="true">
        {HEADS.map((head) => (
          <span class={`c-${head.replace(/\W+/g, '-').toLowerCase()}`}>{head}</span>
        ))}
      </div>
      <div
        ref={list}
        class="rows"
        role="listbox"
        aria-label="Exchanges, newest first"
        tabIndex={0}
        aria-activedescendant={index < 0 ? undefined : `exchange-${selected}`}
        onScroll={measure}
        onKeyDown={onKeyDown}
      >
        {rows.length === 0 && <p class="empty quiet">{empty}</p>}
        <div class="all" style={{ height: `${rows.length * row}px` }}>
          {rows.slice(from, to).map((one, at) => (
            <ExchangeRow
              key={one.number}
              row={one}
              top={(from + at) * row}
              place={from + at + 1}
              of={rows.length}
              selected={one.number === selected}
              onSelect={onSelect}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

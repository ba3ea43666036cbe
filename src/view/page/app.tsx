import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createApi } from './api.ts';
import { Detail } from './detail.tsx';
import { FaultDialog } from './fault-dialog.tsx';
import { parseFilter } from './filter.ts';
import { Header } from './header.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { ExchangeTable } from './exchange-table.tsx';
import { useShortcuts } from './shortcuts.ts';
import { TokenForm, useToken } from './token-form.tsx';
import { useExchange } from './use-exchange.ts';
import { useExchanges } from './use-exchanges.ts';

type DialogName = 'faults' | 'help';

/** The number that the address names, as `#12`. */
const numberInAddress = (): number | undefined => {
  const [, digits] = /^#(\d{1,9})$/.exec(location.hash) ?? [];
  return digits === undefined ? undefined : Number(digits);
};

/** The exchange that is looked at; the address names it, so that it can be linked to. */
function useSelection(): readonly [number | undefined, (number: number | undefined) => void] {
  const [selected, set] = useState(numberInAddress);
  useEffect(() => {
    const follow = (): void => set(numberInAddress());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const select = useCallback((number: number | undefined) => {
    history.replaceState(null, '', number === undefined ? location.pathname : `#${number}`);
    set(number);
  }, []);
  return [selected, select];
}

/** The whole page. */
export function App(): JSX.Element {
  const [token, setToken] = useToken();
  const api = useMemo(() => createApi(() => token), [token]);
  const { rows, hello, connection } = useExchanges(api);
  const [filter, setFilter] = useState('');
  const [selected, select] = useSelection();
  const [dialog, setDialog] = useState<DialogName>();
  const search = useRef<HTMLInputElement>(null);

  const shown = useMemo(() => {
    const test = parseFilter(filter);
    return [...rows.values()].filter(test).toSorted((a, b) => b.number - a.number);
  }, [rows, filter]);
  const loaded = useExchange(api, selected, selected === undefined ? undefined : rows.get(selected));
  const step = (by: number): void => {
    const at = shown.findIndex(({ number }) => number === selected);
    const next = shown[at < 0 ? 0 : Math.max(0, Math.min(shown.length - 1, at + by))];
    if (next) select(next.number);
  };
  useShortcuts({
    down: () => step(1),
    up: () => step(-1),
    search: () => search.current?.focus(),
    back: () => select(undefined),
    faults: () => hello?.live && setDialog('faults'),
    help: () => setDialog('help'),
  });

  if (connection === 'locked') return <TokenForm given={token !== ''} onToken={setToken} />;
  const close = (): void => setDialog(undefined);
  return (
    <>
      <Header
        hello={hello}
        connection={connection}
        total={rows.size}
        shown={shown.length}
        filter={filter}
        onFilter={setFilter}
        onFaults={() => setDialog('faults')}
        onHelp={() => setDialog('help')}
        searchRef={search}
      />
      <main class={selected === undefined ? 'list-only' : 'with-detail'}>
        <ExchangeTable
          rows={shown}
          empty={
            rows.size === 0
              ? 'No requests yet. Send one to this server, and it appears here.'
              : 'No exchange matches the filter.'
          }
          selected={selected}
          onSelect={select}
        />
        {selected !== undefined && (
          <Detail
            key={selected}
            api={api}
            loaded={loaded}
            explains={hello?.explains ?? false}
            onClose={() => select(undefined)}
          />
        )}
      </main>
      {dialog === 'faults' && <FaultDialog api={api} onClose={close} />}
      {dialog === 'help' && <HelpDialog onClose={close} />}
    </>
  );
}

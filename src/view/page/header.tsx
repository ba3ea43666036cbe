import type { JSX, RefObject } from 'preact';
import type { Connection, Hello } from './feed.ts';
import { count, counted } from './format.ts';

interface HeaderProps {
  readonly hello: Hello | undefined;
  readonly connection: Connection;
  readonly total: number;
  readonly shown: number;
  readonly filter: string;
  readonly onFilter: (text: string) => void;
  readonly onFaults: () => void;
  readonly onHelp: () => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

const CONNECTIONS: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting…',
  open: 'Live',
  lost: 'Connection lost. Reconnecting…',
  locked: 'Locked',
};

/** What is shown, whether it is up to date, and the filter. */
export function Header(props: HeaderProps): JSX.Element {
  const { hello, connection, total, shown, filter, onFilter, onFaults, onHelp, searchRef } = props;
  const status = connection === 'open' && hello?.live === false ? 'Recording' : CONNECTIONS[connection];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    if (filter !== '') onFilter('');
    else (event.currentTarget as HTMLElement).blur();
  };
  return (
    <header>
      <h1>
        starmock <span class="quiet">{hello?.title}</span>
      </h1>
      <span class={`connection ${connection}`} role="status">
        {status}
      </span>
      <input
        ref={searchRef}
        type="search"
        aria-label="Filter exchanges"
        placeholder="Filter: model:gpt is:error -status:429"
        value={filter}
        spellcheck={false}
        onInput={(event) => onFilter(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span class="quiet count" aria-live="polite">
        {shown === total ? counted(total, 'exchange') : `${count(shown)} of ${count(total)}`}
      </span>
      {hello?.live && (
        <button type="button" onClick={onFaults}>
          Inject fault
        </button>
      )}
      <button type="button" aria-label="Keyboard and filter help" onClick={onHelp}>
        ?
      </button>
    </header>
  );
}

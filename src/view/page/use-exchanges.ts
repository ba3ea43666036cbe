import { useEffect, useState } from 'preact/hooks';
import type { Api } from './api.ts';
import { withRows, type Rows } from './exchange-list.ts';
import { followFeed, type Connection, type Hello } from './feed.ts';

export interface Exchanges {
  readonly rows: Rows;
  readonly hello: Hello | undefined;
  readonly connection: Connection;
}

const NOTHING: Exchanges = { rows: new Map(), hello: undefined, connection: 'connecting' };

/** The exchanges of the server, as they come. */
export function useExchanges(api: Api): Exchanges {
  const [exchanges, set] = useState(NOTHING);
  useEffect(() => {
    const change = (part: Partial<Exchanges>): void => set((before) => ({ ...before, ...part }));
    return followFeed(api, {
      hello: (hello) => change(hello.known ? { hello } : { hello, rows: new Map() }),
      rows: (rows) => set((before) => ({ ...before, rows: withRows(before.rows, rows) })),
      state: (connection) => change({ connection }),
    });
  }, [api]);
  return exchanges;
}

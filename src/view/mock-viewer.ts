import type { Clock } from '../transports/clock.ts';
import { createExchangeStore } from './exchange-store.ts';
import { serveExchange } from './served-exchange.ts';
import { isViewPath } from './view-path.ts';
import { createViewService } from './view-service.ts';
import type { Viewable } from './viewable.ts';
import type { Viewer, ViewTarget } from './viewer.ts';

export interface MockViewerOptions {
  /** That requests must show. */
  readonly token?: string | undefined;
  readonly clock: Clock;
  /** Unix milliseconds. */
  readonly wallClock: () => number;
}

/** The page over a mock: keeps what the mock exchanges, and serves it. */
export function createMockViewer({ token, clock, wallClock }: MockViewerOptions): Viewer {
  const store = createExchangeStore<Viewable>();
  let target: ViewTarget | undefined;
  let count = 0;
  const run = String(wallClock());
  const service = createViewService({ store, title: 'serve', run, clock, token, target: () => target });
  return {
    open: (opened) => {
      target = opened;
    },
    takes: isViewPath,
    handle: service.handle,
    follow: (handled, request) => {
      const number = ++count;
      const keep = (): void => store.put(number, served, served.size);
      const served = serveExchange(handled, request, number, wallClock(), keep);
      keep();
      return served;
    },
    close: service.close,
  };
}

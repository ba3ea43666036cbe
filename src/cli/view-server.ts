import { createWheelClock } from '../transports/clock.ts';
import { listen, type NodeServer } from '../transports/node-server.ts';
import type { ExchangeStore } from '../view/exchange-store.ts';
import type { ViewTarget } from '../view/viewer.ts';
import { VIEW_BASE } from '../view/view-path.ts';
import { createViewService } from '../view/view-service.ts';
import type { Viewable } from '../view/viewable.ts';

/** A page that is served by itself. */
export interface ViewServer {
  /** Where it is. */
  readonly url: string;
  close(): Promise<void>;
}

/** Bytes that a request to the page may have. */
const MAX_BODY = 100_000;

/** Serves the page over a store, to programs on this machine. @param target what runs, if anything does @throws StarmockError PORT_IN_USE, LISTEN_FAILED */
export async function openViewServer(
  store: ExchangeStore<Viewable>,
  title: string,
  port: number,
  target?: ViewTarget,
): Promise<ViewServer> {
  const clock = createWheelClock();
  const service = createViewService({
    store,
    title,
    run: String(Date.now()),
    clock,
    ...(target && { target: () => target }),
  });
  const nothing = (): void => undefined;
  const server: NodeServer = await listen(
    { maxBody: MAX_BODY, handle: service.handle, open: () => Promise.resolve(), reset: nothing },
    { host: '127.0.0.1', port, clock },
  );
  return {
    url: new URL(VIEW_BASE, server.url).href,
    close: () => {
      service.close();
      return server.close(0);
    },
  };
}

import type { ExchangeConsumer } from '../recordings/exchange-consumer.ts';
import { createExchangeStore } from '../view/exchange-store.ts';
import { tapViewer } from '../view/tap-viewer.ts';
import type { Viewable } from '../view/viewable.ts';
import { openViewServer, type ViewServer } from './view-server.ts';

/** The page beside a tap, which forwards every path and so has none to spare. */
export interface TapPage extends ViewServer {
  readonly consumer: ExchangeConsumer;
}

/** @throws StarmockError LISTEN_FAILED */
export async function openTapPage(): Promise<TapPage> {
  const store = createExchangeStore<Viewable>();
  const server = await openViewServer(store, 'tap', 0);
  return { ...server, consumer: tapViewer(store) };
}

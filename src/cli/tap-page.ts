import type { ExchangeConsumer } from '../recordings/exchange-consumer.ts';
import { createExchangeStore } from '../view/exchange-store.ts';
import type { Observation } from '../recordings/observation.ts';
import { judgedFacts } from '../view/recorded-exchanges.ts';
import { tapViewer } from '../view/tap-viewer.ts';
import type { Viewable } from '../view/viewable.ts';
import type { ViewTarget } from '../view/viewer.ts';
import { openViewServer, type ViewServer } from './view-server.ts';

/** The page beside a tap, which forwards every path and so has none to spare. */
export interface TapPage extends ViewServer {
  readonly consumer: ExchangeConsumer;
}

/**
 * @param inject injects faults into the next requests
 * @param profile to judge the exchanges by, if they are to be judged
 * @throws StarmockError LISTEN_FAILED
 */
export async function openTapPage(inject: ViewTarget['injectNext'], profile: string | undefined): Promise<TapPage> {
  const store = createExchangeStore<Viewable>();
  const look = profile === undefined ? undefined : (seen: Observation) => judgedFacts(seen, profile);
  const server = await openViewServer(store, 'tap', 0, { injectNext: inject });
  return { ...server, consumer: tapViewer(store, look) };
}

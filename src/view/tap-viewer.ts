import type { ExchangeConsumer, TappedExchange } from '../recordings/exchange-consumer.ts';
import type { ExchangeStore } from './exchange-store.ts';
import type { ExchangeFacts } from './view-exchange.ts';
import type { Viewable } from './viewable.ts';

const sizeOf = ({ observation: { request, readings } }: TappedExchange): number =>
  readings.reduce((sum, { bytes }) => sum + bytes.length, request.body.length);

/** What is found out about an exchange when it has ended. */
export type LookCloser = (observation: TappedExchange['observation']) => Promise<Pick<ExchangeFacts, 'found' | 'cost'>>;

/**
 * Puts what a tap forwards into a store, for the page.
 *
 * @param look judges it, if that was asked for
 */
export function tapViewer(store: ExchangeStore<Viewable>, look?: LookCloser): ExchangeConsumer {
  return {
    name: 'page',
    take: async (exchange) => {
      const { number, session, observation, left, faults, unsent } = exchange;
      const facts: ExchangeFacts = {
        number,
        source: { kind: unsent ? 'none' : 'upstream' },
        left,
        ...(session === undefined ? {} : { session }),
        ...(faults && { faults }),
      };
      const put = (known: ExchangeFacts): void =>
        store.put(number, { observation: () => observation, facts: () => known }, sizeOf(exchange));
      put(facts);
      if (look && !unsent) put({ ...facts, ...(await look(observation)) });
    },
    close: () => undefined,
  };
}

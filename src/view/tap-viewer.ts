import type { ExchangeConsumer, TappedExchange } from '../recordings/exchange-consumer.ts';
import type { ExchangeStore } from './exchange-store.ts';
import type { ExchangeFacts } from './view-exchange.ts';
import type { Viewable } from './viewable.ts';

const sizeOf = ({ observation: { request, readings } }: TappedExchange): number =>
  readings.reduce((sum, { bytes }) => sum + bytes.length, request.body.length);

/** Puts what a tap forwards into a store, for the page. */
export function tapViewer(store: ExchangeStore<Viewable>): ExchangeConsumer {
  return {
    name: 'page',
    take: (exchange) => {
      const { number, session, observation, left, faults, unsent } = exchange;
      const facts: ExchangeFacts = {
        number,
        source: { kind: unsent ? 'none' : 'upstream' },
        left,
        ...(session === undefined ? {} : { session }),
        ...(faults && { faults }),
      };
      store.put(number, { observation: () => observation, facts: () => facts }, sizeOf(exchange));
    },
    close: () => undefined,
  };
}

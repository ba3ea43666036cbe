import type { ExchangeConsumer, TappedExchange } from '../../../src/recordings/exchange-consumer.ts';
import { startTap, type Tap, type TapOptions } from '../../../src/tap/start-tap.ts';

/** A tap with real clocks on a free port. */
export const tapOf = (upstream: string, options: Partial<TapOptions> = {}): Promise<Tap> =>
  startTap({
    upstream,
    port: 0,
    host: '127.0.0.1',
    wallClock: Date.now,
    now: () => performance.now(),
    ...options,
  });

/** A consumer that keeps what it takes. */
export function keeper(): ExchangeConsumer & {
  readonly taken: TappedExchange[];
  readonly closed: () => number;
  /** Resolves with all that was taken as soon as there are so many. */
  readonly has: (count: number) => Promise<readonly TappedExchange[]>;
} {
  const taken: TappedExchange[] = [];
  const waiting = new Set<() => void>();
  let closed = 0;
  return {
    name: 'keeper',
    taken,
    closed: () => closed,
    take: (exchange) => {
      taken.push(exchange);
      for (const look of waiting) look();
    },
    close: () => void closed++,
    has: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (taken.length >= count) resolve(taken);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** The bytes of the readings of an exchange as UTF-8. */
export const bodyOf = ({ observation }: TappedExchange): string =>
  Buffer.concat(observation.readings.map(({ bytes }) => bytes)).toString('utf8');

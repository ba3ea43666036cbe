import type { ExchangeConsumer, TappedExchange } from '../recordings/exchange-consumer.ts';

/** Hands ended exchanges to consumers, one after the other, beside the traffic. */
export interface ConsumerQueue {
  /**
   * @param build makes the exchange when its turn comes
   * @param over called when all consumers have taken it
   * @returns false if the queue is full, and the exchange is dropped
   */
  offer(build: () => TappedExchange, over: () => void): boolean;
  /** Waits for all exchanges to be taken, and closes the consumers. */
  close(): Promise<void>;
}

export interface ConsumerQueueOptions {
  readonly consumers: readonly ExchangeConsumer[];
  /** Exchanges that wait at most. */
  readonly maxQueued: number;
  /** A consumer failed; the others go on. */
  readonly onError: (consumer: string, error: unknown) => void;
}

interface Waiting {
  readonly build: () => TappedExchange;
  readonly over: () => void;
}

/** Lets the traffic go first. */
const afterTraffic = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** @param options who takes the exchanges, and how many may wait */
export function createConsumerQueue({ consumers, maxQueued, onError }: ConsumerQueueOptions): ConsumerQueue {
  const waiting: Waiting[] = [];
  let draining: Promise<void> | undefined;

  async function guarded({ name }: ExchangeConsumer, act: () => void | Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      onError(name, error);
    }
  }

  async function drain(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await afterTraffic();
      const { build, over } = next;
      const exchange = build();
      for (const consumer of consumers) await guarded(consumer, () => consumer.take(exchange));
      over();
    }
    draining = undefined;
  }

  return {
    offer: (build, over) => {
      if (waiting.length >= maxQueued) return false;
      waiting.push({ build, over });
      draining ??= drain();
      return true;
    },
    close: async () => {
      await draining;
      for (const consumer of consumers) await guarded(consumer, () => consumer.close());
    },
  };
}

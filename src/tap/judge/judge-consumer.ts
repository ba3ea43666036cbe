import type { ExchangeConsumer, TappedExchange } from '../../recordings/exchange-consumer.ts';

/** Keeps the exchanges that will be judged. */
export interface JudgeConsumer extends ExchangeConsumer {
  /** The last exchanges, oldest first. */
  readonly window: readonly TappedExchange[];
  /** Exchanges that are too old to be judged. */
  readonly forgotten: number;
}

/** Exchanges and bytes of the window. */
export interface WindowLimits {
  readonly exchanges: number;
  readonly bytes: number;
}

const LIMITS: WindowLimits = { exchanges: 2000, bytes: 256 * 1024 * 1024 };

const sizeOf = ({ observation: { request, readings } }: TappedExchange): number =>
  readings.reduce((sum, { bytes }) => sum + bytes.length, request.body.length);

/** @param limits of what is kept; the oldest exchanges make room */
export function createJudgeConsumer(limits: WindowLimits = LIMITS): JudgeConsumer {
  const window: TappedExchange[] = [];
  let bytes = 0;
  let forgotten = 0;
  return {
    name: 'judge',
    window,
    get forgotten() {
      return forgotten;
    },
    take: (exchange) => {
      // What a fault answered says nothing about the upstream.
      if (exchange.unsent) return;
      window.push(exchange);
      bytes += sizeOf(exchange);
      while (window.length > limits.exchanges || (bytes > limits.bytes && window.length > 1)) {
        const oldest = window.shift();
        if (oldest) bytes -= sizeOf(oldest);
        forgotten++;
      }
    },
    close: () => undefined,
  };
}

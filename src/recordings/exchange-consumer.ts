import type { Observation } from './observation.ts';

/** One exchange that went through a tap, once it has ended. */
export interface TappedExchange {
  /** Number of the exchange within the run, from 1. */
  readonly number: number;
  /** The session named by the request's `x-starmock-session` header, if any. */
  readonly session?: string;
  /** Every byte in both directions, with secrets: a consumer redacts before it writes. */
  readonly observation: Observation;
  /** The client disconnected before the answer was complete. */
  readonly left: boolean;
  /** Faults that the client met. The observation is what was there without them. */
  readonly faults?: readonly string[];
  /** The upstream got no request: a fault answered, and the observation is its answer. */
  readonly unsent?: true;
}

/** Takes copies of what a tap forwards: a recorder, a judge, a viewer. It never delays the bytes. */
export interface ExchangeConsumer {
  /** For messages and counters. */
  readonly name: string;
  take(exchange: TappedExchange): void | Promise<void>;
  /** Called once, after the last exchange. */
  close(): void | Promise<void>;
}

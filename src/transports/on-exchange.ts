import type { HandledRequest } from '../mock/record.ts';
import type { ServiceRequest } from '../mock/service-request.ts';
import type { PlayReport, Sink } from './player.ts';

/** Told once of an exchange, when it is over; `ms` since its request came. */
export type Told = (outcome: PlayReport['outcome'], ms: number) => void;

/** Called with each write of an answer; `ms` since its request came. */
export type Wrote = (bytes: string | Uint8Array, ms: number) => void;

/** Follows one exchange until it is over. */
export interface Following {
  readonly over: Told;
  /** Absent if the bytes are not needed. */
  readonly wrote?: Wrote;
}

/** Told of each exchange when it begins, to keep of it what is needed when it is over: most of it is not. */
export type OnExchange = (handled: HandledRequest, request: ServiceRequest) => Following;

/** The same sink; a follower gets the bytes first. */
export const watchedSink = (sink: Sink, wrote: ((bytes: string | Uint8Array) => void) | undefined): Sink =>
  wrote === undefined
    ? sink
    : {
        ...sink,
        write: (bytes) => {
          wrote(bytes);
          return sink.write(bytes);
        },
      };

import type { ConnectFailure, EndHow } from '../recordings/observation.ts';

/** How an exchange through a tap ended. `unreachable`: there was no connection to the upstream. */
export type TapOutcome = Exclude<EndHow, 'timeout' | 'limit'> | 'unreachable';

/** One exchange that went through a tap, in numbers. */
export interface TapReport {
  /** Number of the exchange within the run, from 1. */
  readonly number: number;
  readonly method: string;
  /** The target that the client asked for. */
  readonly path: string;
  /** As the client got it. */
  readonly status?: number;
  readonly outcome: TapOutcome;
  /** The client disconnected before the answer was complete. */
  readonly left: boolean;
  /** Told of anything but `complete`. */
  readonly detail?: string;
  readonly failure?: ConnectFailure;
  /** Bytes of the answer's body. */
  readonly bytes: number;
  /** Milliseconds from the request to the first byte of the body. */
  readonly firstByteMs?: number;
  /** Milliseconds from the request to the end. */
  readonly ms: number;
  /** Whether its copy was dropped, because too many waited. */
  readonly dropped: boolean;
  /** Faults that the answer met. */
  readonly faults?: readonly string[];
  /** A fault answered in place of the upstream, which got no request. */
  readonly unsent?: true;
}

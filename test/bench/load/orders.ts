/** A request text with a place for a number that makes it different from all others. */
export interface RequestText {
  readonly before: string;
  /** Absent: the request is the same every time. The number has {@link SERIAL_DIGITS} digits. */
  readonly after?: string;
}

export const SERIAL_DIGITS = 8;

/** Keeps some connections busy for a while, one request at a time on each. */
export interface LoadOrder {
  readonly kind: 'load';
  readonly port: number;
  /** Whose processor time is measured. */
  readonly pid: number;
  readonly connections: number;
  readonly ms: number;
  readonly request: RequestText;
  /** Number of the first request. */
  readonly serial: number;
}

export interface LoadResult {
  readonly responses: number;
  readonly seconds: number;
  /** Of the server, in the same time. */
  readonly cpuMicros: number;
  /** Of the client itself: near `seconds` means that the client was the bottleneck. */
  readonly clientMicros: number;
  /** Requests sent, answered or not. */
  readonly sent: number;
  /** Body bytes of the responses. */
  readonly bytes: number;
}

/** Opens many event streams and notes when each event arrives. */
export interface PacedOrder {
  readonly kind: 'paced';
  readonly port: number;
  /** Whole requests, a stream each. */
  readonly requests: readonly string[];
  /** Milliseconds over which the streams are opened. */
  readonly ramp: number;
  readonly keepArrivals: boolean;
  /** Milliseconds after which what is still open counts as incomplete. */
  readonly limit: number;
}

export interface PacedResult {
  readonly complete: number;
  readonly errors: readonly string[];
  readonly events: number;
  /** Most streams open at a time. */
  readonly peak: number;
  /** Share of one CPU that the client itself took: near 1 it measured its own lateness. */
  readonly clientBusy: number;
  /** Per stream: milliseconds from the request to each event. */
  readonly arrivals: readonly (readonly number[])[];
}

/** Compares calls in this process with the same calls over loopback. */
export interface FetchOrder {
  readonly kind: 'fetch';
  readonly url: string;
  readonly bodies: readonly { readonly before: string; readonly after?: string }[];
  readonly rounds: number;
  readonly calls: number;
}

export interface FetchResult {
  /** Per body, per round: microseconds a call. */
  readonly inProcess: readonly (readonly number[])[];
  readonly loopback: readonly (readonly number[])[];
}

export type Order = LoadOrder | PacedOrder | FetchOrder;

export type ResultOf<O extends Order> = O extends LoadOrder
  ? LoadResult
  : O extends PacedOrder
    ? PacedResult
    : FetchResult;

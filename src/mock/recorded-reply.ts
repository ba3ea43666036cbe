import type { JsonObject } from '../contract/requirements.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { ServiceRequest } from './service-request.ts';

/** A recorded response that is to be given again. */
export interface RecordedReply {
  /** Which recording it is, such as `weather#2`. */
  readonly recording: string;
  readonly status: number;
  /** As they were recorded. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  /** Milliseconds until the head came. */
  readonly headMs: number;
  /** The body as it came: each piece with its moment. */
  readonly pieces: ReadonlyArray<{ readonly ms: number; readonly bytes: Uint8Array }>;
  /** How the connection ended. */
  readonly end: 'close' | 'reset';
  readonly stream: boolean;
  /** The model that was asked for. */
  readonly model?: string;
  /** The whole answer as a plain body; `undefined` where it is not JSON. */
  answer(): JsonObject | undefined;
}

/** Nothing that was recorded answers a request. */
export interface RecordingMiss {
  /** For the client: what is nearest, and what differs. */
  readonly message: string;
}

/** The request goes on to a live API. */
export interface RecordingForwarded {
  forward(): Promise<Exchange>;
}

export type Found = RecordedReply | RecordingMiss | RecordingForwarded;

/** What is recorded, for requests. Asked once for each. */
export interface Recordings {
  find(request: ServiceRequest): Found | Promise<Found>;
  /** Starts sequences again. @param session default: every session */
  reset(session?: string): void;
}

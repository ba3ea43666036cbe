import type { Endpoint } from '../contract/endpoints/endpoint.ts';
import type { Codec } from './codec.ts';

/** An endpoint that a mock serves. */
export interface ServedEndpoint {
  readonly endpoint: Endpoint;
  /** Loads its codec, when it is first asked for. */
  codec(): Promise<Codec>;
}

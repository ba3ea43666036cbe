import type { Exchange } from '../wire/exchange.ts';
import type { ServiceRequest } from './service-request.ts';

/** Sends requests on to a live API, and gives its answers as they come. */
export interface Forwarder {
  /**
   * Resolves when the head of the response is there.
   *
   * @param session that the request names in a header
   */
  forward(request: ServiceRequest, session: string | undefined): Promise<Exchange>;
}

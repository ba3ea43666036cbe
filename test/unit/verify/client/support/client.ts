import {
  createClient,
  type ClientOptions,
  type Exchanged,
  type SendOptions,
} from '../../../../../src/verify/client/client.ts';
import { joinBytes } from '../../../../../src/contract/join-bytes.ts';
import type { SentRequest } from '../../../../../src/recordings/observation.ts';

/** Short enough that a test of what never comes is over soon; long enough for what does come on this machine. */
export const HASTY = { connect: 5000, head: 5000, idle: 5000, total: 10_000 } as const;

/** A request without a body. */
export const get = (url: string, headers: SentRequest['headers'] = []): SentRequest => ({
  method: 'GET',
  url,
  headers,
  body: new Uint8Array(),
});

/** Sends a request with a client of its own. */
export function send(
  request: SentRequest,
  { timeouts, ...options }: Partial<ClientOptions> = {},
  sendOptions?: SendOptions,
): Promise<Exchanged> {
  return createClient({
    wallClock: Date.now,
    now: () => performance.now(),
    timeouts: { ...HASTY, ...timeouts },
    ...options,
  }).send(request, sendOptions);
}

/** The body that a client read, one character a byte. */
export const bodyOf = ({ readings }: Pick<Exchanged, 'readings'>): string =>
  Buffer.from(joinBytes(readings.map(({ bytes }) => bytes))).toString('latin1');

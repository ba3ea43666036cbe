import { expect } from 'vitest';
import type { ClientOptions, Exchanged } from '../../../../../src/verify/client/client.ts';
import { get, send } from './client.ts';
import { rawServer, type Peer } from './raw-server.ts';

export const OK = 'HTTP/1.1 200 OK\r\n';
export const CHUNKED: string = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
export const KIB = 1024;

export const LIMITS = { maxBody: 65_536, maxHead: 8192 } as const;

/** What sockets of this machine buffer between two ends, and more. */
const BUFFERS = 16 * KIB * KIB;

/** What a hostile server does. */
export type Serve = (peer: Peer) => unknown;

/** Sends a POST to a hostile server, with low limits; checks that hardly more than these was taken. */
export async function meet(serve: Serve, options: Partial<ClientOptions> = {}): Promise<Exchanged> {
  await using server = await rawServer(serve);
  const request = { ...get(`${server.url}/v1/chat/completions`), method: 'POST', body: Buffer.from('{}') };
  const exchanged = await send(request, { ...LIMITS, ...options });
  expect(server.written).toBeLessThan(BUFFERS);
  const kept = exchanged.readings.reduce((total, { bytes }) => total + bytes.buffer.byteLength, 0);
  expect(kept).toBeLessThanOrEqual((options.maxBody ?? LIMITS.maxBody) + 65 * KIB);
  return exchanged;
}

/** A clock that tells when a client has read something, which is when it asks for the time again. */
export function watchfulClock(): { readonly now: () => number; readonly read: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = 0;
  return {
    now: () => {
      if (++asked > 1) resolve();
      return performance.now();
    },
    read: promise,
  };
}

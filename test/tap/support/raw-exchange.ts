import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Shape } from './shapes.ts';

/** What a client saw, one character a byte. */
export interface Seen {
  readonly received: string;
  readonly end: 'fin' | 'reset' | 'open';
}

/** A server of which a test writes every byte. */
export interface RawOrigin {
  readonly port: number;
  /** All that it received, one character a byte. */
  readonly requests: () => string;
  /** Resolves with the connection of the next client, once it has sent something. */
  readonly asked: () => Promise<Socket>;
  readonly close: () => Promise<void>;
}

/** Starts an origin. */
export async function startOrigin(): Promise<RawOrigin> {
  const sockets = new Set<Socket>();
  const wanted: ((socket: Socket) => void)[] = [];
  const ready: Socket[] = [];
  let requests = '';
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('data', (bytes) => (requests += bytes.toString('latin1')));
    socket.once('data', () => {
      const take = wanted.shift();
      if (take) take(socket);
      else ready.push(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests: () => requests,
    asked: () =>
      new Promise((resolve) => {
        const socket = ready.shift();
        if (socket) resolve(socket);
        else wanted.push(resolve);
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A client that keeps what it receives. */
export interface RawClient {
  readonly socket: Socket;
  readonly received: () => string;
  /** Resolves when so many bytes have come. */
  readonly has: (length: number) => Promise<void>;
  readonly ended: Promise<Seen['end']>;
}

/** Connects and sends. */
export function openClient(port: number, request: string): RawClient {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let received = '';
  const waiting = new Set<() => void>();
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1');
    for (const look of waiting) look();
  });
  const ended = new Promise<Seen['end']>((resolve) => {
    socket.once('end', () => resolve('fin')).once('error', () => resolve('reset'));
    socket.once('close', () => resolve('open'));
  });
  socket.write(request, 'latin1');
  const has = (length: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (received.length < length) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { socket, received: () => received, has, ended };
}

const ASK = 'GET /v1/models HTTP/1.1\r\nHost: origin\r\n\r\n';

/**
 * Plays an answer to a client of `port`. A piece is written when the one before has reached the client, so an exchange that is held back
 * anywhere never ends.
 */
export async function playShape(shape: Shape, origin: RawOrigin, port: number): Promise<Seen> {
  const client = openClient(port, shape.request ?? ASK);
  const socket = await origin.asked();
  let sent = 0;
  for (const piece of shape.pieces) {
    socket.write(piece, 'latin1');
    sent += piece.length;
    await client.has(sent);
  }
  if (shape.end === 'fin') socket.end();
  if (shape.end === 'reset') socket.resetAndDestroy();
  const end = shape.end === 'open' ? 'open' : await client.ended;
  const seen: Seen = { received: client.received(), end };
  client.socket.destroy();
  socket.destroy();
  return seen;
}

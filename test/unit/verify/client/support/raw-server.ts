import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** One connection, as the server of a test has it. */
export interface Peer {
  readonly socket: Socket;
  /** Resolves with the request as soon as its head is there; one character a byte. */
  readonly request: Promise<string>;
  /** Resolves with all that has come, as soon as it is so many bytes behind the head. */
  body(length: number): Promise<string>;
  /** Resolves when the bytes are handed over or the connection is gone; true in the first case. */
  write(bytes: string | Uint8Array): Promise<boolean>;
}

/** A server that says what a test wants, HTTP or not. At its disposal it fails unless the client has left every connection. */
export interface RawServer extends AsyncDisposable {
  readonly port: number;
  /** Without a path. */
  readonly url: string;
  readonly connections: number;
  /** Bytes handed to sockets; what a client cannot be made to hold stays with us. */
  readonly written: number;
}

/** Longest time in which a closed connection is seen to be closed. */
const LONGEST_FAREWELL = 30_000;

function peerOf(socket: Socket, onWritten: (bytes: number) => void): Peer {
  const pieces: Buffer[] = [];
  let length = 0;
  let headEnd = -1;
  const arrivals = new EventTarget();
  socket.on('data', (bytes: Buffer) => {
    pieces.push(bytes);
    length += bytes.length;
    // Once it is known where the head ends, megabytes of a body are not looked through again.
    if (headEnd < 0) headEnd = Buffer.concat(pieces).indexOf('\r\n\r\n');
    arrivals.dispatchEvent(new Event('data'));
  });
  const body = (least: number): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (headEnd < 0 || length < headEnd + 4 + least) return;
        arrivals.removeEventListener('data', look);
        resolve(Buffer.concat(pieces).toString('latin1'));
      };
      arrivals.addEventListener('data', look);
      look();
    });
  const gone = new Promise<false>((resolve) => void socket.once('close', () => resolve(false)));
  return {
    socket,
    request: body(0),
    body,
    write: (bytes) => {
      if (socket.destroyed) return Promise.resolve(false);
      const sent = new Promise<true>((resolve) => {
        socket.write(bytes, (error) => {
          if (error) return;
          onWritten(bytes.length);
          resolve(true);
        });
      });
      return Promise.race([sent, gone]);
    },
  };
}

function create(tls: TlsOptions | undefined, onConnection: (socket: Socket) => void): Server {
  return tls ? createTlsServer(tls, onConnection) : createServer({ noDelay: true }, onConnection);
}

/**
 * Starts a server on a free port of 127.0.0.1.
 *
 * @param serve told of each connection; the first is number 0
 * @param tls with it, connections are served when their handshake is done
 */
export async function rawServer(serve: (peer: Peer, number: number) => unknown, tls?: TlsOptions): Promise<RawServer> {
  const open = new Set<Socket>();
  let connections = 0;
  let written = 0;
  const server = create(tls, (socket) => {
    const peer = peerOf(socket.setNoDelay(true), (bytes) => void (written += bytes));
    void serve(peer, connections++);
  });
  // Below TLS there is a connection, too, also where the handshake fails.
  server.on('connection', (socket: Socket) => {
    open.add(socket.on('error', () => undefined));
    socket.once('close', () => open.delete(socket));
  });
  server.on('secureConnection', (socket: Socket) => socket.on('error', () => undefined));
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    get connections() {
      return connections;
    },
    get written() {
      return written;
    },
    [Symbol.asyncDispose]: async () => {
      const deadline = new Promise<void>((resolve) => void setTimeout(resolve, LONGEST_FAREWELL).unref());
      // A socket that is paused does not see the other end close.
      const all = Promise.all(
        [...open].map((socket) => new Promise((resolve) => socket.once('close', resolve).resume())),
      );
      await Promise.race([all, deadline]);
      const left = open.size;
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
      if (left > 0) throw new Error(`the client left ${left} connections open`);
    },
  };
}

/** Serves the same bytes to each connection once its request is there, in the pieces given, and then does what is said. */
export const saying =
  (pieces: readonly (string | Uint8Array)[], after: (socket: Socket) => unknown = () => undefined) =>
  async ({ request, write, socket }: Peer): Promise<void> => {
    await request;
    for (const piece of pieces) if (!(await write(piece))) return;
    after(socket);
  };

/** Writes the same bytes until the client leaves. */
export async function pour({ write }: Peer, bytes: string | Uint8Array): Promise<void> {
  while (await write(bytes));
}

/** Writes one byte after another with pauses, until the client leaves. */
export async function drip({ write, socket }: Peer, text: string, ms: number): Promise<void> {
  const gone = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
  for (const byte of text) {
    if (!(await write(byte))) return;
    const timer = Promise.withResolvers<void>();
    const id = setTimeout(timer.resolve, ms);
    await Promise.race([timer.promise, gone]);
    clearTimeout(id);
  }
}

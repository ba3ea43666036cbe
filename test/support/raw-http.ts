import { connect, type Socket } from 'node:net';

/** A connection whose bytes a test writes itself, for what no HTTP client would send. */
export interface RawConnection {
  readonly socket: Socket;
  readonly send: (bytes: string | Uint8Array) => void;
  /** Resolves with all that has come, as soon as it has the pattern; rejects after 20 s or when the connection ends without. */
  readonly until: (pattern: RegExp) => Promise<string>;
  /** Resolves with all that has come, when the server has ended the connection. */
  readonly closed: Promise<string>;
}

/** Connects to a port of this machine. */
export function openRaw(port: number): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1' });
  let text = '';
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  socket.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    tell();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => {
      tell();
      resolve(text);
    });
  });
  const until = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const give = (action: () => void): void => {
        clearTimeout(timer);
        listeners.delete(look);
        action();
      };
      const look = (): void => {
        if (pattern.test(text)) give(() => resolve(text));
        else if (socket.destroyed) give(() => reject(new Error(`closed before ${pattern}: ${text.slice(0, 500)}`)));
      };
      const timer = setTimeout(() => {
        give(() => reject(new Error(`nothing like ${pattern} in 20 s: ${text.slice(0, 500)}`)));
      }, 20_000);
      listeners.add(look);
      look();
    });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => resolve({ socket, send: (bytes) => void socket.write(bytes), until, closed }));
  });
}

/** The head of a chat request; the caller says how long the body is. */
export function chatHead(...headers: readonly string[]): string {
  return [
    'POST /v1/chat/completions HTTP/1.1',
    'Host: mock',
    'Authorization: Bearer sk-test',
    'Content-Type: application/json',
  ]
    .concat(headers, '', '')
    .join('\r\n');
}

import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Sink } from './player.ts';

/** `byteLength` of Node, by the one way that also knows it without copying the text. */
const bytesOf = (bytes: string | Uint8Array): number => Buffer.byteLength(bytes);

/**
 * Where an answer of several frames is written to; its head must be sent already.
 *
 * A response that is sent in chunks gets each chunk in one piece, straight onto its connection: Node would write a chunk as
 * three, with an object and a callback for each, which is most of the work and of the garbage of a paced stream. What is
 * answered behind another request on the same connection has no connection yet, and is left to Node, as is everything else.
 */
export function responseSink(response: ServerResponse): Sink {
  const { socket } = response;
  const base: Sink = {
    write: (bytes) => response.write(bytes),
    drained: (resume) => response.once('drain', resume),
    end: () => response.end(),
    reset: () => response.socket?.resetAndDestroy(),
  };
  if (!socket || !response.chunkedEncoding) return base;
  return { ...base, write: (bytes) => writeChunk(socket, bytes), drained: (resume) => socket.once('drain', resume) };
}

function writeChunk(socket: Socket, bytes: string | Uint8Array): boolean {
  const size = bytesOf(bytes);
  // A chunk of nothing would be the end of all.
  if (size === 0 || !socket.writable) return true;
  const head = `${size.toString(16)}\r\n`;
  if (typeof bytes === 'string') return socket.write(`${head}${bytes}\r\n`, size === bytes.length ? 'latin1' : 'utf8');
  socket.write(head, 'latin1');
  socket.write(bytes);
  return socket.write('\r\n', 'latin1');
}

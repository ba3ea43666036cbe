import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Sink } from './player.ts';

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
  // A chunk of nothing would be the end of all.
  if (bytes.length === 0 || !socket.writable) return true;
  if (typeof bytes === 'string') return writeText(socket, bytes);
  socket.write(chunkHead(bytes.length), 'latin1');
  socket.write(bytes);
  return socket.write('\r\n', 'latin1');
}

const chunkHead = (length: number): string => `${length.toString(16)}\r\n`;

/** Taken for ASCII, which most is, and measured as it will be sent: to measure a text is to join it, once. */
function writeText(socket: Socket, text: string): boolean {
  const chunk = `${chunkHead(text.length)}${text}\r\n`;
  const more = Buffer.byteLength(chunk) - chunk.length;
  if (more === 0) return socket.write(chunk, 'latin1');
  return socket.write(`${chunkHead(text.length + more)}${text}\r\n`, 'utf8');
}

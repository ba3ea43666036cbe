/** What the reader saw in some bytes. */
export interface Reading {
  /** Whether the response is complete with them. */
  readonly complete: boolean;
  /** Status of the response; 0 while the head is incomplete. */
  readonly status: number;
}

/** Reads the responses of one keep-alive connection, one at a time. */
export interface ResponseReader {
  push(chunk: Buffer): Reading;
  /** Bytes of bodies so far, chunk framing included. */
  bytes(): number;
}

const LENGTH = 'ength: ';
const ZERO = 0x30;

function numberAt(bytes: Buffer, from: number): number {
  let value = 0;
  for (let at = from; ; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return value;
    value = value * 10 + digit;
  }
}

/** The last chunk of a chunked body. It cannot occur inside: an empty line never follows a line break of the framing. */
function endsChunks(bytes: Buffer): boolean {
  const { length } = bytes;
  return length >= 5 && bytes[length - 5] === ZERO && bytes.toString('latin1', length - 4) === '\r\n\r\n';
}

/**
 * Knows just enough HTTP to tell where a response ends: a client that did more would be slower than the server it measures.
 * Requests must not be pipelined.
 */
export function createResponseReader(): ResponseReader {
  let held: Buffer | undefined;
  let status = 0;
  /** Bytes still to come; -1 for a chunked body. */
  let left = 0;
  let total = 0;

  function body(bytes: Buffer): Reading {
    total += bytes.length;
    if (left >= 0) {
      left -= bytes.length;
      return done(left <= 0);
    }
    // The five last bytes may arrive in two pieces.
    const end = held ? Buffer.concat([held, bytes]) : bytes;
    held = end.length < 5 ? end : end.subarray(-4);
    return done(endsChunks(end));
  }

  function done(complete: boolean): Reading {
    const reading = { complete, status };
    if (complete) {
      held = undefined;
      status = 0;
    }
    return reading;
  }

  return {
    push: (chunk) => {
      if (status !== 0) return body(chunk);
      const bytes = held ? Buffer.concat([held, chunk]) : chunk;
      const head = bytes.indexOf('\r\n\r\n');
      if (head < 0) {
        held = bytes;
        return { complete: false, status: 0 };
      }
      held = undefined;
      status = numberAt(bytes, 'HTTP/1.1 '.length);
      const length = bytes.indexOf(LENGTH);
      left = length >= 0 && length < head ? numberAt(bytes, length + LENGTH.length) : -1;
      return body(bytes.subarray(head + 4));
    },
    bytes: () => total,
  };
}

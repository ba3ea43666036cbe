import { asLatin1, ofLatin1 } from '../recordings/latin1.ts';
import { bodyDecoder, type BodyDecoder } from '../verify/client/body-decoder.ts';
import { createHeadCollector } from '../verify/client/head-collector.ts';
import { valuesOf, type Framing, type Malformed } from '../verify/client/response-head.ts';
import { rewriteHead, type RewrittenHead, type Rewriting } from './rewrite-head.ts';

/** What a request path reports of the requests that it forwards. */
export interface RequestListener {
  /** @returns why the request is not forwarded, if it is not; `unsent` for one that is read nevertheless, the last of its connection */
  begun(head: RewrittenHead): OwnError | 'unsent' | undefined;
  /** Bytes of the body, without transfer coding. */
  body(bytes: Uint8Array): void;
  ended(): void;
}

/** An error that the tap answers with itself. */
export interface OwnError {
  readonly status: number;
  readonly reason: string;
  readonly code: string;
  readonly message: string;
}

/** What to do with received bytes. */
export interface Forwarded {
  /** What goes upstream, in order. */
  readonly bytes: readonly Uint8Array[];
  /** Why nothing more is forwarded. */
  readonly refused?: OwnError;
}

/** Longest head of a request. */
const MAX_HEAD = 1024 * 1024;

const refusal = (why: string): OwnError => ({
  status: 400,
  reason: 'Bad Request',
  code: 'malformed_request',
  message: `Cannot forward the request: ${why}`,
});

/** RFC 9112 section 6.3, for a server. */
function framingOf(head: Pick<RewrittenHead, 'headers'>): Framing | Malformed {
  const codings = valuesOf(head, 'transfer-encoding').join(', ').toLowerCase();
  const lengths = [...new Set(valuesOf(head, 'content-length'))];
  if (codings !== '') {
    if (lengths.length > 0) return { malformed: 'it has both Transfer-Encoding and Content-Length' };
    return codings === 'chunked' ? { framing: 'chunked' } : { malformed: 'its Transfer-Encoding is not chunked' };
  }
  const [length = '0'] = lengths;
  return lengths.length > 1 || !/^\d{1,15}$/.test(length)
    ? { malformed: 'its Content-Length is not a number' }
    : { framing: 'length', length: Number(length) };
}

/**
 * Forwards the requests of a connection: heads are rewritten, bodies pass as they come.
 *
 * @example
 * const { bytes } = createRequestPath({ upstream }, listener).push(received);
 */
export function createRequestPath(
  rewriting: Rewriting,
  listener: RequestListener,
): {
  push(bytes: Uint8Array): Forwarded;
  /** From now on bytes pass unread, as after a change of protocol. */
  passAll(): void;
} {
  const collector = createHeadCollector();
  let body: BodyDecoder | undefined;
  let blind = false;
  let unsent = false;

  function takeHead(head: Uint8Array, out: Uint8Array[]): OwnError | undefined {
    const text = asLatin1(head);
    if (/^[\r\n]*$/.test(text)) return undefined;
    const rewritten = rewriteHead(text, rewriting);
    if ('malformed' in rewritten) return refusal(rewritten.malformed);
    if (rewritten.method === 'CONNECT') return refusal('a tap is not a forward proxy');
    const framing = framingOf(rewritten);
    if ('malformed' in framing) return refusal(framing.malformed);
    const refused = listener.begun(rewritten);
    unsent = refused === 'unsent';
    if (refused && refused !== 'unsent') return refused;
    if (!unsent) out.push(ofLatin1(rewritten.text));
    body = bodyDecoder(framing);
    if (body.complete) endBody();
    return undefined;
  }

  function endBody(): void {
    body = undefined;
    listener.ended();
  }

  /** @returns what follows the body */
  function takeBody(bytes: Uint8Array, decoder: BodyDecoder, out: Uint8Array[]): Uint8Array {
    const piece = decoder.push(bytes);
    const end = bytes.length - decoder.extra;
    if (!unsent) out.push(bytes.subarray(0, end));
    if (piece.bytes.length > 0) listener.body(piece.bytes);
    // Where the body ends can no longer be known: the upstream decides what the bytes mean.
    if (piece.malformed !== undefined) blind = true;
    if (decoder.complete || (blind && unsent)) endBody();
    return bytes.subarray(end);
  }

  return {
    push: (bytes) => {
      const out: Uint8Array[] = [];
      let left = bytes;
      while (left.length > 0 && (body || !unsent)) {
        if (blind) {
          out.push(left);
          break;
        }
        if (body) {
          left = takeBody(left, body, out);
          continue;
        }
        const found = collector.push(left);
        if (!found) break;
        const refused = takeHead(found.head, out);
        if (refused) return { bytes: out, refused };
        left = found.rest;
      }
      return collector.pending.length > MAX_HEAD
        ? { bytes: out, refused: refusal(`its head has more than ${MAX_HEAD} bytes`) }
        : { bytes: out };
    },
    passAll: () => {
      blind = true;
    },
  };
}

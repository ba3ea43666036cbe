import { asLatin1 } from '../../recordings/latin1.ts';
import type { AnswerHead, Observation, Reading } from '../../recordings/observation.ts';
import { joinBytes } from '../../contract/join-bytes.ts';
import { bodyDecoder, type BodyDecoder } from './body-decoder.ts';
import { createHeadCollector } from './head-collector.ts';
import { framingOf, parseHead } from './response-head.ts';

export interface ReaderLimits {
  /** Bytes of a head. */
  readonly maxHead: number;
  /** Bytes of a body that are kept. */
  readonly maxBody: number;
}

/** How far an answer has come. `limit`: the response is too large to keep. */
export type ReaderState = 'head' | 'body' | 'complete' | 'malformed' | 'limit';

/** Reads one HTTP/1.1 answer from the pieces in which it arrives. */
export interface AnswerReader {
  /** @param ms when they came */
  push(bytes: Uint8Array, ms: number): ReaderState;
  /** The peer closed: the state that this leaves, `body` or `head` where something is missing. */
  close(): ReaderState;
  readonly state: ReaderState;
  readonly head: AnswerHead | undefined;
  readonly framing: Observation['framing'];
  readonly readings: readonly Reading[];
  /** What was malformed, missing or too much. */
  readonly detail: string | undefined;
}

/** Interim answers (RFC 9110 section 15.2) that are read past; more would be an attack. */
const MAX_INTERIM = 10;

/** Pieces of a body that are kept; each costs far more than the byte that it may hold. */
const MAX_READINGS = 200_000;

/** @param method of the request, since an answer to HEAD has no body */
export function createAnswerReader(method: string, limits: ReaderLimits): AnswerReader {
  const readings: Reading[] = [];
  let state: ReaderState = 'head';
  let detail: string | undefined;
  const collector = createHeadCollector();
  let head: AnswerHead | undefined;
  let framing: Observation['framing'] = 'none';
  let body: BodyDecoder | undefined;
  let kept = 0;
  let interim = 0;

  function stop(next: 'malformed' | 'limit', why: string, bytes: Uint8Array, ms: number): ReaderState {
    // Everything received is evidence.
    const evidence = bytes.slice(0, Math.max(0, limits.maxBody - kept));
    if (evidence.length > 0) readings.push({ ms, bytes: evidence });
    state = next;
    detail = why;
    return state;
  }

  function takeBody(bytes: Uint8Array, ms: number, decoder: BodyDecoder): ReaderState {
    const { bytes: piece, malformed } = decoder.push(bytes);
    if (kept + piece.length > limits.maxBody)
      return stop('limit', `a body of more than ${limits.maxBody} bytes`, piece, ms);
    if (malformed !== undefined) return stop('malformed', malformed, piece, ms);
    if (readings.length >= MAX_READINGS) return stop('limit', `a body in more than ${MAX_READINGS} pieces`, piece, ms);
    // A copy, since what a socket hands out may be a slice of a much larger buffer.
    if (piece.length > 0) readings.push({ ms, bytes: piece.slice() });
    kept += piece.length;
    if (decoder.complete) state = 'complete';
    if (decoder.extra > 0) detail = `${decoder.extra} bytes after the end of the body`;
    return state;
  }

  function takeHead(bytes: Uint8Array, rest: Uint8Array, ms: number): ReaderState {
    const evidence = (): Uint8Array => joinBytes([bytes, rest]);
    if (bytes.length > limits.maxHead)
      return stop('limit', `a head of more than ${limits.maxHead} bytes`, evidence(), ms);
    const parsed = parseHead(asLatin1(bytes));
    if ('malformed' in parsed) return stop('malformed', parsed.malformed, evidence(), ms);
    if (parsed.status >= 100 && parsed.status < 200) {
      if (++interim > MAX_INTERIM) return stop('malformed', 'too many interim responses', evidence(), ms);
      return parsed.status === 101
        ? stop('malformed', 'an unrequested protocol switch', evidence(), ms)
        : more(rest, ms);
    }
    head = { ...parsed, ms };
    const found = framingOf(method, parsed);
    if ('malformed' in found) return stop('malformed', found.malformed, rest, ms);
    framing = found.framing;
    body = bodyDecoder(found);
    state = body.complete ? 'complete' : 'body';
    return rest.length > 0 ? takeBody(rest, ms, body) : state;
  }

  function more(bytes: Uint8Array, ms: number): ReaderState {
    const found = collector.push(bytes);
    if (found) return takeHead(found.head, found.rest, ms);
    const { pending } = collector;
    if (pending.length > 4 && asLatin1(pending.subarray(0, 5)) !== 'HTTP/')
      return stop('malformed', 'no HTTP', pending, ms);
    return pending.length > limits.maxHead
      ? stop('limit', `a head of more than ${limits.maxHead} bytes`, pending, ms)
      : state;
  }

  return {
    push: (bytes, ms) => {
      switch (state) {
        case 'head':
          return more(bytes, ms);
        case 'body':
          return body ? takeBody(bytes, ms, body) : state;
        case 'complete':
          detail = 'bytes after the end of the body';
          return state;
        case 'malformed':
        case 'limit':
          return state;
      }
    },
    close: () => {
      if (state === 'body') {
        detail = body?.missing === undefined ? detail : `${body.missing} missing`;
        if (framing === 'close') state = 'complete';
      }
      const { length } = collector.pending;
      if (state === 'head' && length > 0) detail = `${length} bytes of a head without its end`;
      return state;
    },
    get state() {
      return state;
    },
    get head() {
      return head;
    },
    get framing() {
      return framing;
    },
    get readings() {
      return readings;
    },
    get detail() {
      return detail;
    },
  };
}

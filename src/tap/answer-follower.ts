import { asLatin1 } from '../recordings/latin1.ts';
import type { Observation } from '../recordings/observation.ts';
import { bodyDecoder, type BodyDecoder } from '../verify/client/body-decoder.ts';
import { createHeadCollector } from '../verify/client/head-collector.ts';
import { framingOf, parseHead, type ParsedHead } from '../verify/client/response-head.ts';

/** What a follower reports of one answer. */
export interface AnswerListener {
  readonly method: string;
  head(head: ParsedHead, framing: Observation['framing']): void;
  /** Bytes of the body, without transfer coding. */
  body(bytes: Uint8Array): void;
  /** The answer is complete. */
  ended(): void;
  /** What came is not HTTP/1.1; nothing more is followed on this connection. */
  malformed(why: string): void;
  /** The connection changes its protocol; nothing more is followed. */
  upgraded(head: ParsedHead): void;
}

/** Finds the answers in a copy of the bytes of a connection. It never holds a byte back. */
export interface AnswerFollower {
  push(bytes: Uint8Array): void;
  /** The peer closed: a body that ends so is complete. @returns what is missing, if an answer was begun */
  closed(): string | undefined;
}

const MAX_HEAD = 1024 * 1024;

/** @param next the request that the next answer is for, if there is one */
export function createAnswerFollower(next: () => AnswerListener | undefined): AnswerFollower {
  const collector = createHeadCollector();
  let listener: AnswerListener | undefined;
  let body: BodyDecoder | undefined;
  let closes = false;
  let lost = false;

  function lose(why: string): void {
    const current = listener;
    lost = true;
    listener = undefined;
    current?.malformed(why);
  }

  function end(): void {
    const ended = listener;
    listener = body = undefined;
    closes = false;
    ended?.ended();
  }

  function takeHead(bytes: Uint8Array, current: AnswerListener): void {
    const head = parseHead(asLatin1(bytes));
    if ('malformed' in head) return lose(head.malformed);
    if (head.status === 101) {
      lost = true;
      listener = undefined;
      return current.upgraded(head);
    }
    if (head.status >= 100 && head.status < 200) return;
    const framing = framingOf(current.method, head);
    current.head(head, 'malformed' in framing ? 'none' : framing.framing);
    if ('malformed' in framing) return lose(framing.malformed);
    closes = framing.framing === 'close';
    body = bodyDecoder(framing);
    if (body.complete) end();
  }

  /** @returns what follows the body */
  function takeBody(bytes: Uint8Array, decoder: BodyDecoder, current: AnswerListener): Uint8Array {
    const piece = decoder.push(bytes);
    if (piece.bytes.length > 0) current.body(piece.bytes);
    if (piece.malformed !== undefined) lose(piece.malformed);
    if (!decoder.complete || lost) return bytes.subarray(bytes.length);
    end();
    return bytes.subarray(bytes.length - decoder.extra);
  }

  function takeNext(bytes: Uint8Array): Uint8Array {
    listener ??= next();
    // Bytes that nobody asked for.
    if (!listener) {
      lost = true;
      return bytes;
    }
    if (body) return takeBody(bytes, body, listener);
    const found = collector.push(bytes);
    if (found) takeHead(found.head, listener);
    else if (collector.pending.length > MAX_HEAD) lose(`a head of more than ${MAX_HEAD} bytes`);
    return found ? found.rest : bytes.subarray(bytes.length);
  }

  return {
    push: (bytes) => {
      let left = bytes;
      while (left.length > 0 && !lost) left = takeNext(left);
    },
    closed: () => {
      if (closes && listener) end();
      if (listener === undefined) return undefined;
      return body ? `${body.missing ?? 'bytes'} missing` : 'a head without its end';
    },
  };
}

import type { Socket } from 'node:net';
import type { EndHow, Observation, ObservedEnd, SentRequest } from '../../recordings/observation.ts';
import { createAnswerReader, type AnswerReader } from './answer-reader.ts';
import { ConnectError, openConnection } from './connect.ts';
import { requestHead } from './request-head.ts';

/** Milliseconds. */
export interface Timeouts {
  /** Name, connection, proxy and TLS together. Default 10,000. */
  readonly connect: number;
  /** From the request's last byte to the whole head. Default 120,000: a model may think before it answers. */
  readonly head: number;
  /** Without a byte of the body. Default 30,000. */
  readonly idle: number;
  /** From the request's last byte to the end. Default 300,000. */
  readonly total: number;
}

export const TIMEOUTS: Timeouts = { connect: 10_000, head: 120_000, idle: 30_000, total: 300_000 };

export interface ClientOptions {
  /** Wall clock in Unix milliseconds, for when a request was sent. */
  readonly wallClock: () => number;
  /** Milliseconds that never run backwards, for how long things took. */
  readonly now: () => number;
  readonly timeouts?: Partial<Timeouts>;
  /** Bytes of a body that are read at most. Default 32 MiB. */
  readonly maxBody?: number;
  /** Bytes of a head that are read at most. Default 64 KiB. */
  readonly maxHead?: number;
  /** Certificates to trust beside those that Node trusts, as PEM. */
  readonly ca?: string;
  /** Accepts any certificate. Default false. */
  readonly insecure?: boolean;
  /** The proxy for a URL, if any; see `proxyFor`. */
  readonly proxy?: (url: URL) => string | undefined;
}

/** What else there is to say about sending a request. */
export interface SendOptions {
  /** Leaves when so many blank lines of the body have come: after so many events of a stream. */
  readonly leaveAfter?: number;
  /** Leaves at once. */
  readonly signal?: AbortSignal;
}

/** What a client knows of an exchange; the rest of an observation is about the probe. */
export type Exchanged = Pick<
  Observation,
  'startedAt' | 'request' | 'head' | 'readings' | 'framing' | 'end' | 'failure'
>;

/** Sends requests and writes down what comes. Whatever a peer does, it resolves, in bounded time and memory. */
export interface Client {
  /** Rejects only a request that cannot be written as HTTP: BAD_OPTION, before anything is sent. */
  send(request: SentRequest, options?: SendOptions): Promise<Exchanged>;
}

/** Counts the events in a body that arrives in pieces: blank lines behind lines that are not, whichever way lines end. */
function createEventCounter(): (bytes: Uint8Array) => number {
  let count = 0;
  let emptyLine = true;
  let begun = false;
  let afterCr = false;
  return (bytes) => {
    for (const byte of bytes) {
      const second = afterCr && byte === 10;
      afterCr = byte === 13;
      if (second) continue;
      if (byte !== 10 && byte !== 13) {
        emptyLine = false;
        begun = true;
      } else if (!emptyLine) emptyLine = true;
      else if (begun) {
        count++;
        begun = false;
      }
    }
    return count;
  };
}

/** Reads an answer off a socket until it ends in one of the ways that {@link EndHow} names. */
function receive(
  socket: Socket,
  reader: AnswerReader,
  since: () => number,
  timeouts: Timeouts,
  { leaveAfter = Infinity, signal }: SendOptions,
): Promise<ObservedEnd> {
  return new Promise((resolve) => {
    const countEvents = createEventCounter();
    let seen = 0;
    let over = false;
    const finish = (how: EndHow, detail = reader.detail): void => {
      if (over) return;
      over = true;
      clearTimeout(total);
      clearTimeout(pause);
      signal?.removeEventListener('abort', leave);
      socket.destroy();
      resolve({ how, ms: since(), ...(detail === undefined ? {} : { detail }) });
    };
    const leave = (): void => finish('aborted', 'interrupted');
    const total = setTimeout(() => finish('timeout', `not whole after ${timeouts.total} ms`), timeouts.total);
    let pause = setTimeout(() => finish('timeout', `no head after ${timeouts.head} ms`), timeouts.head);
    let headSeen = false;

    const onData = (bytes: Buffer): void => {
      const before = reader.readings.length;
      const state = reader.push(bytes, since());
      if (state === 'complete' || state === 'malformed' || state === 'limit') return finish(state);
      for (const reading of reader.readings.slice(before)) seen = countEvents(reading.bytes);
      if (seen >= leaveAfter) return finish('aborted', `left after ${seen} events`);
      if (state === 'head') return;
      // Trailers and the like are no body: a peer that sends nothing else is as good as silent.
      if (headSeen && reader.readings.length > before) pause.refresh();
      if (!headSeen) {
        headSeen = true;
        clearTimeout(pause);
        pause = setTimeout(() => finish('timeout', `nothing for ${timeouts.idle} ms`), timeouts.idle);
      }
    };
    const onClose = (how: 'closed' | 'reset', code?: string): void => {
      if (over) return;
      const state = reader.close();
      if (state === 'complete' && how === 'closed') finish('complete');
      else finish(how, [code, reader.detail].filter(Boolean).join(', ') || undefined);
    };
    socket.on('data', onData);
    socket.once('end', () => onClose('closed'));
    socket.once('close', () => onClose('closed'));
    socket.on('error', (error: NodeJS.ErrnoException) => onClose('reset', error.code));
    signal?.addEventListener('abort', leave);
    if (signal?.aborted) leave();
    // Events of the connection before this listener was added don't repeat.
    else if (socket.destroyed) onClose('reset', 'the connection broke as soon as it was made');
  });
}

/** An answer without a head is no answer: it says in which phase the exchange failed. */
function failureOf(end: ObservedEnd): Observation['failure'] {
  const { how, detail = '' } = end;
  switch (how) {
    case 'timeout':
      return { phase: 'head', code: 'TIMEOUT', message: detail };
    case 'closed':
      return {
        phase: 'head',
        code: 'CLOSED',
        message: `the peer closed the connection without an answer${detail && `: ${detail}`}`,
      };
    case 'reset':
      return {
        phase: 'head',
        code: /^\w+/.exec(detail)?.[0] ?? 'ECONNRESET',
        message: 'the peer reset the connection without an answer',
      };
    case 'complete':
    case 'aborted':
    case 'limit':
    case 'malformed':
      return undefined;
  }
}

/**
 * An HTTP/1.1 client that hides nothing: every read with its moment, framing, and how the connection ended. Each request has a
 * connection of its own, so that no exchange can disturb another. Redirects are not followed.
 *
 * @example
 * const client = createClient({ wallClock: Date.now, now: () => performance.now() });
 * const { head, readings, end } = await client.send({ method: 'GET', url, headers: [['Accept', '*' + '/*']], body: new Uint8Array() });
 */
export function createClient(options: ClientOptions): Client {
  const { now, wallClock, maxBody = 32 * 1024 * 1024, maxHead = 64 * 1024, ca, insecure = false } = options;
  const timeouts: Timeouts = { ...TIMEOUTS, ...options.timeouts };
  return {
    send: async (request, sendOptions = {}) => {
      const startedAt = wallClock();
      const proxy = options.proxy?.(new URL(request.url));
      const head = requestHead(request, proxy);
      const base = { startedAt, request, readings: [], framing: 'none' } as const;
      try {
        const socket = await openConnection(new URL(request.url), {
          insecure,
          timeout: timeouts.connect,
          ...(sendOptions.signal ? { signal: sendOptions.signal } : {}),
          ...(ca === undefined ? {} : { ca }),
          ...(proxy === undefined ? {} : { proxy }),
        });
        const reader = createAnswerReader(request.method, { maxHead, maxBody });
        // A peer may answer before it has read everything, so the time begins when the request is handed over.
        const started = now();
        socket.write(head, 'latin1');
        if (request.body.length > 0) socket.write(request.body);
        const end = await receive(socket, reader, () => now() - started, timeouts, sendOptions);
        const { readings, framing } = reader;
        if (reader.head) return { startedAt, request, head: reader.head, readings, framing, end };
        const failure = failureOf(end);
        return failure ? { ...base, readings, end, failure } : { ...base, readings, end };
      } catch (error) {
        if (!(error instanceof ConnectError)) throw error;
        if (sendOptions.signal?.aborted) return { ...base, end: { how: 'aborted', ms: 0, detail: 'interrupted' } };
        return { ...base, failure: error.failure };
      }
    },
  };
}

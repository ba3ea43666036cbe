import type { Service } from '../../src/mock/pipeline.ts';
import type { ServiceRequest } from '../../src/mock/service-request.ts';
import { playExchange, type Play, type Sink } from '../../src/transports/player.ts';
import { createAnswerReader, type AnswerReader } from '../../src/verify/client/answer-reader.ts';
import { TIMEOUTS, type Client, type Exchanged } from '../../src/verify/client/client.ts';
import type { ObservedEnd, SentRequest } from '../../src/recordings/observation.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { createVirtualTime } from './virtual-time.ts';

const encoder = new TextEncoder();
const bytesOf = (bytes: string | Uint8Array): Uint8Array => (typeof bytes === 'string' ? encoder.encode(bytes) : bytes);

const REASONS: Readonly<Record<number, string>> = { 200: 'OK', 204: 'No Content', 400: 'Bad Request' };

/** How Node's server frames a body: as the head says, by pieces where it says nothing, not at all where there is none. */
function framingOf({ status, headers }: Exchange, method: string): 'length' | 'chunked' | 'none' {
  if (method === 'HEAD' || status === 204 || status === 304 || status < 200) return 'none';
  return headers.some(([name]) => name.toLowerCase() === 'content-length') ? 'length' : 'chunked';
}

function headText(exchange: Exchange, framing: string): string {
  const { status, headers } = exchange;
  const own = headers.some(([name]) => name.toLowerCase() === 'transfer-encoding') || framing !== 'chunked';
  const lines = [
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Status'}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(own ? [] : ['Transfer-Encoding: chunked']),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

interface Wire {
  /** Bytes that a client reads at this moment. */
  arrive(bytes: Uint8Array): void;
  close(): void;
  reset(): void;
}

/** Puts frames on the wire as Node's server does. What a head with a length has too much of, it refuses to send. */
function sinkOf(exchange: Exchange, method: string, wire: Wire): Sink {
  const drained = (): void => undefined;
  if (exchange.raw) {
    return {
      write: (bytes) => {
        wire.arrive(bytesOf(bytes));
        return true;
      },
      drained,
      end: wire.close,
      reset: wire.reset,
    };
  }
  const framing = framingOf(exchange, method);
  wire.arrive(Buffer.from(headText(exchange, framing), 'latin1'));
  return {
    write: (frame) => {
      const bytes = bytesOf(frame);
      if (bytes.length === 0 || framing === 'none') return true;
      if (framing === 'length') wire.arrive(bytes);
      else wire.arrive(Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]));
      return true;
    },
    drained,
    end: () => {
      if (framing === 'chunked') wire.arrive(Buffer.from('0\r\n\r\n'));
      wire.close();
    },
    reset: wire.reset,
  };
}

const BLANK_LINE = /\r\n\r\n|\n\n|\r\r/g;

/** Plays an exchange into a reader of verify's, within verify's own time-outs, in no time at all. */
function play(exchange: Exchange, method: string, leaveAfter: number): { reader: AnswerReader; end: ObservedEnd } {
  const time = createVirtualTime();
  const reader = createAnswerReader(method, { maxHead: 64 * 1024, maxBody: 32 * 1024 * 1024 });
  let end: ObservedEnd | undefined;
  let lastByte = 0;
  let text = '';
  const finish = (how: ObservedEnd['how'], detail = reader.detail): void => {
    end ??= { how, ms: time.now(), ...(detail === undefined ? {} : { detail }) };
  };
  const wire: Wire = {
    arrive: (bytes) => {
      if (end) return;
      lastByte = time.now();
      const before = reader.readings.length;
      const state = reader.push(bytes, time.now());
      if (state === 'complete' || state === 'malformed' || state === 'limit') return finish(state);
      if (leaveAfter === Infinity) return;
      text += reader.readings
        .slice(before)
        .map((reading) => Buffer.from(reading.bytes).toString('latin1'))
        .join('');
      if ([...text.matchAll(BLANK_LINE)].length >= leaveAfter) finish('aborted', `left after ${leaveAfter} events`);
    },
    close: () => finish(reader.close() === 'complete' ? 'complete' : 'closed'),
    reset: () => {
      reader.close();
      finish('reset', 'ECONNRESET');
    },
  };
  const isOver = (): boolean => end !== undefined;
  let playing: Play | undefined;
  const start = (): void => {
    const { delay: _delay, ...rest } = exchange;
    playing = playExchange(rest, sinkOf(rest, method, wire), time);
  };
  if (exchange.delay) time.at(exchange.delay, start);
  else start();
  for (;;) {
    if (end) break;
    const patience = reader.head ? TIMEOUTS.idle : TIMEOUTS.head;
    const until = Math.min(lastByte + patience, TIMEOUTS.total);
    const seen = reader.readings.length;
    const hadHead = reader.head;
    time.runUntil(until, () => isOver() || reader.readings.length > seen || (reader.head !== undefined && !hadHead));
    if (end || reader.readings.length > seen || reader.head !== hadHead) continue;
    finish('timeout', reader.head ? `nothing for ${TIMEOUTS.idle} ms` : `no head after ${TIMEOUTS.head} ms`);
  }
  // Whoever leaves closes the connection, and the player is told.
  if (end.how !== 'complete') playing?.abort();
  return { reader, end };
}

function failureOf({ how, detail = '' }: ObservedEnd): Exchanged['failure'] {
  if (how === 'timeout') return { phase: 'head', code: 'TIMEOUT', message: detail };
  if (how === 'closed') return { phase: 'head', code: 'CLOSED', message: 'closed without an answer' };
  if (how === 'reset') return { phase: 'head', code: 'ECONNRESET', message: 'reset without an answer' };
  return undefined;
}

function serviceRequest({ method, url, headers, body }: SentRequest, faults: string | undefined): ServiceRequest {
  const own = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  if (faults !== undefined) own.set('x-starmock-fault', faults);
  const { pathname: path, search } = new URL(url);
  return { method, path, ...(search && { query: search.slice(1) }), header: (name) => own.get(name), body };
}

/**
 * A client of verify's that asks a mock without a socket and without waiting. Its bytes are read by verify's own reader.
 *
 * @param faults that every request meets, as a list
 * @param maxBody of the service, beyond which a body does not reach it
 */
export function createPlayedClient(service: Service, faults?: string): Client {
  return {
    send: async (request, { leaveAfter = Infinity } = {}) => {
      const startedAt = 1_764_000_000_000;
      const asked = serviceRequest(request, faults);
      const { body, ...rest } = asked;
      const tooLarge = (body?.length ?? 0) > service.maxBody;
      const { exchange } = await service.handle(tooLarge ? { ...rest, tooLarge: true } : asked);
      const { reader, end } = play(exchange, request.method, leaveAfter);
      const { head, readings, framing } = reader;
      if (head) return { startedAt, request, head, readings, framing, end };
      const failure = failureOf(end);
      return { startedAt, request, readings, framing: 'none', end, ...(failure ? { failure } : {}) };
    },
  };
}

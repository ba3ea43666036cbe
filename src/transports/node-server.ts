import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { StarmockError } from '../contract/errors.ts';
import { malformedHttp, requestTimedOut } from '../mock/http-error.ts';
import type { HandledRequest } from '../mock/record.ts';
import type { Service } from '../mock/pipeline.ts';
import { HEALTH } from '../mock/route.ts';
import { SESSION_HEADER } from '../mock/session.ts';
import type { ServiceRequest } from '../mock/service-request.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Clock } from './clock.ts';
import { listenError, urlHost } from './listen-address.ts';
import { knownHosts, type KnownHosts } from './known-hosts.ts';
import type { OnExchange } from './on-exchange.ts';
import { playExchange, type PlayReport, type Sink } from './player.ts';
import { responseSink } from './response-sink.ts';
import { inTurn } from './turns.ts';

export interface NodeServerOptions {
  /** 0 picks a free port. */
  readonly port: number;
  readonly host: string;
  readonly clock: Clock;
  /** Names that the server may be asked by, beside loopback ones and its own; `*` for any. */
  readonly allowHosts?: readonly string[];
  /** Milliseconds in which a request has to arrive. Default a minute. */
  readonly requestTimeout?: number;
  readonly onExchange?: OnExchange;
}

/** A listening server. */
export interface NodeServer {
  readonly port: number;
  readonly host: string;
  /** The base URL for SDKs, including `/v1`. */
  readonly url: string;
  /** Answers that are being sent, but for those that will never end. */
  readonly running: number;
  /**
   * Stops listening and waits for active exchanges.
   *
   * @param grace milliseconds after which active exchanges are cut off
   */
  close(grace?: number): Promise<void>;
}

// `import 'node:http'` as an ES module also loads undici, which doubles the start-up time; this way of asking does not.
const http = globalThis.process?.getBuiltinModule?.('node:http');

const NO_SOCKETS =
  'Cannot listen: no sockets available; pass mock.fetch to the client, or use the handlers of starmock/msw';

/** Reads a body up to the limit. What goes beyond it is thrown away, so that the client gets to read the answer. */
function readBody(request: IncomingMessage, limit: number, done: (body: Uint8Array | undefined) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  let over = false;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (over) {
      // A client can't send endless data that isn't read.
      if (length > limit * 4) request.destroy();
      return;
    }
    if (length <= limit) chunks.push(chunk);
    else {
      over = true;
      chunks.length = 0;
      done(undefined);
    }
  });
  request.on('end', () => {
    if (over) return;
    const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    // A request is kept until its answer is over, and that may take a while.
    chunks.length = 0;
    done(body);
  });
}

/** A target may be a whole URL, as of a proxy (RFC 9112 section 3.2.2), whose host then counts. */
const ABSOLUTE = /^https?:\/\/([^/?#]+)/i;

function targetOf(target: string): Pick<ServiceRequest, 'path' | 'query'> {
  const rest = target.startsWith('/') ? target : target.replace(ABSOLUTE, '');
  const url = rest.startsWith('?') || rest === '' ? `/${rest}` : rest;
  const query = url.indexOf('?');
  return query < 0 ? { path: url } : { path: url.slice(0, query), query: url.slice(query + 1) };
}

/** What every request is asked for. Node keeps the first of several of each, as this does. */
const SINGLE: ReadonlySet<string> = new Set([
  'authorization',
  'content-type',
  'host',
  'origin',
  'traceparent',
  SESSION_HEADER,
]);

/** One header, without the object of all headers that Node makes when `headers` is first looked at. */
function singleHeader(raw: readonly string[], name: string): string | undefined {
  for (let at = 0; at < raw.length; at += 2) {
    const key = raw[at] as string;
    if (key.length === name.length && key.toLowerCase() === name) return raw[at + 1];
  }
  return undefined;
}

const pairsOf = (raw: readonly string[]): (readonly [string, string])[] =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));

function serviceRequest(request: IncomingMessage, body: Uint8Array | undefined, known: KnownHosts): ServiceRequest {
  const method = request.method ?? 'GET';
  const target = targetOf(request.url ?? '/');
  const header = (name: string): string | undefined => {
    if (SINGLE.has(name)) return singleHeader(request.rawHeaders, name);
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  const host = ABSOLUTE.exec(request.url ?? '')?.[1] ?? header('host');
  // A preflight only asks what is allowed.
  const stranger = known.complaint(host, method === 'OPTIONS' ? undefined : header('origin'));
  const headers = (): (readonly [string, string])[] => pairsOf(request.rawHeaders);
  const asked = { method, ...target, header, headers, ...(stranger !== undefined && { stranger }) };
  return body ? { ...asked, body } : { ...asked, tooLarge: true };
}

/** Until a request has arrived. */
const MAX_REQUEST_MS = 60_000;

/** The connection itself, for what is not HTTP. */
function socketSink(socket: Socket): Sink {
  return {
    write: (bytes) => socket.write(bytes),
    drained: (resume) => socket.once('drain', resume),
    end: () => socket.end(),
    reset: () => socket.resetAndDestroy(),
  };
}

/** The one frame of an exchange that can be sent at once, if it is such an exchange. */
function onlyFrame({ frames, end, live }: Exchange): string | Uint8Array | undefined {
  if (live || !Array.isArray(frames) || frames.length > 1 || end !== 'close') return undefined;
  if (frames.length === 0) return '';
  return frames[0].wait === 0 ? frames[0].bytes : undefined;
}

/** Names and values in turn, as `writeHead` takes them; `flat()` takes ten times as long. */
function headOf({ headers }: Exchange): string[] {
  const head: string[] = [];
  for (const [name, value] of headers) head.push(name, value);
  return head;
}

type Over = (report: PlayReport) => void;

/** Keeps the client waiting for the head, too. */
function sendLater(response: ServerResponse, { delay = 0, ...exchange }: Exchange, clock: Clock, over: Over): void {
  const gone = (): void => {
    cancel();
    over({ outcome: 'aborted' });
  };
  const cancel = clock.at(clock.now() + delay, () => {
    response.off('close', gone);
    send(response, exchange, clock, over);
  });
  response.once('close', gone);
}

function send(response: ServerResponse, exchange: Exchange, clock: Clock, over: Over): void {
  if (exchange.delay) return sendLater(response, exchange, clock, over);
  if (exchange.raw && response.socket) {
    const play = playExchange(exchange, socketSink(response.socket), clock, over);
    response.once('close', () => play.abort());
    return;
  }
  response.writeHead(exchange.status, headOf(exchange));
  const whole = onlyFrame(exchange);
  if (whole !== undefined) {
    // One call writes head and body in one piece.
    response.end(whole);
    over({ outcome: 'complete' });
    return;
  }
  // The headers are sent at once, even if the first token takes a while.
  response.flushHeaders();
  const play = playExchange(exchange, responseSink(response), clock, over);
  response.once('close', () => play.abort());
}

/** A connection that breaks is no error of the server's. */
const ignore = (): void => undefined;

/** Counts the answers that are being sent. */
interface Running {
  count: number;
}

function listener(service: Service, { clock, host, allowHosts = [], onExchange }: NodeServerOptions, running: Running) {
  const known = knownHosts(host, allowHosts);
  return (request: IncomingMessage, response: ServerResponse): void => {
    const started = onExchange ? clock.now() : 0;
    const answer = (handled: HandledRequest): void => {
      const told = onExchange?.(handled);
      if (response.destroyed) return told?.('aborted', clock.now() - started);
      if (handled.exchange.end !== 'hang' || handled.exchange.live) {
        running.count++;
        response.once('close', () => running.count--);
      }
      send(response, handled.exchange, clock, told ? ({ outcome }) => told(outcome, clock.now() - started) : ignore);
    };
    // A request without a listener for errors has none; a response has.
    response.on('error', ignore);
    readBody(request, service.maxBody, (body) => {
      // The rest of a body that is too large must not be taken for the next request.
      if (!body) response.shouldKeepAlive = false;
      const asked = serviceRequest(request, body, known);
      const go = (): void => {
        const handled = service.handle(asked);
        if (handled instanceof Promise) void handled.then(answer);
        else answer(handled);
      };
      if (HEALTH.has(asked.path)) go();
      else inTurn(go);
    });
  };
}

/** How long those are waited for who do not even have an answer yet. */
const MAX_IDLE_MS = 5000;

function close(server: Server, grace: number, running: Running): Promise<void> {
  return new Promise((resolve) => {
    const began = performance.now();
    const sweep = setInterval(() => {
      const waited = performance.now() - began;
      if (waited >= grace || (waited >= MAX_IDLE_MS && running.count === 0)) server.closeAllConnections();
      // A connection whose answer ends after this moment would be kept alive for the client's next request.
      else server.closeIdleConnections();
    }, 20);
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
    if (grace <= 0) server.closeAllConnections();
    else server.closeIdleConnections();
  });
}

/** What Node could not read as HTTP is answered in the API's envelope, too; the connection is of no further use. */
function refuseBadHttp(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const { status, error: body } =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? requestTimedOut() : malformedHttp(tooLarge);
  const text = `${JSON.stringify({ error: body }, null, 2)}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${http?.STATUS_CODES[status] ?? ''}\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\nconnection: close\r\n\r\n${text}`,
  );
}

/**
 * Serves a service over HTTP.
 *
 * @throws StarmockError PORT_IN_USE, LISTEN_FAILED (also where there are no sockets, as in a browser)
 * @example
 * const server = await listen(service, { port: 0, host: '127.0.0.1', clock });
 * console.log(server.url);
 */
export function listen(service: Service, options: NodeServerOptions): Promise<NodeServer> {
  if (!http) throw new StarmockError('LISTEN_FAILED', NO_SOCKETS);
  const running: Running = { count: 0 };
  const { requestTimeout = MAX_REQUEST_MS } = options;
  const server = http.createServer(
    {
      noDelay: true,
      keepAliveTimeout: 65_000,
      // An answer may take minutes, but not what is asked: a body that comes byte by byte would be kept for ever.
      requestTimeout,
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: Math.min(5000, requestTimeout),
    },
    listener(service, options, running),
  );
  server.on('clientError', refuseBadHttp);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, options)));
    server.listen({ port: options.port, host: options.host, backlog: 4096 }, () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        port,
        host: options.host,
        url: `http://${urlHost(options.host)}:${port}/v1`,
        close: (grace = MAX_IDLE_MS) => close(server, grace, running),
        get running() {
          return running.count;
        },
      });
    });
  });
}

import { connect as connectTcp, isIP, type Socket } from 'node:net';
import * as tls from 'node:tls';
import type { ConnectFailure } from '../../recordings/observation.ts';
import { createAnswerReader } from './answer-reader.ts';
import { proxyAuthorization, proxyUrl } from './proxy.ts';

/** How connections are made. */
export interface ConnectOptions {
  /** Certificates to trust beside those that Node trusts, as PEM. */
  readonly ca?: string;
  /** Accepts any certificate. */
  readonly insecure?: boolean;
  /** `http://` or `https://`, with credentials where the proxy wants some. */
  readonly proxy?: string;
  /** Milliseconds for all of it: name, connection, proxy, TLS. */
  readonly timeout: number;
  /** Gives up at once. */
  readonly signal?: AbortSignal;
}

/** Thrown by {@link openConnection}, and nothing else is. */
export class ConnectError extends Error {
  readonly failure: ConnectFailure;
  constructor(failure: ConnectFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

const TOO_LATE = 'TIMEOUT';

type Phase = ConnectFailure['phase'];

function failed(phase: Phase, error: unknown): ConnectError {
  if (error instanceof ConnectError) return error;
  const { code, message, syscall, errors = [] } = error as NodeJS.ErrnoException & { errors?: readonly Error[] };
  const actual = syscall === 'getaddrinfo' ? 'dns' : phase;
  // Where a name has several addresses, the error of all of them says nothing itself.
  // OpenSSL ends its messages with a line end.
  const said = (message || errors.map((one) => one.message).join('; ') || String(error)).trim();
  return new ConnectError({ phase: actual, code: code ?? 'ERROR', message: said });
}

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));
/** Socket errors before or after it is used must not end the process. */
const quiet = <T extends Socket>(socket: T): T => socket.on('error', () => undefined);

const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/** The error of what was given up: because of a timeout or an abort. */
const lateIn = (phase: Phase, { reason }: AbortSignal, message: string): ConnectError =>
  reason === TOO_LATE
    ? new ConnectError({ phase, code: TOO_LATE, message })
    : new ConnectError({ phase, code: 'ABORTED', message: 'interrupted' });

/** Waits for an event that says it went well, or for the error, or for the deadline. */
function settled(socket: Socket, event: 'connect' | 'secureConnect', phase: Phase, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: ConnectError): void => {
      socket.off(event, done).off('error', broke).off('close', closed);
      signal.removeEventListener('abort', late);
      if (!error) return resolve();
      socket.destroy();
      reject(error);
    };
    const done = (): void => end();
    const broke = (error: Error): void => end(failed(phase, error));
    const closed = (): void =>
      end(new ConnectError({ phase, code: 'CLOSED', message: 'the peer closed the connection' }));
    const late = (): void => end(lateIn(phase, signal, `no ${event} in time`));
    socket.once(event, done).once('error', broke).once('close', closed);
    if (signal.aborted) late();
    else signal.addEventListener('abort', late);
  });
}

async function tcp(url: URL, phase: Phase, signal: AbortSignal): Promise<Socket> {
  const socket = quiet(connectTcp({ host: hostOf(url), port: portOf(url), noDelay: true }));
  await settled(socket, 'connect', phase, signal);
  return socket;
}

/** What Node trusts, extra certificates of its environment included; old versions of it tell only their own list. */
const trusted = (): readonly string[] => tls.getCACertificates?.('default') ?? tls.rootCertificates;

async function secured(
  socket: Socket,
  url: URL,
  { ca, insecure }: ConnectOptions,
  phase: Phase,
  signal: AbortSignal,
): Promise<Socket> {
  const host = hostOf(url);
  const layer = quiet(
    tls.connect({
      socket,
      host,
      // A name is announced, an address must not be (RFC 6066 section 3).
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: insecure !== true,
      // `ca` replaces what Node trusts, so its own list has to be given, too.
      ...(ca === undefined ? {} : { ca: [...trusted(), ca] }),
    }),
  );
  layer.once('close', () => socket.destroy());
  await settled(layer, 'secureConnect', phase, signal);
  return layer;
}

/** Asks a proxy for a tunnel (RFC 9110 section 9.3.6). */
function tunnel(socket: Socket, target: URL, proxy: URL, signal: AbortSignal): Promise<void> {
  const authority = `${target.hostname}:${portOf(target)}`;
  const authorization = proxyAuthorization(proxy);
  const lines = [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`];
  if (authorization !== undefined) lines.push(`Proxy-Authorization: ${authorization}`);
  // An answer to CONNECT ends with its head, as one to HEAD does.
  const reader = createAnswerReader('HEAD', { maxHead: 65_536, maxBody: 0 });
  return new Promise((resolve, reject) => {
    const end = (code?: string, message = ''): void => {
      socket.off('data', read).off('error', broke).off('close', closed);
      signal.removeEventListener('abort', late);
      if (code === undefined) return resolve();
      socket.destroy();
      reject(new ConnectError({ phase: 'proxy', code, message }));
    };
    const read = (bytes: Buffer): void => {
      const state = reader.push(bytes, 0);
      if (state === 'head') return;
      const status = reader.head?.status;
      if (state !== 'complete' || status === undefined)
        return end('MALFORMED', `the proxy answered no HTTP: ${reader.detail ?? ''}`);
      if (status < 200 || status > 299)
        return end(`HTTP_${status}`, `the proxy refused the tunnel with status ${status}`);
      end();
    };
    const broke = (error: NodeJS.ErrnoException): void => end(error.code ?? 'ERROR', error.message);
    const closed = (): void => end('CLOSED', 'the proxy closed the connection');
    const late = (): void => {
      const { code, message } = lateIn('proxy', signal, 'the proxy did not answer in time').failure;
      end(code, message);
    };
    socket.on('data', read).once('error', broke).once('close', closed);
    if (signal.aborted) return late();
    signal.addEventListener('abort', late);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}

/** Says where a proxy is, or that it is none that we can speak to. */
function proxyOf({ proxy }: ConnectOptions): URL | undefined {
  if (proxy === undefined) return undefined;
  const url = proxyUrl(proxy);
  if (url) return url;
  const message = 'invalid proxy address: expected an http:// or https:// URL such as http://10.0.0.1:3128';
  throw new ConnectError({ phase: 'proxy', code: 'UNSUPPORTED', message });
}

async function connected(url: URL, options: ConnectOptions, signal: AbortSignal): Promise<Socket> {
  const proxy = proxyOf(options);
  if (!proxy) {
    const socket = await tcp(url, 'connect', signal);
    return url.protocol === 'https:' ? secured(socket, url, options, 'tls', signal) : socket;
  }
  let socket = await tcp(proxy, 'proxy', signal);
  if (proxy.protocol === 'https:') socket = await secured(socket, proxy, options, 'proxy', signal);
  if (url.protocol !== 'https:') return socket;
  await tunnel(socket, url, proxy, signal);
  return secured(socket, url, options, 'tls', signal);
}

/**
 * Opens a connection to where a URL points, through a proxy if there is one.
 *
 * @param url `http:` or `https:`; plain requests through a proxy go to the proxy itself
 * @throws ConnectError
 */
export async function openConnection(url: URL, options: ConnectOptions): Promise<Socket> {
  const over = new AbortController();
  const interrupt = (): void => over.abort('ABORTED');
  if (options.signal?.aborted) throw lateIn('connect', options.signal, 'interrupted');
  options.signal?.addEventListener('abort', interrupt);
  const timer = setTimeout(() => over.abort(TOO_LATE), options.timeout);
  try {
    return await connected(url, options, over.signal);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', interrupt);
  }
}

import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, rootCertificates, type ConnectionOptions } from 'node:tls';
import type { ConnectFailure } from '../observation.ts';
import { createAnswerReader } from './answer-reader.ts';
import { proxyAuthorization } from './proxy.ts';

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
}

/** Thrown by {@link openConnection}, and nothing else is. */
export class ConnectError extends Error {
  readonly failure: ConnectFailure;
  constructor(failure: ConnectFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

type Phase = ConnectFailure['phase'];

function failed(phase: Phase, error: unknown): ConnectError {
  if (error instanceof ConnectError) return error;
  const { code, message, syscall } = error as { code?: string; message?: string; syscall?: string };
  const actual = syscall === 'getaddrinfo' ? 'dns' : phase;
  return new ConnectError({ phase: actual, code: code ?? 'ERROR', message: message ?? String(error) });
}

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));
const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/** Waits for an event that says it went well, or for the error, or for the deadline. */
function settled(socket: Socket, event: 'connect' | 'secureConnect', phase: Phase, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: ConnectError): void => {
      socket.off(event, done).off('error', broke).off('close', closed);
      signal.removeEventListener('abort', late);
      if (!error) return resolve();
      socket.on('error', () => undefined).destroy();
      reject(error);
    };
    const done = (): void => end();
    const broke = (error: Error): void => end(failed(phase, error));
    const closed = (): void =>
      end(new ConnectError({ phase, code: 'CLOSED', message: 'the peer closed the connection' }));
    const late = (): void => end(new ConnectError({ phase, code: 'TIMEOUT', message: `no ${event} in time` }));
    socket.once(event, done).once('error', broke).once('close', closed);
    if (signal.aborted) late();
    else signal.addEventListener('abort', late);
  });
}

async function tcp(url: URL, signal: AbortSignal): Promise<Socket> {
  const socket = connectTcp({ host: hostOf(url), port: portOf(url), noDelay: true });
  await settled(socket, 'connect', 'connect', signal);
  return socket;
}

async function secured(socket: Socket, url: URL, options: ConnectOptions, signal: AbortSignal): Promise<Socket> {
  const host = hostOf(url);
  const tls: ConnectionOptions = {
    socket,
    host,
    // A name is announced, an address must not be (RFC 6066 section 3).
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: options.insecure !== true,
    // `ca` replaces what Node trusts, so its own list has to be given, too.
    ...(options.ca === undefined ? {} : { ca: [...rootCertificates, options.ca] }),
  };
  const layer = connectTls(tls);
  await settled(layer, 'secureConnect', 'tls', signal);
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
      socket.on('error', () => undefined).destroy();
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
    const late = (): void => end('TIMEOUT', 'the proxy did not answer in time');
    socket.on('data', read).once('error', broke).once('close', closed);
    if (signal.aborted) return late();
    signal.addEventListener('abort', late);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}

/**
 * Opens a connection to where a URL points, through a proxy if there is one.
 *
 * @param url `http:` or `https:`; plain requests through a proxy go to the proxy itself
 * @throws ConnectError
 */
export async function openConnection(url: URL, options: ConnectOptions): Promise<Socket> {
  const signal = AbortSignal.timeout(options.timeout);
  const proxy = options.proxy === undefined ? undefined : new URL(options.proxy);
  let socket = await tcp(proxy ?? url, signal);
  if (proxy?.protocol === 'https:') socket = await secured(socket, proxy, options, signal);
  if (url.protocol !== 'https:') return socket;
  if (proxy) await tunnel(socket, url, proxy, signal);
  return secured(socket, url, options, signal);
}

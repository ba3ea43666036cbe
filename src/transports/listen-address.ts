import { StarmockError } from '../contract/errors.ts';

/** Where a server listens. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** What to do about an address that cannot be listened on. */
export function listenError(error: NodeJS.ErrnoException, { host, port }: ListenAddress): StarmockError {
  const place = `${host}:${port}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new StarmockError(
        'PORT_IN_USE',
        `Cannot listen on ${place}: the port is in use; choose another one with --port, or --port 0 for a free port`,
        { host, port },
        { cause: error },
      );
    case 'EACCES':
      return new StarmockError(
        'LISTEN_FAILED',
        `Cannot listen on ${place}: permission denied; choose a port above 1023 with --port`,
        { host, port },
        { cause: error },
      );
    default:
      return new StarmockError(
        'LISTEN_FAILED',
        `Cannot listen on ${place}: ${error.message}`,
        { host, port },
        { cause: error },
      );
  }
}

/** Host as it stands in a URL: an IPv6 address in brackets, and a wildcard as the loopback name. */
export function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

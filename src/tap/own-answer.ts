import type { ConnectFailure } from '../recordings/observation.ts';
import type { OwnError } from './request-path.ts';
import type { Upstream } from './upstream.ts';

/** The bytes of an answer of the tap itself, in the envelope of the API. The connection ends with it. */
export function ownAnswer({ status, reason, code, message }: OwnError): Uint8Array {
  const body = `${JSON.stringify({ error: { message: `starmock tap: ${message}`, type: 'tap_error', param: null, code } }, null, 2)}\n`;
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'utf8');
}

/** The upstream could not be connected to. */
export const unreachable = ({ url }: Upstream, { phase, code, message }: ConnectFailure): OwnError => ({
  status: 502,
  reason: 'Bad Gateway',
  code: 'upstream_unreachable',
  message: `Could not connect to ${url.origin} (${phase}: ${code}): ${message}`,
});

/** Asked by a name, or from a web page, that the tap does not know. */
export const stranger = (complaint: string): OwnError => ({
  status: 403,
  reason: 'Forbidden',
  code: 'forbidden_host',
  message: `This server does not answer ${complaint}; start it with --allow-host to allow the name`,
});

import { StarmockError } from '../../contract/errors.ts';
import type { SentRequest } from '../../recordings/observation.ts';
import { proxyAuthorization, proxyUrl } from './proxy.ts';

/** A token (RFC 9110 section 5.6.2): what methods and names of headers are made of. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
/** What would end a line, or is no part of a field value (RFC 9110 section 5.5). */
// oxlint-disable-next-line no-control-regex -- the characters that are refused
const CONTROL = /[\u0000-\u0008\u000A-\u001F\u007F]/;
const WIDE = /[^\u0000-\u00FF]/; // oxlint-disable-line no-control-regex -- all that fits into a byte

/** One character a byte. What does not fit into bytes goes as UTF-8: its low bytes alone could be a line end. */
const asBytes = (text: string): string => (WIDE.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text);

function refuse(what: string): never {
  throw new StarmockError(
    'BAD_OPTION',
    `Cannot send the request: ${what} contains a line break or another character that HTTP doesn't allow`,
  );
}

function fieldLine([name, value]: readonly [string, string]): string {
  if (!TOKEN.test(name)) refuse(`the name of a header, ${JSON.stringify(name)},`);
  // The value may be a key, and is not told.
  if (CONTROL.test(value)) refuse(`header ${name}`);
  return value === '' ? `${name}:` : `${name}: ${asBytes(value)}`;
}

/**
 * The head of a request, with one character a byte. Nothing in it can begin another line, another header or another request.
 *
 * @param proxy its URL, where one is asked
 * @throws StarmockError BAD_OPTION where a part of the request cannot stand in a head
 */
export function requestHead({ method, url, headers, body }: SentRequest, proxy: string | undefined): string {
  const target = new URL(url);
  const plainProxy = proxy !== undefined && target.protocol === 'http:';
  const path = `${target.pathname}${target.search}`;
  if (!TOKEN.test(method)) refuse(`the method, ${JSON.stringify(method)},`);
  // `URL` silently removes line breaks.
  if (CONTROL.test(url) || url.includes('\t') || /[^!-~]/.test(path)) refuse('the URL');
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const authorization = plainProxy ? proxyAuthorization(proxyUrl(proxy)) : undefined;
  const fields: readonly (readonly [string, string])[] = [
    ...(given.has('host') ? [] : [['Host', target.host] as const]),
    ...headers,
    ...(authorization === undefined ? [] : [['Proxy-Authorization', authorization] as const]),
    ...(given.has('content-length') || (body.length === 0 && method !== 'POST')
      ? []
      : [['Content-Length', String(body.length)] as const]),
  ];
  const requestLine = `${method} ${plainProxy ? `${target.origin}${path}` : path} HTTP/1.1`;
  return `${[requestLine, ...fields.map(fieldLine)].join('\r\n')}\r\n\r\n`;
}

import { HIDDEN_MARK, isMark } from './redaction-marks.ts';
import { isSecretQuery } from './secret-name.ts';

/** The parameters as they are written, apart from the secret ones: an address must still be the one that was asked. */
const redactQuery = (query: string): string =>
  query
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      const secret = at > 0 && isSecretQuery(pair.slice(0, at)) && !isMark(pair.slice(at + 1));
      return secret ? `${pair.slice(0, at)}=${HIDDEN_MARK}` : pair;
    })
    .join('&');

/**
 * An address without secrets: those that `text` knows, credentials before the host, and query parameters that are named like secrets.
 *
 * @example redactUrl('https://a.test/v1?api-key=abc&n=1', (text) => text) // 'https://a.test/v1?api-key=[redacted]&n=1'
 */
export function redactUrl(url: string, text: (value: string) => string): string {
  const open = text(url).replace(/^(\w+:\/\/)[^/?#@]*@/, `$1${HIDDEN_MARK}@`);
  const query = open.indexOf('?');
  return query < 0 ? open : `${open.slice(0, query + 1)}${redactQuery(open.slice(query + 1))}`;
}

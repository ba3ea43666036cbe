import { StarmockError } from '../contract/errors.ts';
import type { SentRequest } from '../recordings/observation.ts';
import { isHarmless } from '../recordings/redaction/redact-observation.ts';
import { KEY_MARK } from '../recordings/redaction/redact.ts';

/** Where a request was sent, where it is to go now, and the key for there. */
export interface ReplayTarget {
  /** Base URL that the recording names. */
  readonly endpoint: string;
  /** Base URL that the user names: nothing is sent anywhere else. */
  readonly baseUrl: string;
  readonly key: string;
}

/** What a URL has behind a base; `undefined` for a URL that isn't below the base. */
function behind(base: string, url: string): string | undefined {
  if (!URL.canParse(base) || !URL.canParse(url)) return undefined;
  const [{ origin, pathname }, target] = [new URL(base), new URL(url)];
  const path = pathname.replace(/(?<!\/)\/+$/, '');
  const under = target.origin === origin && target.pathname.startsWith(`${path}/`);
  return under && !target.username && !target.password
    ? `${target.pathname.slice(path.length)}${target.search}`
    : undefined;
}

function movedUrl(url: string, { endpoint, baseUrl }: ReplayTarget): string {
  const rest = behind(endpoint, url);
  const moved = rest === undefined ? undefined : `${baseUrl}${rest}`;
  // Checked again after joining, because a path could also leave the base.
  if (moved !== undefined && behind(baseUrl, moved) !== undefined) return moved;
  throw new StarmockError(
    'BAD_RECORDING',
    `Cannot replay: the exchange was sent to ${JSON.stringify(url)}, which is not under the recording's endpoint ${JSON.stringify(endpoint)}; the file may have been tampered with`,
  );
}

/**
 * A recorded request, ready to be resent. Recordings are untrusted: they cannot choose the host, and the key is only put into
 * `Authorization`. Headers whose values are not recorded are left out.
 *
 * @throws StarmockError BAD_RECORDING where the request was not sent to the recording's endpoint
 */
export function replayedRequest({ method, url, headers, body }: SentRequest, target: ReplayTarget): SentRequest {
  return {
    method,
    url: movedUrl(url, target),
    headers: headers.flatMap(([name, value]): (readonly [string, string])[] => {
      const known = name.toLowerCase();
      if (known === 'authorization') return [[name, value.split(KEY_MARK).join(target.key)]];
      return known !== 'host' && isHarmless(name) ? [[name, value]] : [];
    }),
    body,
  };
}

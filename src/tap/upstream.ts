import { withoutTrailingSlashes } from '../contract/without-trailing-slashes.ts';
import { StarmockError } from '../contract/errors.ts';
import { proxyAuthorization, proxyUrl } from '../verify/client/proxy.ts';

/** Where a tap forwards to, as its requests name it. */
export interface Upstream {
  /** Of the connection. */
  readonly url: URL;
  /** Value of `Host`. */
  readonly host: string;
  /** The target to ask upstream for, given the one that the client asked for. */
  target(asked: string): string;
  /** The whole URL of an upstream target, as recordings name it. */
  urlOf(target: string): string;
  /** Value of `Proxy-Authorization` for a proxy that is asked in plain HTTP. */
  readonly proxyAuthorization?: string;
  /** The proxy to connect through. */
  readonly proxy?: string;
}

/** The path that clients of a tap use as their base, whatever the upstream's is. */
export const BASE_PATH = '/v1';

const ABSOLUTE = /^https?:\/\/([^/?#]*)/i;

/** The authority of a target that is a whole URL; it counts more than `Host` (RFC 9112 section 3.2.2). */
export const authorityOf = (target: string): string | undefined => ABSOLUTE.exec(target)?.[1];

function parsed(upstream: string): URL {
  const url = URL.canParse(upstream) ? new URL(upstream) : undefined;
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url && isHttp && url.search === '' && url.hash === '' && url.username === '' && url.password === '') return url;
  throw new StarmockError(
    'BAD_OPTION',
    'Invalid upstream: expected an http:// or https:// URL without credentials or query, such as https://api.example.com/v1',
  );
}

/** The path of a target below another base; unchanged if it is not below `from`. */
function moved(target: string, from: string, to: string): string {
  const rest = target.slice(from.length);
  return target.startsWith(from) && (rest === '' || /^[/?#]/.test(rest)) ? `${to}${rest}` : target;
}

/**
 * Reads the URL of an upstream. Its path replaces `/v1` at the start of a request's path; other paths are asked for unchanged, and all
 * are if the URL has no path.
 *
 * @param proxyFor the proxy for a URL, if any
 * @throws StarmockError BAD_OPTION
 * @example
 * parseUpstream('https://api.example.com/openai/v1').target('/v1/models'); // '/openai/v1/models'
 */
export function parseUpstream(upstream: string, proxyFor?: (url: URL) => string | undefined): Upstream {
  const url = parsed(upstream);
  const base = withoutTrailingSlashes(url.pathname);
  const proxy = proxyFor?.(url);
  const plainProxy = proxy !== undefined && url.protocol === 'http:';
  const authorization = plainProxy ? proxyAuthorization(proxyUrl(proxy)) : undefined;
  const pathOf = (asked: string): string => {
    const path = asked.replace(ABSOLUTE, '');
    const rooted = path === '' || path.startsWith('?') ? `/${path}` : path;
    return base === '' ? rooted : moved(rooted, BASE_PATH, base);
  };
  return {
    url,
    host: url.host,
    target: (asked) => (plainProxy && asked !== '*' ? `${url.origin}${pathOf(asked)}` : pathOf(asked)),
    urlOf: (target) => (target.startsWith('/') ? `${url.origin}${target}` : target),
    ...(authorization === undefined ? {} : { proxyAuthorization: authorization }),
    ...(proxy === undefined ? {} : { proxy }),
  };
}

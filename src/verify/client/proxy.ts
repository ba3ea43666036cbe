import { BlockList, isIP } from 'node:net';

/** Variables that name a proxy; curl reads both cases, lower case first, and so do we. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

const variable = (env: ProxyEnvironment, name: string): string | undefined =>
  env[name.toLowerCase()] || env[name.toUpperCase()] || undefined;

const defaultPort = ({ protocol, port }: URL): string => port || (protocol === 'https:' ? '443' : '80');

const withoutBrackets = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether an address lies in a network such as `10.0.0.0/8`; not where either is something else. */
function liesWithin(address: string, network: string): boolean {
  const [, start = '', bits = ''] = /^(.+)\/(\d{1,3})$/.exec(network) ?? [];
  if (isIP(address) === 0 || isIP(address) !== isIP(start)) return false;
  if (Number(bits) > (isIP(start) === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(start, Number(bits), familyOf(start));
  return list.check(address, familyOf(address));
}

/** Name and port of an entry; the colons of an IPv6 address are not before a port unless the address is in brackets. */
function partsOf(entry: string): readonly [name: string, port: string | undefined] {
  if (isIP(entry) === 6) return [entry, undefined];
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  return [withoutBrackets(name), port];
}

/** One entry of `NO_PROXY`: `*`, a host, a domain with all below it, either with a port, or a network. */
function excludes(entry: string, url: URL): boolean {
  const host = withoutBrackets(url.hostname.toLowerCase());
  if (entry.includes('/')) return liesWithin(host, entry);
  const [name, port] = partsOf(entry.toLowerCase());
  if (name === '' || (port !== undefined && port !== defaultPort(url))) return false;
  if (name === '*') return true;
  const domain = name.replace(/^\*?\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}

/**
 * The proxy that the environment asks for, or `undefined`.
 *
 * @param url of the request
 * @example
 * proxyFor(new URL('https://api.example.com/v1'), { HTTPS_PROXY: 'http://10.0.0.1:3128' }); // 'http://10.0.0.1:3128'
 */
export function proxyFor(url: URL, env: ProxyEnvironment): string | undefined {
  const list = (variable(env, 'no_proxy') ?? '').split(/[\s,]+/);
  if (list.some((entry) => excludes(entry, url))) return undefined;
  // HTTP_PROXY in upper case can be set by a request header in CGI; a command line has no such callers.
  return variable(env, url.protocol === 'https:' ? 'https_proxy' : 'http_proxy') ?? variable(env, 'all_proxy');
}

/** What a proxy is named by, as a URL: where it names no scheme, `http` is meant. `undefined` for none of ours, such as SOCKS. */
export function proxyUrl(proxy: string): URL | undefined {
  const whole = proxy.includes('://') ? proxy : `http://${proxy}`;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

/** Percent escapes undone; a text that has none of them right is taken as it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Value of `Proxy-Authorization` for the credentials in a proxy's URL. */
export function proxyAuthorization(proxy: URL | undefined): string | undefined {
  if (!proxy?.username && !proxy?.password) return undefined;
  const credentials = `${unescaped(proxy.username)}:${unescaped(proxy.password)}`;
  return `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`;
}

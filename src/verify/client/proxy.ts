/** Variables that name a proxy; curl reads both cases, lower case first, and so do we. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

const variable = (env: ProxyEnvironment, name: string): string | undefined =>
  env[name.toLowerCase()] || env[name.toUpperCase()] || undefined;

const defaultPort = ({ protocol, port }: URL): string => port || (protocol === 'https:' ? '443' : '80');

/** One entry of `NO_PROXY`: `*`, a host, a domain with all below it, either with a port. */
function excludes(entry: string, url: URL): boolean {
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry.trim().toLowerCase()) ?? [];
  if (name === '' || (port !== undefined && port !== defaultPort(url))) return false;
  if (name === '*') return true;
  const domain = name.replace(/^\*?\./, '');
  const host = url.hostname.toLowerCase();
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

/** Value of `Proxy-Authorization` for the credentials in a proxy's URL. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`;
}

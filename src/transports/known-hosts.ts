/** Says which names a server is asked by, so that no web page reaches it by a name of its own. */
export interface KnownHosts {
  /**
   * What is wrong with where a request comes from; nothing where it may be answered.
   *
   * @param host the `Host` header, or the authority of an absolute target
   * @param origin the `Origin` header, which only browsers send
   */
  complaint(host: string | undefined, origin: string | undefined): string | undefined;
}

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** A name without its port, brackets or the dot at its end. */
const nameOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:\d{0,5}$/, '')
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

/** Outsiders cannot make such a name resolve to this machine: an address, or a name of the local network. */
const isLocal = (name: string): boolean => IPV4.test(name) || !name.includes('.');

const isLoopback = (name: string): boolean =>
  name === 'localhost' || name.endsWith('.localhost') || name === '::1' || (IPV4.test(name) && name.startsWith('127.'));

/** The name of a web page's server; its origin where it has none, as of sandboxed frames (`null`). Apps have schemes of their own. */
function webName(origin: string): string | undefined {
  const web = /^https?:\/\/([^/]+)$/i.exec(origin);
  if (web) return nameOf(web[1] ?? '');
  return origin === 'null' ? origin : undefined;
}

/**
 * Loopback names, the host that the server is bound to and the names that are allowed. A page that has its name resolve to this
 * machine (DNS rebinding) asks by that name. Addresses and names without a dot are harmless as `Host`; as origin they are pages
 * of others.
 *
 * @param allowed further names; `*` allows all
 */
export function knownHosts(bound: string, allowed: readonly string[]): KnownHosts {
  const own = new Set([bound, ...allowed].map(nameOf));
  const isKnown = (name: string): boolean => own.has('*') || own.has(name) || isLoopback(name);
  return {
    complaint: (host, origin) => {
      const name = host === undefined ? '' : nameOf(host);
      if (name !== '' && !isLocal(name) && !isKnown(name)) return `the host "${name}"`;
      const page = origin === undefined ? undefined : webName(origin);
      return page === undefined || isKnown(page) || page === name ? undefined : `pages of "${page}"`;
    },
  };
}

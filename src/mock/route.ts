import type { Endpoint } from '../contract/endpoints/endpoint.ts';
import { pathPattern } from '../contract/endpoints/match-path.ts';
import type { ServedEndpoint } from '../endpoints/served-endpoint.ts';

/** Where a request goes. */
export type Route =
  | { readonly kind: 'health' | 'about' | 'preflight' | 'unknown' }
  | { readonly kind: 'method'; readonly allow: readonly string[] }
  | EndpointRoute;

/** The way to an endpoint. */
export interface EndpointRoute {
  readonly kind: 'endpoint';
  readonly served: ServedEndpoint;
  /** Parameters of the path, unescaped. */
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request. `HEAD` is served wherever `GET` is. */
export type Router = (method: string, path: string) => Route;

/** Where a server says that it is alive. No fault reaches it. */
export const HEALTH: ReadonlySet<string> = new Set(['/healthz', '/health']);

/** The root URL, which describes the mock. Faults don't apply to it. */
export const ABOUT = '/';

/** What every path of the API begins with. */
export const BASE = '/v1';

/** The endpoints of one path, by method. */
interface Resource {
  readonly pattern: RegExp;
  readonly methods: ReadonlyMap<string, ServedEndpoint>;
  /** The routes of a path without parameters: the hot path makes nothing. */
  readonly routes: ReadonlyMap<string, Route>;
}

const NO_PARAMS: Readonly<Record<string, string>> = {};

/** A parameter may hold a slash, and clients escape it; what cannot be unescaped is taken as it is. */
function unescape(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

const allowed = (methods: Iterable<string>): string[] =>
  [...methods].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));

/** Every method that some endpoint takes, `GET` and `HEAD` first. */
export function methodsOf(endpoints: readonly { readonly endpoint: Pick<Endpoint, 'method'> }[]): string[] {
  return allowed(new Set(['GET', ...endpoints.map(({ endpoint }) => endpoint.method)]));
}

function resourcesOf(endpoints: readonly ServedEndpoint[]): Map<string, Resource> {
  const byPath = Map.groupBy(endpoints, ({ endpoint }) => `${BASE}${endpoint.path}`);
  return new Map(
    [...byPath].map(([path, served]) => {
      const methods = new Map(served.map((one) => [one.endpoint.method as string, one]));
      const routes = new Map(
        served.map((one): [string, Route] => [
          one.endpoint.method,
          { kind: 'endpoint', served: one, params: NO_PARAMS },
        ]),
      );
      return [path, { pattern: new RegExp(`^${pathPattern(path, '.+')}$`, 's'), methods, routes }];
    }),
  );
}

function routeIn(resource: Resource, method: string, path: string): Route {
  if (method === 'OPTIONS') return { kind: 'preflight' };
  const served = resource.methods.get(method === 'HEAD' ? 'GET' : method);
  if (!served) return { kind: 'method', allow: allowed(resource.methods.keys()) };
  const groups = Object.entries(resource.pattern.exec(path)?.groups ?? {});
  return { kind: 'endpoint', served, params: Object.fromEntries(groups.map(([key, raw]) => [key, unescape(raw)])) };
}

function ownRoute(kind: 'health' | 'about', method: string): Route {
  if (method === 'OPTIONS') return { kind: 'preflight' };
  return method === 'GET' || method === 'HEAD' ? { kind } : { kind: 'method', allow: allowed(['GET']) };
}

/** @example createRouter(SERVED_ENDPOINTS)('GET', '/v1/models/gpt-5.1') // { kind: 'endpoint', params: { model: 'gpt-5.1' }, … } */
export function createRouter(endpoints: readonly ServedEndpoint[]): Router {
  const resources = resourcesOf(endpoints);
  // Paths as they are come before paths with parameters, and of those the longer ones: a parameter at the end may hold slashes.
  const patterns = [...resources.entries()]
    .filter(([path]) => path.includes('{'))
    .sort(([a], [b]) => b.split('/').length - a.split('/').length)
    .map(([, resource]) => resource);
  return (method, path) => {
    const exact = resources.get(path);
    const route = exact?.routes.get(method);
    if (route) return route;
    if (HEALTH.has(path)) return ownRoute('health', method);
    if (path === ABOUT) return ownRoute('about', method);
    const resource = exact ?? patterns.find(({ pattern }) => pattern.test(path));
    return resource ? routeIn(resource, method, path) : { kind: 'unknown' };
  };
}

/**
 * Request handlers for Mock Service Worker that respond like the mock.
 *
 * @module starmock/msw
 */
import { withoutTrailingSlashes } from '../contract/without-trailing-slashes.ts';
import { http, passthrough, type HttpHandler } from 'msw';
import type { Endpoint } from '../contract/endpoints/endpoint.ts';
import { pathPattern } from '../contract/endpoints/match-path.ts';
import { CL100K_URL, TABLE_URL, tableUrls } from '../contract/tokens/table-url.ts';
import { createMock, type Mock } from '../create-mock.ts';
import { StarmockError } from '../contract/errors.ts';
import type { MockOptions } from '../mock-options.ts';
import type { ServedEndpoint } from '../endpoints/served-endpoint.ts';
import { SERVED_ENDPOINTS } from '../endpoints/served-endpoints.ts';
import { splitBody } from './split-body.ts';

/** Options of {@link handlers}: the options of `createMock` and the URL of the API. */
export interface HandlersOptions extends MockOptions {
  /** The base URL of the client, including `/v1` or its equivalent. Default: `/v1` on any origin. */
  readonly baseUrl?: string;
  /** An existing mock to use, which gives tests access to its journal. All other options except `baseUrl` and `tokenTableUrl` are then ignored. */
  readonly mock?: Pick<Mock, 'fetch'>;
}

/** The path pattern for msw. A parameter at the end may contain slashes. */
const mswPath = ({ path }: Endpoint): string => path.replace(/\{\w+\}$/, '*').replaceAll(/\{(\w+)\}/g, ':$1');

/** The path below the client's base URL: the longest end that matches the pattern of the endpoint. */
function pathBelow(url: string, { path }: Endpoint): string {
  if (!path.includes('{')) return path;
  const { pathname } = new URL(url);
  return new RegExp(`.*(${pathPattern(path, '.+')})$`).exec(pathname)?.[1] ?? pathname;
}

async function forward(request: Request, path: string, fetch: Mock['fetch']): Promise<Response> {
  const answering = fetch(`http://starmock.invalid/v1${path}${new URL(request.url).search}`, {
    method: request.method,
    headers: request.headers,
    body: request.body ? await request.arrayBuffer() : null,
    signal: request.signal,
  });
  // A failed connection is a result of the mock, too, and this reports it to msw.
  const answer = await answering.catch((error: unknown) => {
    // A client that has left knows why.
    if (error instanceof TypeError || request.signal.aborted) return Response.error();
    // What a handler throws reaches the client as a 500, as if the service had failed.
    if (error instanceof StarmockError) {
      // oxlint-disable-next-line no-console
      console.error(error.message);
      return Response.error();
    }
    throw error;
  });
  if (answer.body) {
    splitBody(answer.body);
    // As a server does. A body that only the end of the connection ends is taken for whole where the client has left it, which breaks
    // an assertion in undici and with it the process.
    if (!answer.headers.has('content-length')) answer.headers.set('transfer-encoding', 'chunked');
  }
  return answer;
}

/** The path below a base URL, or below `/v1` of whatever origin. */
function pathBelowBase(url: string, baseUrl: string): string {
  const { pathname } = new URL(url);
  const base = URL.canParse(baseUrl) ? new URL(baseUrl).pathname : '/v1';
  const at = pathname.indexOf(`${base}/`);
  return at < 0 ? pathname : pathname.slice(at + base.length);
}

/** Lets the mock's own requests for its token tables pass, even if unhandled requests are errors. */
function passing(table: string | URL | undefined): HttpHandler[] {
  const urls = new Set([...(table === undefined ? [TABLE_URL] : tableUrls(table)), CL100K_URL].map(String));
  return [...urls].filter((url) => !url.startsWith('file:')).map((url) => http.get(url, () => passthrough()));
}

/**
 * Returns handlers for the paths of the API. Each call creates a new mock unless `mock` is given.
 *
 * @param served the endpoints of a new mock; default: all endpoints of the API
 * @throws StarmockError BAD_OPTION
 * @example
 * const server = setupServer(...handlers({ seed: 7 }));
 * @example
 * const mock = createMock({ scenarios: ['fixtures/scenarios'] });
 * server.use(...handlers({ mock, baseUrl: 'https://llm.example/v1' }));
 */
export function handlers(
  { baseUrl = '*/v1', mock, ...options }: HandlersOptions = {},
  served: readonly ServedEndpoint[] = SERVED_ENDPOINTS,
): HttpHandler[] {
  const { fetch } = mock ?? createMock(options, served);
  const endpoints = served.map(({ endpoint }) => endpoint);
  // The mock distinguishes the methods of a path.
  const byPath = new Map(endpoints.map((endpoint) => [mswPath(endpoint), endpoint]));
  const answering = [...byPath].map(([path, endpoint]) =>
    http.all(`${withoutTrailingSlashes(baseUrl)}${path}`, ({ request }) =>
      forward(request, pathBelow(request.url, endpoint), fetch),
    ),
  );
  // Other paths may have been recorded, too.
  const base = withoutTrailingSlashes(baseUrl);
  const replaying = options.cassettes
    ? [http.all(`${base}/*`, ({ request }) => forward(request, pathBelowBase(request.url, base), fetch))]
    : [];
  return [...answering, ...replaying, ...passing(options.tokenTableUrl)];
}

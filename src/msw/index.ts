/**
 * The mock as request handlers of Mock Service Worker.
 *
 * @module starmock/msw
 */
import { http, passthrough, type HttpHandler } from 'msw';
import { TABLE_URL } from '../contract/tokens/table-url.ts';
import { createMock, type Mock, type MockOptions } from '../create-mock.ts';
import { splitBody } from './split-body.ts';

/** Options of {@link handlers}: those of `createMock`, and where the API is. */
export interface HandlersOptions extends MockOptions {
  /** What the client calls, `/v1` or its like included. Default: `/v1` of any origin. */
  readonly baseUrl?: string;
  /** Answers instead of a new mock, so that a test can look at its journal; the other options, but for `baseUrl` and `tokenTableUrl`, are then its own. */
  readonly mock?: Pick<Mock, 'fetch'>;
}

/** Below the base; everything else is left to other handlers. A model's id may hold a slash. */
const PATHS = ['/chat/completions', '/models', '/models/*'] as const;

const withoutSlash = (url: string): string => url.replace(/\/$/, '');

/** The path that the mock knows, whatever the base of the client is. */
function pathBelow(url: string, path: (typeof PATHS)[number]): string {
  const { pathname } = new URL(url);
  return path.endsWith('*') ? pathname.slice(pathname.lastIndexOf('/models/')) : path;
}

async function forward(request: Request, path: string, fetch: Mock['fetch']): Promise<Response> {
  const answering = fetch(`http://starmock.invalid/v1${path}`, {
    method: request.method,
    headers: request.headers,
    body: request.body ? await request.arrayBuffer() : null,
    signal: request.signal,
  });
  // A connection that fails is an answer of the mock, too, and this is how msw is told of it.
  const answer = await answering.catch((error: unknown) => {
    // A client that has left knows why.
    if (error instanceof TypeError || request.signal.aborted) return Response.error();
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

/** The mock's own request for its token table is nobody's mistake, also where unhandled requests are errors. */
function passing(table: string | URL): HttpHandler[] {
  const url = String(table);
  return url.startsWith('file:') ? [] : [http.get(url, () => passthrough())];
}

/**
 * Handlers for the paths of the API, a fresh array and, unless one is given, a fresh mock each call.
 *
 * @throws StarmockError BAD_OPTION
 * @example
 * const server = setupServer(...handlers({ seed: 7 }));
 * @example
 * const mock = createMock({ scenarios: ['fixtures/scenarios'] });
 * server.use(...handlers({ mock, baseUrl: 'https://llm.example/v1' }));
 */
export function handlers({ baseUrl = '*/v1', mock, ...options }: HandlersOptions = {}): HttpHandler[] {
  const { fetch } = mock ?? createMock(options);
  const answering = PATHS.map((path) =>
    http.all(`${withoutSlash(baseUrl)}${path}`, ({ request }) => forward(request, pathBelow(request.url, path), fetch)),
  );
  return [...answering, ...passing(options.tokenTableUrl ?? TABLE_URL)];
}

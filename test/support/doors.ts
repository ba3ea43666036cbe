import { setupServer } from 'msw/node';
import { createMock, type Mock, type MockOptions } from '../../src/index.ts';
import { handlers } from '../../src/msw/index.ts';
import { HEADERS } from './requests.ts';

/** A way to a mock, ready to be used. */
export interface OpenDoor extends AsyncDisposable {
  readonly mock: Mock;
  readonly baseURL: string;
  readonly fetch: typeof globalThis.fetch;
}

/** The version of Mock Service Worker behind its door; vitest.config.ts has one project for each. */
export const MSW_VERSION: number = Number(process.env['STARMOCK_TEST_MSW'] ?? 3);

/** One of the ways by which requests reach a mock; what is behind it must not show. */
export interface Door {
  readonly name: 'memory' | 'node server' | 'msw';
  open(options?: MockOptions): Promise<OpenDoor>;
}

let worlds = 0;

async function openMsw(options: MockOptions): Promise<OpenDoor> {
  const mock = createMock(options);
  const baseURL = `http://world-${++worlds}.test/v1`;
  const server = setupServer(...handlers({ mock, baseUrl: baseURL }));
  server.listen();
  return {
    mock,
    baseURL,
    // Asked for late: before `listen` it is another.
    fetch: (input, init) => globalThis.fetch(input, init),
    [Symbol.asyncDispose]: async () => {
      server.close();
      await mock.close(0);
    },
  };
}

export const DOORS: readonly Door[] = [
  {
    name: 'memory',
    open: async (options) => {
      const mock = createMock(options);
      return { mock, baseURL: 'http://mock/v1', fetch: mock.fetch, [Symbol.asyncDispose]: () => mock.close(0) };
    },
  },
  {
    name: 'node server',
    open: async (options) => {
      const mock = createMock(options);
      const { url } = await mock.listen();
      return { mock, baseURL: url, fetch: globalThis.fetch, [Symbol.asyncDispose]: () => mock.close(0) };
    },
  },
  { name: 'msw', open: (options = {}) => openMsw(options) },
];

/** Sends a chat request through a door. */
export function ask(
  { fetch, baseURL }: OpenDoor,
  body: object,
  { headers = {}, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
): Promise<Response> {
  return fetch(`${baseURL}/chat/completions`, {
    method: 'POST',
    headers: { ...HEADERS, ...headers },
    body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content: 'Tell me about the sea' }], ...body }),
    ...init,
  });
}

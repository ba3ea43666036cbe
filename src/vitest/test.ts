import { test as base, type TestAPI } from 'vitest';
import { createMock, type Mock } from '../create-mock.ts';
import type { MockOptions } from '../mock-options.ts';
import type { NodeServer } from '../transports/node-server.ts';
import { setEnvironment, type ClientEnvironment } from './environment.ts';

/** What a test can ask for by naming it; nothing is made for a test that does not. */
export interface StarmockContext {
  /** Options of the test's mock, to be set with `test.override`. */
  mockOptions: MockOptions;
  /** A mock of the test's own; `mock.fetch` needs no socket. */
  mock: Mock;
  /** The mock's own server, on a free port. */
  server: NodeServer;
  /** The same server, in `OPENAI_BASE_URL` and `OPENAI_API_KEY` while the test runs. */
  environment: ClientEnvironment;
}

/** A key that every mock accepts unless it was told which ones to. */
const ANY_KEY = 'sk-starmock';

/**
 * vitest's `test` with a mock for each test.
 *
 * @example
 * test('greets', async ({ mock }) => {
 *   await mock.use({ reply: 'Hello!' });
 *   const client = new OpenAI({ apiKey: 'any', baseURL: 'http://mock/v1', fetch: mock.fetch });
 * });
 * @example
 * describe('with fixtures', () => {
 *   test.override({ mockOptions: { scenarios: ['fixtures/scenarios'], seed: 7 } });
 *   test('reads the environment', async ({ environment }) => { … });
 * });
 */
export const test: TestAPI<StarmockContext> = base.extend<StarmockContext>({
  mockOptions: {},
  mock: async ({ mockOptions }, use) => {
    const mock = createMock(mockOptions);
    await use(mock);
    // A stream that the test has left unread is of no use to anybody.
    await mock.close(0);
  },
  server: async ({ mock }, use) => {
    await use(await mock.listen());
  },
  environment: async ({ server, mockOptions }, use) => {
    const environment = { baseURL: server.url, apiKey: mockOptions.apiKeys?.[0] ?? ANY_KEY };
    const restore = setEnvironment(environment);
    try {
      await use(environment);
    } finally {
      restore();
    }
  },
});

import { test as base, type TestAPI } from 'vitest';
import { createMock, type Mock } from '../create-mock.ts';
import type { MockOptions } from '../mock-options.ts';
import type { NodeServer } from '../transports/node-server.ts';
import { replayComplaints } from '../verdict.ts';
import { setEnvironment, type ClientEnvironment } from './environment.ts';

/** Fixtures of {@link test}, created only for tests that use them. */
export interface StarmockContext {
  /** Options of the mock; set them with `test.override`. */
  mockOptions: MockOptions;
  /** A separate mock for each test; `mock.fetch` needs no socket. */
  mock: Mock;
  /** The server of the mock, on a free port. */
  server: NodeServer;
  /** Sets `OPENAI_BASE_URL` and `OPENAI_API_KEY` to the server while the test runs. */
  environment: ClientEnvironment;
}

const cassetteJudge: MockOptions['cassetteJudge'] = async (observation) =>
  (await import('../verify/judge-exchange.ts')).judgeExchange(observation);

interface Named {
  readonly name: string;
  readonly suite?: Named | undefined;
  readonly file?: { readonly name: string };
}

/** File, suites and name of a test: the session whose cassette answers it. */
function sessionOf({ name, suite, file }: Named): string {
  const suites: string[] = [];
  for (let one = suite; one && one.name !== ''; one = one.suite) suites.unshift(one.name);
  return [...(file ? [file.name.replace(/^.*[/\\]/, '')] : []), ...suites, name].join(' > ');
}

/** @throws Error for a request that was not recorded, and for a recording that the test did not ask for */
function checkReplay(mock: Mock): void {
  const { replay } = mock.verdict();
  const lines = replay ? replayComplaints(replay) : [];
  if (lines.length > 0) throw new Error(`The replay does not fit the test\n${lines.join('\n')}`);
}

/** A key that every mock accepts unless it has `apiKeys`. */
const ANY_KEY = 'sk-starmock';

/**
 * Vitest's `test` with a mock for each test.
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
 * @example
 * describe('replayed', () => {
 *   // Fails for a request that was not recorded, and for a recording that was not asked for.
 *   test.override({ mockOptions: { cassettes: ['cassettes'] } });
 *   test('answers offline', async ({ mock }) => { … });
 * });
 */
export const test: TestAPI<StarmockContext> = base.extend<StarmockContext>({
  mockOptions: {},
  mock: async ({ mockOptions, task }, use) => {
    const usual = mockOptions.cassettes ? { cassetteSession: sessionOf(task), cassetteJudge } : {};
    const mock = createMock({ ...usual, ...mockOptions });
    await use(mock);
    // What a test that failed has recorded is no example.
    if (task.result?.state === 'fail') mock.discardRecordings();
    // Streams that the test didn't read are dropped.
    await mock.close(0);
    checkReplay(mock);
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

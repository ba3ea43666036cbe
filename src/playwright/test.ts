import {
  test as base,
  type BrowserContext,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestInfo,
  type TestType,
} from '@playwright/test';
import { createMock } from '../create-mock.ts';
import type { MockOptions } from '../mock-options.ts';
import { complaintsOf } from '../verdict.ts';
import { createControlClient, type ControlClient } from './control-client.ts';

/** The mock of a test: its session on a server that all tests of a worker share. */
export interface StarmockFixture extends ControlClient {
  /** Base URL for clients, `/v1` included. */
  readonly url: string;
  /** A key of the test's own: requests with it belong to the test. */
  readonly apiKey: string;
  /** The value of the header `x-starmock-session`, for clients with another key. */
  readonly session: string;
  /** Lets requests that pages of a browser send to the mock belong to this test. */
  attach(context: BrowserContext): Promise<void>;
}

/** Fixtures of a test. */
export interface StarmockArgs {
  starmock: StarmockFixture;
  /** Whether a test fails for a bad verdict. Default true. */
  starmockVerdict: boolean;
}

/** Fixtures of a worker. */
export interface StarmockWorkerArgs {
  /** Options of the mock where `STARMOCK_URL` names none. */
  starmockOptions: Omit<MockOptions, 'control'>;
  /** Origin of the server that the tests of a worker share. */
  starmockOrigin: string;
}

function fixtureOf(origin: string, session: string): StarmockFixture {
  const token = process.env['STARMOCK_CONTROL_TOKEN'];
  return {
    ...createControlClient({ origin, session, ...(token ? { token } : {}) }),
    url: `${origin}/v1`,
    apiKey: session,
    session,
    attach: async (context) => {
      await context.route(`${origin}/v1/**`, (route, request) =>
        route.continue({ headers: { ...request.headers(), 'x-starmock-session': session } }),
      );
    },
  };
}

/** A retry is another session, so that it starts again. */
const sessionOf = ({ testId, retry, repeatEachIndex }: TestInfo): string =>
  `playwright-${testId}-${repeatEachIndex}-${retry}`;

/**
 * Playwright's `test` with a mock. All tests share the server at `STARMOCK_URL`, as `starmock serve --control -- npx playwright test`
 * sets it, or one in each worker; each test has its own session.
 *
 * @example
 * test('greets', async ({ starmock, request }) => {
 *   await starmock.use({ match: { user: 'hello' }, reply: 'Hello!' });
 * });
 */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & StarmockArgs,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & StarmockWorkerArgs
> = base.extend<StarmockArgs, StarmockWorkerArgs>({
  starmockOptions: [{}, { option: true, scope: 'worker' }],
  starmockOrigin: [
    async ({ starmockOptions }, use) => {
      const shared = process.env['STARMOCK_URL'];
      if (shared) return use(shared);
      await using mock = createMock({ ...starmockOptions, control: true });
      await use(new URL((await mock.listen()).url).origin);
      await mock.close(0);
    },
    { scope: 'worker' },
  ],
  starmockVerdict: [true, { option: true }],
  starmock: async ({ starmockOrigin, starmockVerdict }, use, info) => {
    const starmock = fixtureOf(starmockOrigin, sessionOf(info));
    await use(starmock);
    if (!starmockVerdict) return;
    const lines = complaintsOf(await starmock.verdict());
    if (lines.length > 0) throw new Error(`starmock:\n${lines.join('\n')}`);
  },
});

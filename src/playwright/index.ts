/**
 * Playwright's `test` with a mock for each test, and the client of the control API that it uses.
 *
 * @module starmock/playwright
 */
export {
  createControlClient,
  type ControlClient,
  type ControlClientOptions,
  type RequestFilter,
} from './control-client.ts';
export { test, type StarmockArgs, type StarmockFixture, type StarmockWorkerArgs } from './test.ts';

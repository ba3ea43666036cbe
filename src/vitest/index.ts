/**
 * A mock for each test of vitest, matchers, and time that takes none.
 *
 * @module starmock/vitest
 */
export { matchers, type StarmockMatchers } from './matchers.ts';
export type { ClientEnvironment } from './environment.ts';
export { test, type StarmockContext } from './test.ts';
export type { ControlledOutcome, ControlledReply } from '../mock/live/reply.ts';

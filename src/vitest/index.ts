/**
 * A mock for each test of vitest, matchers, and time that takes none.
 *
 * @module starmock/vitest
 */
export { matchers, type StarmockMatchers } from './matchers.ts';
export type { ClientEnvironment } from './environment.ts';
export { test, type StarmockContext } from './test.ts';
export type { ControlledReply } from '../mock/live/reply.ts';
export type { ControlledOutcome } from '../mock/live/reply-core.ts';

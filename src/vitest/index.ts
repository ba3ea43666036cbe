/**
 * A mock for each Vitest test, matchers, and virtual time.
 *
 * @module starmock/vitest
 */
import type { StarmockMatchers } from './matchers.ts';

export { matchers, type StarmockMatchers } from './matchers.ts';
export type { ClientEnvironment } from './environment.ts';
export { test, type StarmockContext } from './test.ts';
export type { ControlledReply } from '../mock/live/reply.ts';
export type { ControlledOutcome } from '../mock/live/reply-core.ts';

// Of Vitest 5. Earlier ones have other parameters; the build writes a declaration file for each of them.
declare module 'vitest' {
  interface Matchers<R extends void | Promise<void>, T> extends StarmockMatchers {}
}

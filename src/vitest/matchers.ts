import { expect } from 'vitest';
import type { ResponseSchema } from '../contract/api-types.ts';
import type { ValidateOptions } from '../transcripts/build-validate.ts';
import { matchStreamed, matchToolCall, type WantedArguments } from './match-answers.ts';
import { matchNoUnmatched, matchNoUnused } from './match-scenarios.ts';
import { matchConformance, matchStream } from './match-conformance.ts';

/** The matchers that `starmock/vitest` adds to `expect`. */
export interface StarmockMatchers {
  /**
   * Asserts that a body (parsed, as a string, or a `fetch` response) conforms to the contract. Must be awaited.
   *
   * @example await expect(response).toConformTo('ChatCompletion', { request });
   */
  toConformTo(schema: ResponseSchema, options?: ValidateOptions): Promise<void>;
  /**
   * Asserts that a stream (a string, bytes, chunks, a `fetch` response or a stream of the official client) conforms to the contract.
   * Pass the request to check what it asks for, too. Must be awaited.
   *
   * @example await expect(response).toBeConformingStream({ request });
   */
  toBeConformingStream(options?: ValidateOptions): Promise<void>;
  /**
   * Asserts that a mock (or a single response) called a tool. The given arguments are compared as in `toMatchObject`.
   *
   * @example expect(mock).toHaveReceivedTool('get_weather', { city: 'Tokyo' });
   */
  toHaveReceivedTool(name: string, args?: WantedArguments): void;
  /**
   * Asserts that the content of a complete stream equals a string or matches a pattern.
   *
   * @example expect(mock).toHaveStreamed('Hello!');
   */
  toHaveStreamed(text: string | RegExp): void;
  /**
   * Each request of a mock, or of one of its sessions, matches a scenario.
   *
   * @example expect(mock).toHaveNoUnmatchedRequests();
   */
  toHaveNoUnmatchedRequests(): void;
  /**
   * Some request has used each scenario of a mock.
   *
   * @example expect(mock).toHaveNoUnusedScenarios();
   */
  toHaveNoUnusedScenarios(): void;
}

/** Importing this module adds the matchers to `expect`. Extend any other `expect` yourself: `expect.extend(matchers)`. */
export const matchers: Parameters<typeof expect.extend>[0] = {
  toConformTo: (received: unknown, schema: ResponseSchema, options?: ValidateOptions) =>
    matchConformance(received, schema, options),
  toBeConformingStream: (received: unknown, options?: ValidateOptions) => matchStream(received, options),
  toHaveReceivedTool(received: unknown, name: string, wanted?: WantedArguments) {
    const { iterableEquality, subsetEquality } = this.utils;
    return matchToolCall(received, name, wanted, (whole, part) =>
      this.equals(whole, part, [iterableEquality, subsetEquality]),
    );
  },
  toHaveStreamed: (received: unknown, wanted: string | RegExp) => matchStreamed(received, wanted),
  toHaveNoUnmatchedRequests: (received: unknown) => matchNoUnmatched(received),
  toHaveNoUnusedScenarios: (received: unknown) => matchNoUnused(received),
};

expect.extend(matchers);

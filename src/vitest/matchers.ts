import { expect } from 'vitest';
import type { ResponseSchema } from '../contract/api-types.ts';
import type { ValidateOptions } from '../transcripts/build-validate.ts';
import { matchStreamed, matchToolCall, type WantedArguments } from './match-answers.ts';
import { matchNoUnmatched, matchNoUnused } from './match-scenarios.ts';
import { matchConformance, matchStream } from './match-conformance.ts';

/** The matchers that `starmock/vitest` adds to `expect`. */
export interface StarmockMatchers {
  /**
   * A body, parsed, as text or as an answer of `fetch`, obeys the contract. To be awaited.
   *
   * @example await expect(response).toConformTo('ChatCompletion', { request });
   */
  toConformTo(schema: ResponseSchema, options?: ValidateOptions): Promise<void>;
  /**
   * A stream, as text, bytes, chunks, an answer of `fetch` or what the official client gives, obeys the contract. To be awaited.
   * With the request, what it asks for is judged, too.
   *
   * @example await expect(response).toBeConformingStream({ request });
   */
  toBeConformingStream(options?: ValidateOptions): Promise<void>;
  /**
   * The client received a call of a tool from the model, in any answer of a mock, or in the one that is looked at. Of the
   * arguments, those named must be equal, as in `toMatchObject`.
   *
   * @example expect(mock).toHaveReceivedTool('get_weather', { city: 'Tokyo' });
   */
  toHaveReceivedTool(name: string, args?: WantedArguments): void;
  /**
   * A complete stream says exactly this text, or one that the pattern fits.
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

/** Added to `expect` by the import of this module; a setup with another `expect` extends it itself. */
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

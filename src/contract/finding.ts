import type { RequirementId } from './generated/requirement-ids.ts';

/** RFC 2119 words, strongest first; `INFO` is a fact worth knowing that obliges nobody. */
export type Level = 'MUST' | 'SHOULD' | 'MAY' | 'INFO';

/**
 * One violation of the contract, as data. Validators and the stream grammar return findings; they never throw them.
 *
 * @example
 * { requirement: 'finish.once', level: 'MUST', path: '/choices/0', event: 12, expected: 'one finish_reason', received: 'two' }
 */
export interface Finding {
  /** The requirement in `spec/` that is violated. */
  readonly requirement: RequirementId;
  readonly level: Level;
  /** JSON Pointer into the body, or into the chunk that {@link event} numbers. `''` is the whole value. */
  readonly path: string;
  /** Zero-based number of the stream event, absent for a plain body. */
  readonly event?: number;
  /** What the contract asks for, as a noun phrase. */
  readonly expected: string;
  /** What came instead, shortened to a line. */
  readonly received: string;
}

import type { RequirementId } from './generated/requirement-ids.ts';

/** RFC 2119 keywords, strongest first. `INFO` reports a fact without judgment. */
export type Level = 'MUST' | 'SHOULD' | 'MAY' | 'INFO';

/**
 * One violation of the contract, as data. Validators and the stream grammar return findings; they never throw them.
 *
 * @example
 * { requirement: 'finish.once', level: 'MUST', path: '/choices/0', event: 12, expected: 'one finish_reason', received: 'two' }
 */
export interface Finding {
  /** The violated requirement in `spec/`. */
  readonly requirement: RequirementId;
  readonly level: Level;
  /** JSON Pointer into the body, or into the chunk numbered by {@link event}. `''` is the complete value. */
  readonly path: string;
  /** Zero-based number of the stream event; omitted for a plain body. */
  readonly event?: number;
  /** What the contract requires, as a noun phrase. */
  readonly expected: string;
  /** What was received instead, shortened to one line. */
  readonly received: string;
}

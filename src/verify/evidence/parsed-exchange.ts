import type { Finding } from '../../contract/finding.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { SseBody } from '../../contract/grammar/sse-events.ts';
import type { AnswerReading } from './answer-reading.ts';
import type { Observation } from '../../recordings/observation.ts';
import type { SeenChoice, SeenUsage } from './seen-answer.ts';

/** What an exchange turned out to be: judged by the request's `stream` and by the status, not by what the head claims. */
export type SeenKind = 'stream' | 'plain' | 'error' | 'other' | 'nothing';

/**
 * An observation, and what can be read from it. Everything is computed when it is first asked for, and once.
 */
export interface ParsedExchange {
  readonly observation: Observation;
  readonly probe: string;
  readonly sample: number;
  /** What the probe hopes for; `undefined` for an exchange of unknown origin. */
  readonly wants: 'answer' | 'refusal' | 'either' | undefined;
  /** The request's body, where it is a JSON object. */
  readonly request: JsonObject | undefined;
  /** Whether the request asked for a stream. */
  readonly streamed: boolean;
  readonly kind: SeenKind;
  readonly status: number | undefined;
  /** First value of a header, ignoring case. */
  header(name: string): string | undefined;
  /** The body, with its content coding undone where it is a known one. */
  readonly bytes: Uint8Array;
  /** Why the content coding that the head names could not be undone; then nothing of the body can be read. */
  readonly undecoded: string | undefined;
  readonly text: string;
  /** The body parsed as JSON; `undefined` where it is none. */
  readonly json: unknown;
  /** The body taken apart as an event stream; `undefined` unless it looks like one, or is said to be the one that was asked for. */
  readonly sse: SseBody | undefined;
  /** Events that are chunks, with the number of each event in the stream. */
  readonly chunks: ReadonlyArray<{ readonly event: number; readonly chunk: JsonObject }>;
  /** The answer, put together; empty for anything but an answer. */
  readonly choices: readonly SeenChoice[];
  /** Last usage that is an object. */
  readonly usage: SeenUsage | undefined;
  /** The id of the answer, as it came. */
  readonly id: unknown;
  /** The model that the answer names, as it came. */
  readonly model: unknown;
  /** How requests and answers of its endpoint are read. */
  readonly reading: AnswerReading;
  /** The `error` object of an error envelope. */
  readonly error: JsonObject | undefined;
  /** What the schemas and the stream grammar of the contract say of it. */
  readonly findings: readonly Finding[];
  /** When a byte of the body arrived, in milliseconds after the request. */
  msAt(byte: number): number;
}

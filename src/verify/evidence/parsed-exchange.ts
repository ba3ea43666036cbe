import type { Finding } from '../../contract/finding.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { SseBody } from '../../contract/grammar/sse-events.ts';
import type { Observation } from './observation.ts';

/** What an exchange turned out to be: judged by the request's `stream` and by the status, not by what the head claims. */
export type SeenKind = 'stream' | 'plain' | 'error' | 'other' | 'nothing';

/** A choice of an answer, streamed or plain, in the shape of a plain body. */
export interface SeenChoice {
  readonly index: number;
  readonly finish: string | null;
  readonly role: string | undefined;
  readonly content: string | null;
  readonly refusal: string | null;
  /** Text of `reasoning_content`, or of the other names it goes by. */
  readonly reasoning: string | null;
  readonly calls: readonly SeenCall[];
  /** The deprecated single call. */
  readonly functionCall: { readonly name: string; readonly arguments: string } | undefined;
  readonly logprobs: readonly JsonObject[] | undefined;
}

export interface SeenCall {
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly name: string | undefined;
  /** As it came; text unless the service is wrong. */
  readonly arguments: unknown;
}

/** Token counts of an answer, as far as they are numbers. */
export interface SeenUsage {
  readonly prompt: number | undefined;
  readonly completion: number | undefined;
  readonly total: number | undefined;
  readonly reasoning: number | undefined;
  readonly cached: number | undefined;
}

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
  /** First value of a header, whatever its case. */
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
  /** The `error` object of an error envelope. */
  readonly error: JsonObject | undefined;
  /** What the schemas and the stream grammar of the contract say of it. */
  readonly findings: readonly Finding[];
  /** When a byte of the body arrived, in milliseconds after the request. */
  msAt(byte: number): number;
}

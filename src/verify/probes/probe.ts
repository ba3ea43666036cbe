import type { ReasoningEffort } from '../../contract/models.ts';
import type { Capability } from '../capability.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';

/** How a probe proves who it is. */
export type ProbeKey = 'key' | 'none' | 'unknown' | 'basic' | 'empty' | 'lower-case';

/** What a probe needs to know to write its request. */
export interface ProbeContext {
  readonly model: string;
  /** Whether the model thinks before it answers, so that limits must leave room for it. */
  readonly reasons: boolean;
  /** An unguessable word, the same for the same run, model, probe and sample. */
  readonly nonce: string;
  /** Completion tokens to allow for an answer of so many visible ones; reasoning models get room to think. */
  limit(visible: number): number;
  /** The least effort that a model which reasons by default can be asked for. */
  readonly leastEffort?: ReasoningEffort;
  /** Name of the field that limits an answer of this model. */
  readonly limitField: 'max_tokens' | 'max_completion_tokens';
  /** Earlier exchanges of the same model, for probes that send back what they got. */
  last(probe: string): ParsedExchange | undefined;
}

/** One HTTP request of a probe. */
export interface ProbeRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'OPTIONS' | 'DELETE';
  /** Below the base URL. Default `/chat/completions`. */
  readonly path?: string;
  /** Headers beyond the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A value to be sent as JSON, or a text or bytes to be sent as they are. */
  readonly body?: object | string | Uint8Array;
  readonly key?: ProbeKey;
  /** Leave after so many events of the stream. */
  readonly leaveAfter?: number;
}

/**
 * One HTTP exchange that verify makes, as data. A probe feeds many checks.
 *
 * @example
 * { id: 'text', title: 'short plain response', wants: 'answer', uses: [], visible: 16, request: ({ model }) => ({ body: { model, messages } }) }
 */
export interface Probe {
  /** Dotted lower case. */
  readonly id: string;
  /** Noun phrase for plans and progress. */
  readonly title: string;
  /** `refusal` probes are free: a service that keeps the contract answers with an error. */
  readonly wants: 'answer' | 'refusal' | 'either';
  /** Capabilities that its request makes use of. */
  readonly uses: readonly Capability[];
  /** Completion tokens in the worst case, thinking aside; 0 for free probes. */
  readonly visible: number;
  /** Probes whose answers the request is made from; without them it is skipped. */
  readonly after?: readonly string[];
  /** Sent at the same time as its group, to see whether requests mix. */
  readonly together?: string;
  /** Only for models of which this holds. */
  readonly only?: 'reasoning' | 'low-effort' | 'visible-reasoning' | 'not-reasoning';
  /** Once a run, not for each model: what does not depend on the model. */
  readonly once?: boolean;
  /** `undefined` when the earlier exchanges hold nothing to go on from. */
  request(context: ProbeContext): ProbeRequest | undefined;
}

import type { Usage } from '../contract/api-types.ts';
import type { Finding } from '../contract/finding.ts';
import type { JsonObject } from '../contract/requirements.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { AnswerExplanation } from './answer-explanation.ts';

/** The cost that a response would have. */
export interface Cost {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Facts about one exchange, for logs and journals. */
export interface ExchangeRecord {
  readonly requestId: string;
  /** The session: the `x-starmock-session` header, or the API key if there is no such header. */
  readonly session: string;
  /** The header of that name, as W3C Trace Context has it, to find the request in the traces of the client. */
  readonly traceparent?: string;
  readonly method: string;
  readonly path: string;
  /** HTTP status; 0 if a fault sent none. */
  readonly status: number;
  readonly kind: 'plain' | 'stream' | 'error' | 'other';
  /** The requested model. */
  readonly model?: string;
  readonly usage?: Usage;
  readonly cost?: Cost;
  /** Name of the scenario that replied. */
  readonly scenario?: string;
  /** The recording that was replayed, such as `weather#2`. */
  readonly recording?: string;
  /** The response came from the live API. */
  readonly forwarded?: boolean;
  /** There are cassettes, and no recording answers the request. */
  readonly missed?: boolean;
  /** Injected faults, as specified. */
  readonly faults?: readonly string[];
  /** There are scenarios, and none matches the request: strict mode has rejected it, otherwise the reply is generated. */
  readonly unmatched?: boolean;
  readonly error?: { readonly code: string | null; readonly param: string | null; readonly message: string };
  /** How a developer can fix the error. */
  readonly hint?: string;
  /** Violations found by `--self-check` in the mock's own response. */
  readonly findings?: readonly Finding[];
}

/** A response and its record. */
export interface HandledRequest {
  readonly exchange: Exchange;
  readonly record: ExchangeRecord;
  /** The parsed body, if it was valid. */
  readonly request?: JsonObject;
  /** Makes the whole answer as a plain body, also of a streamed one. Its identity is a placeholder: no call has it. */
  readonly answer?: () => JsonObject;
  /** Finds out why the engine answers as it does. */
  readonly explain?: () => AnswerExplanation;
}

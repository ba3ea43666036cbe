import type { Usage } from '../contract/api-types.ts';
import type { Finding } from '../contract/finding.ts';
import type { JsonObject } from '../contract/requirements.ts';
import type { Exchange } from '../wire/exchange.ts';

/** What an answer would have cost. */
export interface Cost {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** The facts of one exchange, for logs and journals. */
export interface ExchangeRecord {
  readonly requestId: string;
  /** Whose request it is: the header `x-starmock-session`, or the API key where there is none. */
  readonly session: string;
  /** The header of that name, as W3C Trace Context has it, to find the request in the traces of the client. */
  readonly traceparent?: string;
  readonly method: string;
  readonly path: string;
  /** 0 where a fault has sent nothing that has one. */
  readonly status: number;
  readonly kind: 'plain' | 'stream' | 'error' | 'other';
  /** The model asked for. */
  readonly model?: string;
  readonly usage?: Usage;
  readonly cost?: Cost;
  /** Name of the scenario that answered. */
  readonly scenario?: string;
  /** Faults that were injected, as they were asked for. */
  readonly faults?: readonly string[];
  /** There are scenarios, and none matches the request: strict mode has rejected it, otherwise the reply is generated. */
  readonly unmatched?: boolean;
  readonly error?: { readonly code: string | null; readonly param: string | null; readonly message: string };
  /** What a developer can do about the error. */
  readonly hint?: string;
  /** What `--self-check` found wrong with our own answer. */
  readonly findings?: readonly Finding[];
}

/** An answer, and what is to be told about it. */
export interface HandledRequest {
  readonly exchange: Exchange;
  readonly record: ExchangeRecord;
  /** The parsed body, once it was valid. */
  readonly request?: JsonObject;
  /** Makes the whole answer as a plain body, also of a streamed one. Its identity is a placeholder: no call has it. */
  readonly answer?: () => JsonObject;
}

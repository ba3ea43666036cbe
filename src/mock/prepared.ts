import type { Usage } from '../contract/api-types.ts';
import type { ModelInfo } from '../contract/models.ts';
import type { JsonObject } from '../contract/requirements.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import type { AnswerPlan, ErrorPlan } from '../engine/plan.ts';
import type { EngineRequest } from '../engine/request.ts';
import type { StreamOptions } from '../wire/chunk-writer.ts';
import type { HeaderList } from '../wire/encode.ts';
import type { Cost } from './record.ts';

/** A request understood and answered, short of the identity of the call: what a repeated request can use again. */
export interface PreparedAnswer {
  readonly kind: 'answer';
  /** As the client sent it. */
  readonly body: JsonObject;
  /** As the engine takes it. */
  readonly request: EngineRequest;
  readonly model: ModelInfo;
  /** The one that the model counts with. */
  readonly tokenizer: Tokenizer;
  readonly plan: AnswerPlan;
  /** `undefined` for a plain answer. */
  readonly stream: StreamOptions | undefined;
  /** Of the codec that read the request. */
  readonly notes: unknown;
  readonly usage: Usage;
  readonly cost: Cost;
  readonly rateHeaders: HeaderList;
  /** Milliseconds at speed 1 until the answer is complete. */
  readonly duration: number;
  /** Name of the scenario that it follows. */
  readonly scenario?: string;
}

/** A request that the API refuses. */
export interface PreparedError {
  readonly kind: 'error';
  readonly plan: ErrorPlan;
  /** The model asked for, as far as the body could be read. */
  readonly model?: string;
  /** The body, where the error is not about its form. */
  readonly body?: JsonObject;
  readonly scenario?: string;
  /** No scenario matches, and that is forbidden. */
  readonly unmatched?: boolean;
  /** Milliseconds at speed 1 before it is sent. */
  readonly wait?: number;
}

export type Prepared = PreparedAnswer | PreparedError;

/** Milliseconds at speed 1 until a plan has been said. */
export const durationOf = ({ events }: AnswerPlan): number => events.reduce((total, { wait }) => total + wait, 0);

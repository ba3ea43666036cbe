import type { ChatCompletionRequest, Usage } from '../contract/api-types.ts';
import type { AnswerPlan, ErrorPlan } from '../engine/plan.ts';
import type { StreamOptions } from '../wire/chunk-writer.ts';
import type { HeaderList } from '../wire/encode.ts';
import type { Cost } from './record.ts';

/** A request understood and answered, short of the identity of the call: what a repeated request can use again. */
export interface PreparedAnswer {
  readonly kind: 'answer';
  readonly request: ChatCompletionRequest;
  readonly plan: AnswerPlan;
  /** `undefined` for a plain answer. */
  readonly stream: StreamOptions | undefined;
  readonly usage: Usage;
  readonly cost: Cost;
  readonly rateHeaders: HeaderList;
  /** Milliseconds at speed 1 until the answer is complete. */
  readonly duration: number;
}

/** A request that the API refuses. */
export interface PreparedError {
  readonly kind: 'error';
  readonly plan: ErrorPlan;
  /** The model asked for, as far as the body could be read. */
  readonly model?: string;
}

export type Prepared = PreparedAnswer | PreparedError;

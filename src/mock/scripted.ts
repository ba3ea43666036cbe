import type { ChatCompletionRequest } from '../contract/api-types.ts';
import type { EngineScript } from '../engine/script.ts';
import type { ErrorPlan } from '../engine/plan.ts';

/** What scenarios decide about one request. */
export type Decision =
  | {
      readonly kind: 'answer';
      /** Name of the scenario. */
      readonly scenario: string;
      readonly script: EngineScript;
      /** Instead of the mock's seed. */
      readonly seed?: string;
      /** Faults that the answer meets, as a list. */
      readonly fault?: string;
    }
  | {
      readonly kind: 'error';
      /** Absent where no scenario fits. */
      readonly scenario?: string;
      readonly plan: ErrorPlan;
      /** Milliseconds at speed 1 before the error is sent. */
      readonly wait: number;
    };

/** That a request is to be answered. */
export type AnswerDecision = Extract<Decision, { kind: 'answer' }>;

/** Asked once for each valid request; `undefined` leaves the request to the engine. */
export type Decide = (request: ChatCompletionRequest) => Decision | undefined;

import type { ModelInfo } from '../contract/models.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import type { EngineRequest } from '../engine/request.ts';
import type { EngineScript } from '../engine/script.ts';

/** What scenarios decide about one request. */
export type Decision =
  /** The engine answers, though there are scenarios. */
  | { readonly kind: 'unmatched' }
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
      /** Absent where no scenario matches. */
      readonly scenario?: string;
      readonly plan: ErrorPlan;
      /** Milliseconds at speed 1 before the error is sent. */
      readonly wait: number;
    };

/** That a request is to be answered. */
export type AnswerDecision = Extract<Decision, { kind: 'answer' }>;

/** What of an HTTP request scenarios may look at beyond its body. */
export interface DecisionContext {
  /** Requests of one session share sequences and counts; other sessions do not see them. */
  readonly session: string;
  header(name: string): string | undefined;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Asked once for each valid request; `undefined` leaves the request to the engine. */
export type Decide = (request: EngineRequest, model: ModelInfo, context: DecisionContext) => Decision | undefined;

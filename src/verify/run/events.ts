import type { Capability } from '../capability.ts';
import type { CapabilityState } from '../evidence/evidence.ts';
import type { Observation } from '../../recordings/observation.ts';
import type {
  Amount,
  CheckResult,
  PlannedProbe,
  Report,
  ReportedDeadline,
  SkippedProbe,
  VerifiedContract,
} from '../report/report.ts';

/** What a run tells while it goes on. Reporters consume these and nothing else. */
export type VerifyEvent =
  | {
      readonly type: 'start';
      readonly endpoint: string;
      readonly suite: string;
      readonly models: readonly string[];
      readonly contract: VerifiedContract;
      /** ISO 8601. */
      readonly startedAt: string;
      /** What the words that probes ask for are made of. */
      readonly nonce: string;
    }
  | {
      readonly type: 'plan';
      readonly probes: readonly PlannedProbe[];
      readonly worst: Amount;
      readonly checks: number;
      /** When each model is given up. */
      readonly deadlines: readonly Omit<ReportedDeadline, 'passed'>[];
    }
  | { readonly type: 'probe-start'; readonly model: string; readonly probe: string; readonly sample: number }
  | {
      readonly type: 'probe-end';
      readonly model: string;
      readonly probe: string;
      readonly sample: number;
      readonly observation: Observation;
      readonly cost: Amount | null;
      /** Done, and to be done, over all models. */
      readonly progress: { readonly done: number; readonly of: number };
    }
  | { readonly type: 'probe-skip'; readonly skipped: SkippedProbe }
  | {
      readonly type: 'capability';
      readonly model: string;
      readonly capability: Capability;
      readonly state: CapabilityState;
    }
  | { readonly type: 'result'; readonly result: CheckResult }
  | { readonly type: 'end'; readonly report: Report };

import type { Finding } from '../../contract/finding.ts';
import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import type { Capability } from '../capability.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';

/** What a check is about; reports group by it, and behavior alone may be sampled. */
export type CheckClass = 'protocol' | 'behavior' | 'billing' | 'identity' | 'timing' | 'hygiene';

/** Why a check did not judge. */
export type SkipReason = 'capability-absent' | 'budget' | 'deadline' | 'dependency-failed' | 'not-observed';

/** A finding, with the exchange that shows it. */
export interface CheckFinding extends Finding {
  readonly seen: ParsedExchange;
}

/**
 * What a check makes of the evidence. `judged` with no findings is a pass; what its findings come to depends on their levels.
 * `note` is a fact worth telling beside a pass.
 */
export type Judgement =
  | { readonly kind: 'judged'; readonly findings: readonly CheckFinding[]; readonly note?: string }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly note?: string }
  | { readonly kind: 'inconclusive'; readonly note: string; readonly findings?: readonly CheckFinding[] };

/** One requirement's judge: a pure function of evidence. Its id is the requirement's. */
export interface Check {
  readonly id: RequirementId;
  readonly class: CheckClass;
  /** Probes that feed it; empty: every exchange does. */
  readonly probes: readonly string[];
  /** Without these it has nothing to judge. */
  readonly needs: readonly Capability[];
  /** What the owner of the endpoint should do, as an imperative sentence. */
  readonly fix: string;
  /**
   * How model behavior is sampled: a failing probe is repeated up to three times. `any`: one good sample of three is no
   * failure, only inconclusive; `all`: one miss is a failure, and the repetitions tell the rate. Absent: nothing is repeated.
   */
  readonly sampling?: 'any' | 'all';
  judge(evidence: Evidence): Judgement;
}

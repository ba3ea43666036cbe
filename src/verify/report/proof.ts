import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import type { CheckResult } from './report.ts';
import data from '../generated/proof.json' with { type: 'json' };

/** What is known of a requirement from the faults that break it. */
export interface Proof {
  /** Faults of the mock that its check must see. */
  readonly faults: readonly string[];
  /** Legal variants that trigger nothing above INFO, and come near. */
  readonly benign: readonly string[];
  /** What client libraries were measured to do where it does not hold. */
  readonly impact: CheckResult['impact'];
}

const NOTHING: Proof = { faults: [], benign: [], impact: {} };

/** @param id of a requirement, which is also its check's */
export function proofOf(id: RequirementId): Proof {
  // JSON boundary: the generator writes the file from the catalogue of faults.
  const proofs = data.requirements as unknown as Readonly<Record<string, Proof>>;
  return proofs[id] ?? NOTHING;
}

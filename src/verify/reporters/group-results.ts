import type { ResultStatus } from '../checks/result-status.ts';
import type { CheckResult, ReportedFinding } from '../report/report.ts';
import { byArea } from './words.ts';

/** One check that came to the same for some models, and what they showed. */
export interface CheckGroup {
  readonly status: ResultStatus;
  /** The first of them; what does not depend on the model is the same in all. */
  readonly result: CheckResult;
  readonly models: readonly string[];
  readonly findings: readonly ReportedFinding[];
}

/** An area of the contract with the checks in it. */
export interface AreaGroup {
  readonly area: string;
  readonly checks: readonly CheckGroup[];
}

/** Statuses that a person must look at, worst first. */
export const TROUBLE: readonly ResultStatus[] = ['error', 'fail', 'warn', 'inconclusive', 'info'];

const worstFirst = (a: CheckGroup, b: CheckGroup): number =>
  TROUBLE.indexOf(a.status) - TROUBLE.indexOf(b.status) || a.result.check.localeCompare(b.result.check);

function groupChecks(results: readonly CheckResult[]): CheckGroup[] {
  const groups = Map.groupBy(results, ({ check, status }) => `${status} ${check}`);
  return [...groups.values()].flatMap((same) => {
    const [result] = same;
    if (result === undefined) return [];
    const findings = same.flatMap((one) => one.findings);
    return [{ status: result.status, result, models: same.map(({ model }) => model), findings }];
  });
}

/**
 * Results as people read them: by area, and one entry for a check that came to the same for several models.
 *
 * @param wanted statuses to keep
 */
export function groupResults(results: readonly CheckResult[], wanted: readonly ResultStatus[] = TROUBLE): AreaGroup[] {
  const kept = results.filter(({ status }) => wanted.includes(status));
  return [...Map.groupBy(kept, ({ area }) => area)]
    .toSorted(([a], [b]) => byArea(a, b))
    .map(([area, some]) => ({ area, checks: groupChecks(some).toSorted(worstFirst) }));
}

/** Findings that differ: the same defect in many exchanges is shown once, with how often it was seen. */
export function distinctFindings(
  findings: readonly ReportedFinding[],
): ReadonlyArray<{ readonly finding: ReportedFinding; readonly times: number }> {
  return [...Map.groupBy(findings, ({ fingerprint }) => fingerprint).values()].flatMap((same) => {
    const [finding] = same;
    return finding === undefined ? [] : [{ finding, times: same.length }];
  });
}

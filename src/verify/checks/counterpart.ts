import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import { CHECKS } from './catalogue.ts';
import type { Check, CheckFinding, Judgement } from './check.ts';
import { skipped } from './define-check.ts';
import type { Evidence } from '../evidence/evidence.ts';

function renamed(finding: CheckFinding, id: RequirementId, { contract }: Evidence): CheckFinding {
  const level = contract.requirements.find((one) => one.id === id)?.level ?? finding.level;
  // What a check calls milder than its requirement stays so.
  return { ...finding, requirement: id, level: finding.level === 'MUST' ? level : finding.level };
}

/** What several judges say together: a finding of one is a finding of all. */
function together(judgements: readonly Judgement[]): Judgement {
  const judged = judgements.filter((one) => one.kind === 'judged');
  if (judged.length === 0) return judgements[0] ?? skipped('not-observed');
  return { kind: 'judged', findings: judged.flatMap(({ findings }) => findings) };
}

/**
 * A check of another endpoint that judges as checks of chat completions do, and under its own name.
 *
 * @param of ids of those checks, the first of which lends it its class, probes, needs and sampling
 * @param more what is different
 */
export function counterpart(
  id: RequirementId,
  of: readonly [RequirementId, ...RequirementId[]],
  more: Partial<Omit<Check, 'id' | 'judge'>> = {},
): Check {
  const models = of.map((one) => CHECKS.find((check) => check.id === one));
  const [first] = models;
  if (first === undefined || models.includes(undefined))
    throw new TypeError(`Cannot define ${id}: no check ${of.join(' or ')}`);
  const judges = models.flatMap((one) => one ?? []);
  return {
    ...first,
    probes: [...new Set(judges.flatMap(({ probes }) => probes))],
    ...more,
    id,
    judge: (evidence) => {
      const judgement = together(judges.map((check) => check.judge(evidence)));
      if (judgement.kind === 'skipped' || judgement.findings === undefined) return judgement;
      return { ...judgement, findings: judgement.findings.map((one) => renamed(one, id, evidence)) };
    },
  };
}

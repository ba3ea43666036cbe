import { stateOf, type Baseline } from './baseline.ts';
import type { CheckFinding } from '../checks/check.ts';
import { curlOf } from './curl.ts';
import { fingerprint } from './fingerprint.ts';
import type { Verdict } from '../checks/judge-model.ts';
import { locateFinding } from './locate-finding.ts';
import { proofOf } from './proof.ts';
import type { Redactor } from '../../recordings/redaction/redact.ts';
import type { CheckResult, ReportedFinding } from './report.ts';
import { areaOf } from '../checks/suites.ts';

/** What turns verdicts into results that may leave the process. */
export interface ResultContext {
  readonly model: string;
  readonly profile: string;
  readonly baseline: Baseline;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly redactor: Redactor;
  /** Environment variable that stands for the key in commands. */
  readonly keyVariable: string;
}

function reported(finding: CheckFinding, context: ResultContext): ReportedFinding {
  const { redactor, baseline, today, keyVariable } = context;
  const { seen, ...facts } = finding;
  const variant = seen.streamed ? 'stream' : 'plain';
  const print = fingerprint(finding, { ...context, variant });
  const { excerpt, ...place } = locateFinding(finding);
  return {
    ...facts,
    expected: redactor.text(facts.expected),
    received: redactor.text(facts.received),
    probe: seen.probe,
    sample: seen.sample,
    variant,
    ...place,
    excerpt: redactor.text(excerpt),
    curl: curlOf(redactor.request(seen.observation.request), keyVariable),
    fingerprint: print,
    ...stateOf(baseline, print, today),
  };
}

/** A verdict as reports show it: with evidence, and without secrets. */
export function buildResult(verdict: Verdict, context: ResultContext): CheckResult {
  const { check, requirement, status, findings, reason, note, samples } = verdict;
  return {
    check: check.id,
    model: context.model,
    status,
    title: requirement.text,
    level: requirement.level,
    class: check.class,
    area: areaOf(check.id),
    findings: findings.map((finding) => reported(finding, context)),
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note: context.redactor.text(note) }),
    ...(samples === undefined ? {} : { samples }),
    fix: check.fix,
    impact: proofOf(check.id).impact,
  };
}

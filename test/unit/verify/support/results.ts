import type { Check, Judgement, CheckFinding } from '../../../../src/verify/checks/check.ts';
import type { CheckResult, ReportedFinding } from '../../../../src/verify/report/report.ts';
import { seen } from './observed.ts';

/** A finding as reports have it. */
export const reportedFinding = (over: Partial<ReportedFinding> = {}): ReportedFinding => ({
  requirement: 'finish.once',
  level: 'MUST',
  path: '',
  expected: 'one',
  received: 'two',
  probe: 'text',
  sample: 0,
  variant: 'plain',
  excerpt: '',
  curl: 'curl',
  fingerprint: '0123456789abcdef',
  state: 'new',
  ...over,
});

/** A result that passed, unless a test says otherwise. */
export const result = (over: Partial<CheckResult> = {}): CheckResult => ({
  check: 'finish.once',
  model: 'gpt-5.1',
  status: 'pass',
  title: 'A choice finishes once.',
  level: 'MUST',
  class: 'protocol',
  area: 'finish',
  findings: [],
  fix: 'Finish once.',
  impact: {},
  ...over,
});

/** A failure with one finding. */
export const failure = (over: Partial<CheckResult> = {}, finding: Partial<ReportedFinding> = {}): CheckResult =>
  result({ status: 'fail', findings: [reportedFinding(finding)], ...over });

/** A finding as checks have it. */
export const seenFinding = (over: Partial<CheckFinding> = {}): CheckFinding => ({
  requirement: 'finish.once',
  level: 'MUST',
  path: '',
  expected: 'one',
  received: 'two',
  seen: seen(),
  ...over,
});

export const good: Judgement = { kind: 'judged', findings: [] };
export const bad = (over: Partial<CheckFinding> = {}): Judgement => ({ kind: 'judged', findings: [seenFinding(over)] });

/** A check that judges as it is told. */
export const check = (over: Partial<Check> = {}): Check => ({
  id: 'finish.once',
  class: 'protocol',
  probes: [],
  needs: [],
  fix: 'Finish once.',
  judge: () => good,
  ...over,
});

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

/** Checks that fail for one cause. */
export interface Cause {
  /** The worst of its checks. */
  readonly status: ResultStatus;
  /** The check that says most of it. */
  readonly head: CheckGroup;
  readonly others: readonly CheckGroup[];
  readonly models: readonly string[];
  /** Clients that any of its checks breaks. */
  readonly impact: CheckResult['impact'];
}

/** Statuses that a person must look at, worst first. */
export const TROUBLE: readonly ResultStatus[] = ['error', 'fail', 'warn', 'inconclusive', 'info'];

/** One entry for a check that came to the same for several models. */
export function groupChecks(results: readonly CheckResult[]): CheckGroup[] {
  const groups = Map.groupBy(results, ({ check, status }) => `${status} ${check}`);
  return [...groups.values()].flatMap((same) => {
    const [result] = same;
    if (result === undefined) return [];
    const findings = same.flatMap((one) => one.findings);
    return [{ status: result.status, result, models: same.map(({ model }) => model), findings }];
  });
}

/** An error that came instead of what was asked for is one cause, whatever was asked. */
const ERROR_STATUS = /^status [45]\d\d\b/;

/** The same wrong value in one place, or the same error. */
function marksOfFinding({ path, received }: ReportedFinding): string[] {
  if (path !== '') return [`${path.replaceAll(/\d+/g, '#')}\n${received}`];
  return ERROR_STATUS.exec(received)?.slice(0, 1) ?? [];
}

/** The one body that all findings are about. */
function sharedBody(findings: readonly ReportedFinding[]): string[] {
  const bodies = new Set(findings.map(({ path, byte, excerpt }) => (path === '' && byte === 0 ? excerpt : '')));
  const [body = ''] = bodies;
  return bodies.size === 1 && body !== '' ? [`body ${body}`] : [];
}

/** What checks of one cause have in common, one of these at least. */
const marksOf = ({ result, findings, status }: CheckGroup): string[] =>
  status === 'error' ? [] : [`fix ${result.fix}`, ...findings.flatMap(marksOfFinding), ...sharedBody(findings)];

const isNew = ({ findings }: CheckGroup): boolean =>
  findings.length === 0 || findings.some(({ state }) => state !== 'known');

/** The check to be shown for a cause: one that is new and obliges; a schema says less of it than a check of its own. */
const tellingFirst = (a: CheckGroup, b: CheckGroup): number => {
  const rank = (group: CheckGroup): number =>
    (isNew(group) ? 0 : 8) + TROUBLE.indexOf(group.status) * 2 + (group.result.check.endsWith('.schema') ? 1 : 0);
  return rank(a) - rank(b) || a.result.check.localeCompare(b.result.check);
};

function causeOf(groups: readonly CheckGroup[]): Cause[] {
  const [head, ...others] = groups.toSorted(tellingFirst);
  if (head === undefined) return [];
  const status = TROUBLE.find((one) => groups.some((group) => group.status === one)) ?? head.status;
  const models = [...new Set(groups.flatMap((group) => group.models))];
  return [{ status, head, others, models, impact: Object.assign({}, ...groups.map(({ result }) => result.impact)) }];
}

/** Groups that have a mark in common, also by way of a third. */
function joined(groups: readonly CheckGroup[]): CheckGroup[][] {
  let causes: { marks: Set<string>; groups: CheckGroup[] }[] = [];
  for (const group of groups) {
    const marks = new Set(marksOf(group));
    const same = causes.filter((cause) => [...marks].some((mark) => cause.marks.has(mark)));
    const merged = same.reduce(
      (all, one) => ({ marks: new Set([...all.marks, ...one.marks]), groups: [...one.groups, ...all.groups] }),
      { marks, groups: [group] },
    );
    causes = [...causes.filter((cause) => !same.includes(cause)), merged];
  }
  return causes.map((cause) => cause.groups);
}

const worstFirst = (a: Cause, b: Cause): number =>
  TROUBLE.indexOf(a.status) - TROUBLE.indexOf(b.status) ||
  Number(isNew(b.head)) - Number(isNew(a.head)) ||
  byArea(a.head.result.area, b.head.result.area) ||
  a.head.result.check.localeCompare(b.head.result.check);

/** What is wrong, a group for each cause, the worst first. What is only worth knowing stands alone. */
export function groupCauses(results: readonly CheckResult[]): Cause[] {
  const bad = groupChecks(results.filter(({ status }) => TROUBLE.includes(status)));
  const [notes, rest] = [bad.filter(({ status }) => status === 'info'), bad.filter(({ status }) => status !== 'info')];
  return [...joined(rest), ...notes.map((note) => [note])].flatMap(causeOf).toSorted(worstFirst);
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

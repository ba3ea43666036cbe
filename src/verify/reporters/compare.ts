import type { ResultStatus } from '../checks/result-status.ts';
import type { CheckResult, Report } from '../report/report.ts';
import type { Paint } from './paint.ts';
import { printableReport } from './printable-report.ts';
import { money } from './words.ts';

/** What happened to one check of one model between two reports. */
export interface Difference {
  readonly check: string;
  readonly model: string;
  /** `undefined` where the report does not have it. */
  readonly before: ResultStatus | undefined;
  readonly after: ResultStatus | undefined;
  readonly kind: 'worse' | 'better' | 'changed';
}

/** From good to bad; what was not judged is neither. */
const RANK: Readonly<Record<ResultStatus, number | undefined>> = {
  pass: 0,
  info: 1,
  warn: 2,
  fail: 3,
  skip: undefined,
  inconclusive: undefined,
  error: undefined,
};

function kindOf(before: ResultStatus | undefined, after: ResultStatus | undefined): Difference['kind'] {
  const [from, to] = [before && RANK[before], after && RANK[after]];
  if (from === undefined || to === undefined) return to === 3 ? 'worse' : 'changed';
  return to > from ? 'worse' : 'better';
}

/** Reports of one model each are of two models or endpoints, and are compared check by check. */
function keyed(report: Report, byModel: boolean): Map<string, CheckResult> {
  return new Map(report.results.map((result) => [`${result.check} ${byModel ? result.model : ''}`, result]));
}

/**
 * What differs between two reports: of one endpoint at two times, or of two endpoints. Two reports that have no model in common are
 * compared check by check when each has one model.
 *
 * @returns differences, those for the worse first
 */
export function compare(before: Report, after: Report): Difference[] {
  const common = before.models.some((model) => after.models.includes(model));
  const byModel = common || before.models.length > 1 || after.models.length > 1;
  const [old, now] = [keyed(before, byModel), keyed(after, byModel)];
  const differences = [...new Set([...old.keys(), ...now.keys()])].flatMap((key): Difference[] => {
    const [was, is] = [old.get(key), now.get(key)];
    const one = is ?? was;
    if (one === undefined || was?.status === is?.status) return [];
    const kind = kindOf(was?.status, is?.status);
    return [{ check: one.check, model: one.model, before: was?.status, after: is?.status, kind }];
  });
  const order = ['worse', 'better', 'changed'];
  return differences.toSorted(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || a.check.localeCompare(b.check) || a.model.localeCompare(b.model),
  );
}

const STYLE = { worse: 'red', better: 'green', changed: 'dim' } as const;

/** The differences as text, a line each, then a line that counts them. */
export function compareText(old: Report, now: Report, paint: Paint): string {
  const [before, after] = [printableReport(old), printableReport(now)];
  const differences = compare(before, after);
  const lines = differences.map(
    ({ check, model, before: was = 'absent', after: is = 'absent', kind }) =>
      `${paint(STYLE[kind], kind.padEnd(7))} ${check} ${paint('dim', model)}: ${was} → ${is}`,
  );
  const count = (kind: Difference['kind']): number => differences.filter((one) => one.kind === kind).length;
  const scores = [before, after].map(({ totals: { must }, cost }) => `${must.passed}/${must.run} MUST, ${money(cost)}`);
  return [
    ...lines,
    `${before.endpoint} → ${after.endpoint}: ${scores.join(' → ')}`,
    `${count('worse')} worse · ${count('better')} better · ${count('changed')} changed`,
    '',
  ].join('\n');
}

import type { Level } from '../../contract/finding.ts';
import type { CheckResult, Outcome, SkippedProbe } from './report.ts';

/** What decides how a run ended. */
export interface RunFacts {
  readonly results: readonly CheckResult[];
  readonly skipped: readonly SkippedProbe[];
  /** Why the endpoint could not be tested at all. */
  readonly unusable?: string;
  /** Why it was not tested any further. */
  readonly brokenOff?: string;
  readonly interrupted: boolean;
  /** Probes that got no answer because of limits of the service, time-outs, or connections that could not be made. */
  readonly starved: number;
  /** Weakest level that fails a run. */
  readonly failOn: Exclude<Level, 'INFO'>;
  /** Whether entries of the baseline that are matched by nothing fail it. */
  readonly strictBaseline: boolean;
  /** How many of these there are. */
  readonly fixed: number;
  /** The exchanges are live traffic: what they do not show was not asked for. Default false. */
  readonly observed?: boolean;
}

const FAILING: Readonly<Record<RunFacts['failOn'], readonly Level[]>> = {
  MUST: ['MUST'],
  SHOULD: ['MUST', 'SHOULD'],
  MAY: ['MUST', 'SHOULD', 'MAY'],
};

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** Checks that fail the run: with a finding of a level that counts, and not in the baseline. */
export function failures(results: readonly CheckResult[], failOn: RunFacts['failOn']): CheckResult[] {
  const levels = FAILING[failOn];
  return results.filter(
    ({ status, findings }) =>
      (status === 'fail' || status === 'warn' || status === 'info') &&
      findings.some(({ level, state }) => levels.includes(level) && state !== 'known'),
  );
}

/** From this share of the MUSTs on, what was not judged makes a run incomplete. */
const MUCH = 0.25;

const isJudged = ({ status }: CheckResult): boolean => status !== 'skip';

/** Nothing failed; how much of what the endpoint can do was judged at all decides whether that means anything. */
function passed(results: readonly CheckResult[]): { readonly outcome: Outcome; readonly verdict: string } {
  const asked = results.filter(({ reason }) => reason !== 'capability-absent');
  const open = asked.filter((result) => !isJudged(result));
  if (open.length === 0) return { outcome: 'passed', verdict: 'Every requirement that was judged holds.' };
  const musts = asked.filter(({ level }) => level === 'MUST');
  const openMusts = musts.filter((result) => !isJudged(result));
  const counts = `${asked.length - open.length} of ${asked.length} requirements were judged, and hold`;
  return openMusts.length > musts.length * MUCH
    ? { outcome: 'incomplete', verdict: `Much was not judged: ${counts}.` }
    : { outcome: 'passed', verdict: `${counts}; ${open.length} could not be judged.` };
}

/**
 * How a run ended, strongest reason first: nothing was tested; a failure is new; it was stopped; something asked for was not tested;
 * something could not be judged.
 */
export function judgeOutcome(facts: RunFacts): { readonly outcome: Outcome; readonly verdict: string } {
  const { skipped, unusable, brokenOff, interrupted, starved, failOn, strictBaseline, fixed, observed = false } = facts;
  const results = observed ? facts.results.filter(isJudged) : facts.results;
  if (interrupted) return { outcome: 'interrupted', verdict: 'The run was stopped; this is what is known so far.' };
  if (unusable !== undefined) return { outcome: 'unusable', verdict: `Nothing was tested: ${unusable}` };
  const failed = failures(results, failOn);
  if (failed.length > 0) {
    const ids = [...new Set(failed.map(({ check }) => check))];
    const expired = failed.some(({ findings }) => findings.some(({ state }) => state === 'expired'));
    const more = ids.length > 3 ? `, and ${ids.length - 3} more` : '';
    return {
      outcome: 'failed',
      verdict: `${plural(ids.length, 'requirement')} violated: ${ids.slice(0, 3).join(', ')}${more}${expired ? '; entries of the baseline have expired' : ''}.`,
    };
  }
  if (strictBaseline && fixed > 0)
    return {
      outcome: 'failed',
      verdict: `The baseline has fixed findings; remove ${fixed === 1 ? 'the entry' : `${fixed} entries`}.`,
    };
  if (brokenOff !== undefined) return { outcome: 'incomplete', verdict: `The rest was not tested: ${brokenOff}.` };
  const unaffordable = skipped.filter(({ reason }) => reason === 'budget').length;
  if (unaffordable > 0)
    return {
      outcome: 'incomplete',
      verdict: `The budget left ${plural(unaffordable, 'probe')} unsent; raise --budget or choose a smaller suite.`,
    };
  if (starved > 0)
    return {
      outcome: 'incomplete',
      verdict: `${plural(starved, 'probe')} got no answer, for time-outs, rate limits or failed connections.`,
    };
  // Unsupported features needn't be tested; unobserved ones weren't tested.
  if (results.every(({ status }) => status === 'skip') && results.some(({ reason }) => reason !== 'capability-absent'))
    return { outcome: 'incomplete', verdict: 'Nothing was judged: no exchange shows what was asked for.' };
  const unsure = results.filter(({ status }) => status === 'inconclusive' || status === 'error').length;
  if (unsure > 0) return { outcome: 'inconclusive', verdict: `${plural(unsure, 'check')} could not be judged.` };
  return passed(results);
}

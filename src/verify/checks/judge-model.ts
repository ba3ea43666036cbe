import type { Level } from '../../contract/finding.ts';
import type { Requirement } from '../../contract/requirements.ts';
import type { Capability } from '../capability.ts';
import type { Check, Judgement, CheckFinding, SkipReason } from './check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { blockersOf } from '../evidence/predicates.ts';
import type { ResultStatus } from './result-status.ts';

/** What became of a check, before it is written down for readers. */
export interface Verdict {
  readonly check: Check;
  readonly requirement: Requirement;
  readonly status: ResultStatus;
  readonly findings: readonly CheckFinding[];
  readonly reason?: SkipReason;
  readonly note?: string;
  readonly samples?: { readonly good: number; readonly of: number };
}

const STATUS: Readonly<Record<Level, ResultStatus>> = { MUST: 'fail', SHOULD: 'warn', MAY: 'info', INFO: 'info' };
const STRENGTH: readonly Level[] = ['MUST', 'SHOULD', 'MAY', 'INFO'];

const worst = (findings: readonly CheckFinding[]): Level | undefined =>
  STRENGTH.find((level) => findings.some((finding) => finding.level === level));

/** Runs a check. An exception is a bug of ours and is reported as one. */
function judged(check: Check, evidence: Evidence): Judgement | { readonly kind: 'error'; readonly note: string } {
  try {
    return check.judge(evidence);
  } catch (error) {
    return { kind: 'error', note: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const isGood = (judgement: ReturnType<typeof judged>): boolean =>
  judgement.kind === 'judged' && judgement.findings.length === 0;

/** Evidence as it would be if each probe of a check had been sent once: its so-many-th sample. */
function sampleOf(evidence: Evidence, check: Check, sample: number): Evidence {
  const sampled = new Set(check.probes);
  const keeps = ({ probe, sample: which }: { readonly probe: string; readonly sample: number }): boolean =>
    which === (sampled.size === 0 || sampled.has(probe) ? sample : 0);
  return { ...evidence, all: evidence.all.filter(keeps), of: (probe) => evidence.of(probe).filter(keeps) };
}

/** How often probes of a check were sent. */
function samplesOf(evidence: Evidence, check: Check): number {
  const seen = check.probes.length > 0 ? check.probes.flatMap((probe) => evidence.of(probe)) : evidence.all;
  return seen.reduce((most, { sample }) => Math.max(most, sample + 1), 1);
}

/** Several samples make one verdict: hard requirements must hold every time, model behavior may vary. */
function overSamples(
  check: Check,
  evidence: Evidence,
): { judgement: ReturnType<typeof judged>; samples?: Verdict['samples'] } {
  const count = samplesOf(evidence, check);
  const all = Array.from({ length: count }, (_, sample) => judged(check, sampleOf(evidence, check, sample)));
  const told = all.filter(({ kind }) => kind !== 'skipped');
  const [first = all[0]] = told;
  if (first === undefined) return { judgement: { kind: 'skipped', reason: 'not-observed' } };
  if (told.length <= 1) return { judgement: first };
  const failed = told.find(({ kind }) => kind === 'error');
  if (failed) return { judgement: failed };
  const good = told.filter(isGood).length;
  const samples = { good, of: told.length };
  const findings = told.flatMap((one) => (one.kind === 'judged' ? one.findings : []));
  const missed = findings.length > 0 && (check.sampling === 'all' || good === 0);
  if (missed || good === told.length) return { judgement: { kind: 'judged', findings }, samples };
  return {
    judgement: { kind: 'inconclusive', note: `passed in ${good} of ${told.length} samples`, findings },
    samples,
  };
}

/** Why a check cannot be made, if it cannot. */
export type Hindrance = (check: Check) => SkipReason | undefined;

const missing = (check: Check, evidence: Evidence): Capability | undefined =>
  check.needs.find((need) => evidence.capability(need) === 'absent');

/** Breaches that kept the answers of a check from being read. */
const blockedBy = ({ probes }: Check, evidence: Evidence): string =>
  [...new Set(probes.flatMap((probe) => evidence.of(probe).flatMap(blockersOf)))].join(', ');

/** @param hindered asked about a check that has nothing to judge */
export function judgeCheck(check: Check, evidence: Evidence, hindered: Hindrance): Verdict {
  const requirement = evidence.contract.requirements.find(({ id }) => id === check.id);
  if (requirement === undefined) throw new TypeError(`Check ${check.id} has no requirement in the contract`);
  const base = { check, requirement, findings: [] };
  const lacking = missing(check, evidence);
  if (lacking !== undefined) return { ...base, status: 'skip', reason: 'capability-absent', note: lacking };
  const { judgement, samples } = check.sampling
    ? overSamples(check, evidence)
    : { judgement: judged(check, evidence), samples: undefined };
  const counted = samples ? { samples } : {};
  const noted = judgement.note === undefined ? {} : { note: judgement.note };
  switch (judgement.kind) {
    case 'error':
      return { ...base, status: 'error', ...noted };
    case 'skipped': {
      const reason = hindered(check) ?? judgement.reason;
      const blockers = reason === 'not-observed' ? blockedBy(check, evidence) : '';
      return { ...base, status: 'skip', reason, ...(blockers === '' ? noted : { note: `blocked by ${blockers}` }) };
    }
    case 'inconclusive':
      return { ...base, status: 'inconclusive', findings: judgement.findings ?? [], ...noted, ...counted };
    case 'judged': {
      const level = worst(judgement.findings);
      return {
        ...base,
        status: level === undefined ? 'pass' : STATUS[level],
        findings: judgement.findings,
        ...noted,
        ...counted,
      };
    }
  }
}

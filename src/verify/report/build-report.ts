import type { Contract } from '../../contract/contract.ts';
import { fixedEntries, type Baseline } from './baseline.ts';
import { costOf } from './cost.ts';
import type { Observation } from '../../recordings/observation.ts';
import { judgeOutcome, type RunFacts } from './outcome.ts';
import { probeById } from '../probes/endpoint-probes.ts';
import type { ResultStatus } from '../checks/result-status.ts';
import type { Amount, CheckResult, Report, ReportedExchange, SkippedProbe, Totals } from './report.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { verifiedContract } from './verified-contract.ts';

/** All that a report is made from. */
export interface ReportParts {
  readonly version: string;
  readonly contract: Contract;
  readonly suite: string;
  readonly endpoint: string;
  readonly startedAt: string;
  readonly ms: number;
  readonly models: readonly string[];
  readonly capabilities: Report['capabilities'];
  readonly results: readonly CheckResult[];
  /** Last attempts, with how many there were. */
  readonly exchanges: readonly { readonly seen: ParsedExchange; readonly attempts: number }[];
  readonly skipped: readonly SkippedProbe[];
  readonly deadlines: Report['deadlines'];
  readonly baseline: Baseline;
  readonly cost: Amount;
  readonly facts: Omit<RunFacts, 'results' | 'skipped' | 'fixed'>;
}

const SCHEMA = 'https://unpkg.com/starmock/spec/schemas/report.schema.json';
const MAX_READS = 500;

/** Reads of a body, neighbors joined until they are few enough to show. */
function timeline({ readings }: Observation): ReportedExchange['timeline'] {
  const each = Math.ceil(readings.length / MAX_READS);
  return Array.from({ length: Math.ceil(readings.length / Math.max(each, 1)) }, (_, index) => {
    const group = readings.slice(index * each, (index + 1) * each);
    return [
      Math.round((group[0]?.ms ?? 0) * 10) / 10,
      group.reduce((sum, { bytes }) => sum + bytes.length, 0),
    ] as const;
  });
}

function reportedExchange({ seen, attempts }: ReportParts['exchanges'][number], contract: Contract): ReportedExchange {
  const { observation, usage } = seen;
  const { probe, model, sample, end, failure, head, readings } = observation;
  const tokens =
    usage?.prompt === undefined || usage.completion === undefined
      ? null
      : { prompt: usage.prompt, completion: usage.completion };
  return {
    probe,
    title: probeById(probe)?.title ?? probe,
    model,
    sample,
    attempts,
    status: head?.status ?? null,
    end: failure ? `${failure.phase}: ${failure.code}` : (end?.how ?? 'unknown'),
    ms: Math.round((end?.ms ?? 0) * 10) / 10,
    firstByteMs: readings[0] === undefined ? null : Math.round(readings[0].ms * 10) / 10,
    timeline: timeline(observation),
    usage: tokens,
    cost: costOf(contract, model, usage),
  };
}

/** A failure whose findings are all in the baseline isn't new. */
export const isNew = ({ findings }: CheckResult): boolean =>
  findings.length === 0 || findings.some(({ state }) => state !== 'known');

function totals(results: readonly CheckResult[]): Totals {
  const count = (status: ResultStatus): number => results.filter((result) => result.status === status).length;
  const must = results.filter(
    ({ level, status }) =>
      level === 'MUST' && (status === 'pass' || status === 'fail' || status === 'warn' || status === 'info'),
  );
  return {
    pass: count('pass'),
    fail: count('fail'),
    warn: count('warn'),
    info: count('info'),
    skip: count('skip'),
    inconclusive: count('inconclusive'),
    error: count('error'),
    new: results.filter((result) => result.status === 'fail' && isNew(result)).length,
    must: { passed: must.filter(({ status }) => status !== 'fail').length, run: must.length },
  };
}

/** Puts a run together. */
export function buildReport(parts: ReportParts): Report {
  const {
    version,
    contract,
    suite,
    endpoint,
    startedAt,
    ms,
    models,
    capabilities,
    results,
    skipped,
    deadlines,
    baseline,
    cost,
    facts,
  } = parts;
  const fixed = fixedEntries(baseline, results);
  const { outcome, verdict } = judgeOutcome({ ...facts, results, skipped, fixed: fixed.length });
  return {
    $schema: SCHEMA,
    tool: { name: 'starmock', version },
    contract: verifiedContract(contract),
    suite,
    endpoint,
    startedAt,
    ms: Math.round(ms),
    outcome,
    verdict,
    models,
    capabilities,
    results,
    exchanges: parts.exchanges.map((exchange) => reportedExchange(exchange, contract)),
    skipped,
    deadlines,
    fixed,
    totals: totals(results),
    cost,
  };
}

import { reasonsByDefault, resolveModel } from '../../contract/models.ts';
import type { Capability } from '../capability.ts';
import type { SkipReason } from '../checks/check.ts';
import { costOf, estimate } from '../report/cost.ts';
import { declaredCapabilities } from '../checks/declared-capabilities.ts';
import { discoverCapabilities } from '../checks/discover-capabilities.ts';
import type { VerifyEvent } from './events.ts';
import type { CapabilityState, Evidence } from '../evidence/evidence.ts';
import { gatherEvidence, parseOnce } from '../evidence/gather-evidence.ts';
import { INITIAL_HEALTH, healthAfter, type EndpointHealth } from './give-up.ts';
import { judgeCheck, type Verdict } from '../checks/judge-model.ts';
import type { Observation } from '../../recordings/observation.ts';
import { probeContext, probesFor, type Run } from './open-run.ts';
import type { Check } from '../checks/check.ts';
import type { Probe } from '../probes/probe.ts';
import type { Amount, SkippedProbe } from '../report/report.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { concernsModel } from './select-checks.ts';
import { sendProbe, type Sender } from './send-probe.ts';
import { withoutPass } from './why-unusable.ts';

/** Samples of a check of behavior whose first one is bad. */
const SAMPLES = 3;

/** Money that has been spent, shared by all models of a run. */
export interface Budget {
  readonly limit: number;
  spent: number;
}

/** What a model's part of a run needs from the whole. */
export interface ModelRun {
  readonly run: Run;
  readonly model: string;
  /** Whether it is the one that is asked what is asked once a run. */
  readonly asksOnce: boolean;
  /** Its signal ends the run or, with the deadline's, this model. */
  readonly sender: Sender;
  /** Aborted when the model is given up. */
  readonly deadline?: AbortSignal;
  readonly budget: Budget;
  readonly emit: (event: VerifyEvent) => void;
  /** Counts probes for the progress of the whole run. */
  readonly step: () => { readonly done: number; readonly of: number };
  readonly others: readonly Evidence[];
  readonly secrets: readonly string[];
}

/** What is known about a model at its end. */
export interface ModelOutcome {
  readonly model: string;
  readonly evidence: Evidence;
  readonly verdicts: readonly Verdict[];
  readonly observations: readonly Observation[];
  readonly skipped: readonly SkippedProbe[];
  readonly capabilities: ReadonlyMap<Capability, CapabilityState>;
  /** Why nothing could be tested. */
  readonly unusable?: string;
  /** Why the rest was not tested. */
  readonly brokenOff?: string;
  /** Something was left out because of the deadline. */
  readonly late: boolean;
}

interface Progress {
  readonly observations: Observation[];
  readonly skipped: SkippedProbe[];
  health: EndpointHealth;
  cost: Amount | undefined;
  stopped: SkipReason | undefined;
}

/** Sends probes of one model, one after another, and those that belong together at the same time. */
async function sendAll(context: ModelRun, probes: readonly Probe[], progress: Progress): Promise<void> {
  const done = new Set<string>();
  for (const probe of probes) {
    if (done.has(probe.id)) continue;
    const group = probe.together === undefined ? [probe] : probes.filter(({ together }) => together === probe.together);
    for (const { id } of group) done.add(id);
    await Promise.all(group.map((one) => sendOne(context, one, 0, progress)));
  }
}

const lastOf =
  (context: ModelRun, progress: Progress) =>
  (probe: string): ParsedExchange | undefined => {
    const found = progress.observations.findLast(
      (observation) => observation.probe === probe && observation.model === context.model,
    );
    return found && parseOnce(found, context.run.tools);
  };

function skip({ emit, model, step }: ModelRun, probe: Probe, reason: SkipReason, progress: Progress): void {
  const skipped = { probe: probe.id, model, reason };
  progress.skipped.push(skipped);
  step();
  emit({ type: 'probe-skip', skipped });
}

/** A capability that is known to be absent is not asked for. */
function lacks(context: ModelRun, probe: Probe, progress: Progress): boolean {
  if (probe.uses.length === 0) return false;
  const { run, model } = context;
  const info = resolveModel(run.contract.models, model);
  const known = discoverCapabilities(
    run.probes,
    progress.observations.map((one) => parseOnce(one, run.tools)),
    info,
    reasonsByDefault(info),
    declaredCapabilities(run.contract),
  );
  return probe.uses.some((capability) => known.get(capability) === 'absent');
}

async function sendOne(context: ModelRun, probe: Probe, sample: number, progress: Progress): Promise<void> {
  const { run, model, sender, deadline, budget, emit, step } = context;
  if (run.options.signal?.aborted) return;
  if (deadline?.aborted) progress.stopped ??= 'deadline';
  // What is asked once is left to a model that can be asked.
  if (progress.health.unusable !== undefined && probe.once === true) return;
  if (progress.stopped) return skip(context, probe, progress.stopped, progress);
  if (lacks(context, probe, progress)) return skip(context, probe, 'capability-absent', progress);
  const request = probe.request(probeContext(run, model, probe, sample, lastOf(context, progress)));
  if (request === undefined) return skip(context, probe, 'dependency-failed', progress);
  const { worst } = estimate(run.contract, run.tools.tokenizer, model, request);
  if (budget.spent + worst.amount > budget.limit) return skip(context, probe, 'budget', progress);
  // Taken before it is spent, since models may be asked at the same time.
  budget.spent += worst.amount;
  emit({ type: 'probe-start', model, probe: probe.id, sample });
  const attempts = await sendProbe({ probe, request, model, sample }, sender);
  progress.observations.push(...attempts);
  for (const attempt of attempts) run.options.onObservation?.(attempt);
  const last = attempts.at(-1);
  if (last === undefined) return;
  const cost = billed(context, attempts, worst);
  budget.spent += (cost?.amount ?? 0) - worst.amount;
  progress.cost = { amount: (progress.cost?.amount ?? 0) + (cost?.amount ?? 0), currency: worst.currency };
  emit({ type: 'probe-end', model, probe: probe.id, sample, observation: last, cost, progress: step() });
  progress.health = healthAfter(progress.health, parseOnce(last, run.tools));
  const { unusable, brokenOff } = progress.health;
  if (unusable !== undefined || brokenOff !== undefined) progress.stopped = 'dependency-failed';
}

/** What attempts cost: by their own counts, and at worst where an answer came without any. */
function billed({ run, model }: ModelRun, attempts: readonly Observation[], worst: Amount): Amount | null {
  const costs = attempts.map((attempt) => {
    const seen = parseOnce(attempt, run.tools);
    if (seen.kind !== 'plain' && seen.kind !== 'stream') return null;
    return costOf(run.contract, model, seen.usage) ?? worst;
  });
  const known = costs.filter((cost) => cost !== null);
  return known.length === 0
    ? null
    : { amount: known.reduce((sum, { amount }) => sum + amount, 0), currency: worst.currency };
}

/** Evidence of what has been seen so far. */
function evidenceOf(context: ModelRun, { observations, cost }: Progress): Evidence {
  const { run, model, others, secrets } = context;
  const info = resolveModel(run.contract.models, model);
  const seen = observations.map((observation) => parseOnce(observation, run.tools));
  const capabilities = discoverCapabilities(
    run.probes,
    seen,
    info,
    reasonsByDefault(info),
    declaredCapabilities(run.contract),
  );
  return gatherEvidence(observations, run.tools, {
    model,
    capabilities,
    others,
    secrets,
    ...(cost ? { spent: cost } : {}),
  });
}

/** Probes that have to be sent again to see whether a bad sample was chance. */
function probesToRepeat(check: Check, verdict: Verdict, probes: readonly Probe[]): Probe[] {
  const ids = new Set(check.probes.length > 0 ? check.probes : verdict.findings.map(({ seen }) => seen.probe));
  return probes.filter(({ id }) => ids.has(id));
}

function wantedSamples({ run }: ModelRun, check: Check, verdict: Verdict): number {
  const asked = run.options.samples?.[check.id] ?? 1;
  const bad = verdict.findings.length > 0;
  return check.sampling === undefined ? 1 : Math.max(asked, bad ? SAMPLES : 1);
}

/** Repeats probes of model behavior; probes needed by several checks are repeated once. */
async function resample(
  context: ModelRun,
  checks: readonly Check[],
  probes: readonly Probe[],
  progress: Progress,
): Promise<void> {
  const evidence = evidenceOf(context, progress);
  const wanted = new Map<Probe, number>();
  for (const check of checks.filter(({ sampling }) => sampling)) {
    const verdict = judgeCheck(check, evidence, () => undefined);
    const count = wantedSamples(context, check, verdict);
    if (count > 1)
      for (const probe of probesToRepeat(check, verdict, probes))
        wanted.set(probe, Math.max(count, wanted.get(probe) ?? 1));
  }
  const most = Math.max(1, ...wanted.values());
  for (let sample = 1; sample < most; sample++) {
    for (const probe of probes) if (sample < (wanted.get(probe) ?? 1)) await sendOne(context, probe, sample, progress);
  }
}

/** A check whose probes were all left out says why, rather than that nothing was observed. */
function hindrance({ skipped }: Progress): (check: Check) => SkipReason | undefined {
  const reasons = new Map(skipped.map(({ probe, reason }) => [probe, reason]));
  return ({ probes }) =>
    probes.length > 0 && probes.every((probe) => reasons.has(probe)) ? reasons.get(probes[0] ?? '') : undefined;
}

const newProgress = (observations: readonly Observation[]): Progress => ({
  observations: [...observations],
  skipped: [],
  health: INITIAL_HEALTH,
  cost: undefined,
  stopped: undefined,
});

function conclude(context: ModelRun, probes: readonly Probe[], progress: Progress): ModelOutcome {
  const { run, model } = context;
  const evidence = evidenceOf(context, progress);
  const info = resolveModel(run.contract.models, model);
  const capabilities = discoverCapabilities(
    probes,
    evidence.all,
    info,
    reasonsByDefault(info),
    declaredCapabilities(run.contract),
  );
  const hindered = hindrance(progress);
  const verdicts = run.checks
    .filter((check) => concernsModel(check, context.asksOnce && progress.health.unusable === undefined, run.probes))
    .map((check) => judgeCheck(check, evidence, hindered))
    .map((verdict) => (progress.health.unusable ? withoutPass(verdict, progress.health.unusable) : verdict));
  const { observations, skipped, health } = progress;
  const { unusable, brokenOff } = health;
  return {
    model,
    evidence,
    verdicts,
    observations,
    skipped,
    capabilities,
    late: progress.stopped === 'deadline',
    ...(unusable !== undefined && { unusable: unusable.reason }),
    ...(brokenOff !== undefined && { brokenOff }),
  };
}

/** Asks one model, and judges what it answered. */
export async function runModel(context: ModelRun): Promise<ModelOutcome> {
  const probes = probesFor(context.run, context.model, context.asksOnce);
  const progress = newProgress([]);
  await sendAll(context, probes, progress);
  if (!progress.stopped && !context.sender.signal?.aborted)
    await resample(context, context.run.checks, probes, progress);
  return conclude(context, probes, progress);
}

/** Why a recording has nothing of a probe, as far as the rest of it tells. */
function whyUnobserved(context: ModelRun, probe: Probe, progress: Progress): SkipReason {
  const { unusable, brokenOff } = progress.health;
  if (unusable !== undefined || brokenOff !== undefined) return 'dependency-failed';
  if (lacks(context, probe, progress)) return 'capability-absent';
  const request = probe.request(probeContext(context.run, context.model, probe, 0, lastOf(context, progress)));
  return request === undefined ? 'dependency-failed' : 'not-observed';
}

/** Judges what one model answered in an earlier run. */
export function replayModel(context: ModelRun, observations: readonly Observation[]): ModelOutcome {
  const { run, model } = context;
  const probes = probesFor(run, model, context.asksOnce);
  const progress = newProgress(observations.filter((observation) => observation.model === model));
  for (const observation of progress.observations) {
    const { worst } = estimate(run.contract, run.tools.tokenizer, model, observation.request);
    const cost = billed(context, [observation], worst);
    progress.cost = { amount: (progress.cost?.amount ?? 0) + (cost?.amount ?? 0), currency: worst.currency };
  }
  progress.health = gatherEvidence(progress.observations, run.tools, { model }).all.reduce(
    healthAfter,
    progress.health,
  );
  const observed = new Set(progress.observations.map(({ probe }) => probe));
  const isLeft = ({ once }: Probe): boolean => progress.health.unusable !== undefined && once === true;
  for (const probe of probes)
    if (!observed.has(probe.id) && !isLeft(probe))
      skip(context, probe, whyUnobserved(context, probe, progress), progress);
  return conclude(context, probes, progress);
}

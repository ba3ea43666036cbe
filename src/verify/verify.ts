import { toolVersion } from '../contract/tool-version.ts';
import { EMPTY_BASELINE } from './report/baseline.ts';
import { buildReport } from './report/build-report.ts';
import { buildResult } from './report/build-results.ts';
import { createClient } from './client/client.ts';
import { duration } from './reporters/words.ts';
import { createEventQueue } from './run/event-queue.ts';
import type { VerifyEvent } from './run/events.ts';
import type { Evidence } from './evidence/evidence.ts';
import { parseOnce } from './evidence/gather-evidence.ts';
import type { Observation } from '../recordings/observation.ts';
import { deadlinesOf } from './run/deadline.ts';
import { userAgentOf } from './run/disguise.ts';
import { openRun, planRun, type Run } from './run/open-run.ts';
import { createRedactor, type Redactor } from '../recordings/redaction/redact.ts';
import type { Amount, CheckResult, PlannedProbe, ReportedDeadline } from './report/report.ts';
import { replayModel, runModel, type ModelOutcome, type ModelRun, type Budget } from './run/run-model.ts';
import type { Sender } from './run/send-probe.ts';
import { contractLabel, verifiedContract } from './report/verified-contract.ts';
import type { VerifyOptions } from './verify-options.ts';

const BUDGET = 1;
/** Bytes of one answer. What the probes ask for fits into a hundredth of it. */
const MAX_BODY = 8 * 1024 * 1024;

/** Waits, unless the run is given up meanwhile. */
function pauser(signal: AbortSignal | undefined): (ms: number) => Promise<void> {
  return (ms) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const over = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', over);
        resolve();
      };
      const timer = setTimeout(over, ms);
      signal?.addEventListener('abort', over);
    });
}

function senderFor({ options, baseUrl, nonce }: Run): Sender {
  const { apiKey, client, signal, timeouts, ca, insecure, proxy } = options;
  const wallClock = (): number => Date.now();
  return {
    client:
      client ??
      createClient({
        wallClock,
        now: () => performance.now(),
        maxBody: MAX_BODY,
        ...(timeouts ? { timeouts } : {}),
        ...(ca === undefined ? {} : { ca }),
        ...(insecure === undefined ? {} : { insecure }),
        ...(proxy ? { proxy } : {}),
      }),
    baseUrl,
    apiKey,
    userAgent: userAgentOf(options, nonce),
    headers: options.headers ?? {},
    query: options.query ?? {},
    wallClock,
    pause: options.pause ?? pauser(signal),
    ...(signal ? { signal } : {}),
  };
}

const totalOf = (planned: readonly PlannedProbe[]): Amount => ({
  amount: planned.reduce((sum, { worst }) => sum + worst.amount, 0),
  currency: planned[0]?.worst.currency ?? 'CNY',
});

/** A sender for one model, which gives up when its time is over. */
function senderUntil(sender: Sender, deadline: AbortSignal, { options }: Run): Sender {
  const signal = sender.signal ? AbortSignal.any([sender.signal, deadline]) : deadline;
  return { ...sender, signal, pause: options.pause ?? pauser(signal) };
}

interface Going {
  readonly run: Run;
  readonly emit: (event: VerifyEvent) => void;
  readonly redactor: Redactor;
  readonly results: CheckResult[];
  readonly startedAt: number;
  /** None if nothing is sent. */
  readonly deadlines: readonly Omit<ReportedDeadline, 'passed'>[];
}

/** Results of a model, told as they are made. */
function tellResults(
  { run, emit, redactor, results, startedAt }: Going,
  { model, verdicts, capabilities }: ModelOutcome,
): void {
  for (const [capability, state] of capabilities) emit({ type: 'capability', model, capability, state });
  const context = {
    model,
    profile: contractLabel(run.contract),
    baseline: run.options.baseline ?? EMPTY_BASELINE,
    today: new Date(startedAt).toISOString().slice(0, 10),
    redactor,
    keyVariable: run.options.keyVariable ?? 'STARMOCK_API_KEY',
  };
  for (const verdict of verdicts) {
    const result = buildResult(verdict, context);
    results.push(result);
    emit({ type: 'result', result });
  }
}

/** Nothing that tells anything of the endpoint's answers: it put the probe off, was silent for too long, or could not be reached. */
const isStarved = ({ head, end, failure }: Observation): boolean =>
  head?.status === 429 ||
  (head === undefined && (end?.how === 'timeout' || (failure !== undefined && failure.phase !== 'head')));

/** The last attempts of a run, with how many there were of each. */
function exchangesOf(
  run: Run,
  outcomes: readonly ModelOutcome[],
): { readonly seen: ReturnType<typeof parseOnce>; readonly attempts: number }[] {
  const all = outcomes.flatMap(({ observations }) => observations);
  const groups = Map.groupBy(all, ({ model, probe, sample }) => `${model}\n${probe}\n${sample}`);
  return [...groups.values()].flatMap((attempts) => {
    const last = attempts.at(-1);
    return last === undefined ? [] : [{ seen: parseOnce(last, run.tools), attempts: attempts.length }];
  });
}

function finish(going: Going, outcomes: readonly ModelOutcome[], ms: number): void {
  const { run, emit, results, startedAt } = going;
  const { options, contract } = run;
  const exchanges = exchangesOf(run, outcomes);
  const costs = outcomes.flatMap(({ evidence }) => evidence.spent ?? []);
  const unusable =
    outcomes.length > 0 && outcomes.every((outcome) => outcome.unusable !== undefined)
      ? outcomes[0]?.unusable
      : undefined;
  const deadlines = going.deadlines.map(({ model, ms: limit }) => ({
    model,
    ms: limit,
    passed: outcomes.some((outcome) => outcome.model === model && outcome.late),
  }));
  const late = deadlines.find(({ passed }) => passed);
  const brokenOff =
    outcomes.find((outcome) => outcome.brokenOff !== undefined)?.brokenOff ??
    (late && `${late.model} was given up at its deadline, after ${duration(late.ms)}`);
  const report = buildReport({
    version: toolVersion(),
    contract,
    suite: options.suite ?? 'core',
    endpoint: run.baseUrl,
    startedAt: new Date(startedAt).toISOString(),
    ms,
    models: run.models,
    capabilities: outcomes.flatMap(({ model, capabilities }) =>
      [...capabilities].map(([capability, state]) => ({ model, capability, state })),
    ),
    results,
    exchanges,
    skipped: outcomes.flatMap(({ skipped }) => skipped),
    deadlines,
    baseline: options.baseline ?? EMPTY_BASELINE,
    cost: {
      amount: costs.reduce((sum, { amount }) => sum + amount, 0),
      currency: costs[0]?.currency ?? contract.models[0]?.price.currency ?? 'CNY',
    },
    facts: {
      interrupted: options.signal?.aborted ?? false,
      starved: exchanges.filter(({ seen }) => isStarved(seen.observation)).length,
      failOn: options.failOn ?? 'MUST',
      strictBaseline: options.strictBaseline ?? false,
      ...(unusable === undefined ? {} : { unusable }),
      ...(brokenOff === undefined ? {} : { brokenOff }),
    },
  });
  emit({ type: 'end', report });
}

/** Asks models, so many at the same time. */
async function askModels(going: Going, planned: number): Promise<ModelOutcome[]> {
  const { run, emit } = going;
  const { options } = run;
  const sender = senderFor(run);
  const budget: Budget = { limit: options.budget ?? BUDGET, spent: 0 };
  const others: Evidence[] = [];
  const outcomes: ModelOutcome[] = [];
  let done = 0;
  const queue = [...run.models];
  // What is asked once is asked of the first model that can be asked at all.
  let asksOnce = run.models[0];
  const base: Omit<ModelRun, 'model' | 'asksOnce' | 'sender'> = {
    run,
    budget,
    emit,
    step: () => ({ done: ++done, of: Math.max(done, planned) }),
    others,
    secrets: going.redactor.forms,
  };
  const worker = async (): Promise<void> => {
    for (let model = queue.shift(); model !== undefined; model = queue.shift()) {
      if (options.signal?.aborted) return;
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), going.deadlines.find((one) => one.model === model)?.ms);
      const outcome = await runModel({
        ...base,
        sender: senderUntil(sender, deadline.signal, run),
        deadline: deadline.signal,
        model,
        asksOnce: model === asksOnce,
        others: [...others],
      }).finally(() => clearTimeout(timer));
      if (outcome.unusable !== undefined && model === asksOnce) asksOnce = queue[0];
      others.push(outcome.evidence);
      outcomes.push(outcome);
      tellResults(going, outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.concurrency ?? 1) }, worker));
  return outcomes;
}

function replayModels(going: Going, observations: readonly Observation[]): ModelOutcome[] {
  const { run, emit } = going;
  const others: Evidence[] = [];
  const once = new Set(run.probes.filter((probe) => probe.once === true).map(({ id }) => id));
  const asked = observations.find(({ probe, model }) => once.has(probe) && run.models.includes(model));
  const asksOnce = asked?.model ?? run.models[0];
  const base = {
    run,
    sender: senderFor(run),
    budget: { limit: 0, spent: 0 },
    emit,
    step: () => ({ done: 0, of: 0 }),
    secrets: going.redactor.forms,
  };
  return run.models.map((model) => {
    const outcome = replayModel({ ...base, model, asksOnce: model === asksOnce, others: [...others] }, observations);
    others.push(outcome.evidence);
    tellResults(going, outcome);
    return outcome;
  });
}

async function go(options: VerifyOptions, emit: (event: VerifyEvent) => void): Promise<void> {
  const run = await openRun(options);
  const started = performance.now();
  const startedAt = options.replay?.[0]?.startedAt ?? Date.now();
  const planned = planRun(run);
  const { contract, models, nonce } = run;
  emit({
    type: 'start',
    endpoint: run.baseUrl,
    suite: options.suite ?? 'core',
    models,
    contract: verifiedContract(contract),
    startedAt: new Date(startedAt).toISOString(),
    nonce,
  });
  const deadlines = options.replay ? [] : deadlinesOf(planned, options.deadline);
  emit({ type: 'plan', probes: planned, worst: totalOf(planned), checks: run.checks.length, deadlines });
  if (options.planOnly) return;
  const going: Going = {
    run,
    emit,
    redactor: createRedactor([options.apiKey, ...Object.values(options.headers ?? {})]),
    results: [],
    startedAt,
    deadlines,
  };
  const outcomes = options.replay ? replayModels(going, options.replay) : await askModels(going, planned.length);
  finish(going, outcomes, performance.now() - started);
}

/**
 * Verifies an endpoint against its contract, and tells of it as it goes. The last event is `end`, with the report; only `planOnly`
 * ends without one. Leaving the iteration ends the run: nothing more is sent.
 *
 * @throws StarmockError BAD_OPTION, BAD_PROFILE, BAD_VOCABULARY, from the first step of the iteration. Any behavior of the endpoint is
 *   reported by events.
 * @example
 * for await (const event of verify({ baseUrl: 'http://127.0.0.1:4010/v1', apiKey: 'any', models: ['gpt-5.1'] })) {
 *   if (event.type === 'end') console.log(event.report.verdict);
 * }
 */
export async function* verify(options: VerifyOptions): AsyncGenerator<VerifyEvent, void, undefined> {
  const queue = createEventQueue<VerifyEvent>();
  const left = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, left.signal]) : left.signal;
  const running = go({ ...options, signal }, queue.push).then(queue.end, queue.fail);
  try {
    yield* queue;
  } finally {
    left.abort();
    await running;
  }
}

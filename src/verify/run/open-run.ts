import type { Contract } from '../../contract/contract.ts';
import { StarmockError } from '../../contract/errors.ts';
import { loadTokenizer } from '../../contract/tokens/load-tokenizer.ts';
import { reasonsByDefault, resolveModel } from '../../contract/models.ts';
import { loadValidators } from '../../contract/schema/validators.ts';
import type { Check } from '../checks/check.ts';
import { ENDPOINT_CHECKS } from '../checks/endpoint-checks.ts';
import { suitesOf, type Suite } from '../checks/suites.ts';
import type { VerifiedEndpoint } from '../verified-endpoint.ts';
import { checkedBaseUrl } from './base-url.ts';
import { checkSamples } from './check-samples.ts';
import { estimate } from '../report/cost.ts';
import { inDisguise } from './disguise.ts';
import { expectedMs } from './deadline.ts';
import { nonceOf } from './nonce.ts';
import type { Probe, ProbeContext } from '../probes/probe.ts';
import { ENDPOINT_PROBES } from '../probes/endpoint-probes.ts';
import type { PlannedProbe } from '../report/report.ts';
import { documentedModels, loadVerifiedContract, OPERATIONS } from './open-endpoint.ts';
import type { ParseContext } from '../evidence/parse-exchange.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { selectChecks } from './select-checks.ts';
import { selectProbes, suits } from './select-probes.ts';
import type { VerifyOptions } from '../verify-options.ts';

/** Visible tokens apart, what a model that thinks is given to think with. */
const ROOM_TO_THINK = 1024;

/** A run that has been thought through and not begun. */
export interface Run {
  readonly options: VerifyOptions;
  readonly contract: Contract;
  readonly tools: ParseContext;
  readonly checks: readonly Check[];
  readonly probes: readonly Probe[];
  readonly models: readonly string[];
  readonly baseUrl: string;
  readonly nonce: string;
}

/** @throws StarmockError BAD_OPTION for a suite that has nothing for the endpoint */
function checkSuite(suite: Suite, endpoint: VerifiedEndpoint): void {
  const suites = suitesOf(ENDPOINT_CHECKS[endpoint]);
  if (suites.includes(suite)) return;
  throw new StarmockError(
    'BAD_OPTION',
    `Suite "${suite}" has no checks for ${endpoint}: choose ${suites.join(', ').replace(/, ([^,]+)$/, ' or $1')}`,
    { suite, endpoint },
  );
}

/**
 * Thinks a run through: contract, checks, probes, models.
 *
 * @throws StarmockError BAD_OPTION, BAD_PROFILE, BAD_VOCABULARY
 */
export async function openRun(options: VerifyOptions): Promise<Run> {
  const { endpoint = 'chat' } = options;
  const contract = await loadVerifiedContract(options.profile ?? 'starmagic', endpoint);
  const all = options.probes ?? ENDPOINT_PROBES[endpoint];
  const wants = new Map(all.map((probe) => [probe.id, probe.wants]));
  const tools: ParseContext = {
    contract,
    validators: await loadValidators(contract),
    tokenizer: loadTokenizer(),
    endpoints: OPERATIONS[endpoint],
    wants: (probe) => wants.get(probe),
  };
  const { suite = 'core', only = [], skip = [] } = options;
  checkSuite(suite, endpoint);
  const checks = selectChecks(options.checks ?? ENDPOINT_CHECKS[endpoint], contract, { suite, only, skip });
  checkSamples(options.samples ?? {}, checks);
  const nonce = options.nonce ?? crypto.randomUUID();
  const models = options.models?.length ? options.models : documentedModels(contract, endpoint);
  if (models.length === 0)
    throw new StarmockError(
      'BAD_OPTION',
      `The profile "${contract.name}" documents no models for ${endpoint}: name some with --model`,
      { endpoint },
    );
  return {
    options,
    contract,
    tools,
    checks,
    probes: inDisguise(selectProbes(all, checks), options, nonce),
    models: [...new Set(models)],
    baseUrl: checkedBaseUrl(options.baseUrl),
    nonce,
  };
}

/** Probes of one model: those that suit it, and what is asked once where it is the one that is asked. */
export function probesFor({ probes, contract }: Run, model: string, asksOnce: boolean): Probe[] {
  const info = resolveModel(contract.models, model);
  return probes.filter((probe) => suits(probe, info) && (probe.once !== true || asksOnce));
}

/** What probes know about their model and earlier results. */
export function probeContext(
  run: Run,
  model: string,
  probe: Probe,
  sample: number,
  last: (probe: string) => ParsedExchange | undefined,
): ProbeContext {
  const info = resolveModel(run.contract.models, model);
  const reasons = reasonsByDefault(info);
  const refusesOld =
    info?.refuses.some(
      ({ param, only, when }) => param === 'max_tokens' && only === undefined && (when === 'always' || reasons),
    ) ?? false;
  return {
    model,
    reasons,
    nonce: nonceOf(run.nonce, model, probe.id, sample),
    limit: (visible) => (reasons ? visible + ROOM_TO_THINK : visible),
    ...(reasons && info?.reasoning?.efforts[0] ? { leastEffort: info.reasoning.efforts[0] } : {}),
    limitField: refusesOld ? 'max_completion_tokens' : 'max_tokens',
    last,
  };
}

/** What a run would send, and what each probe costs at worst. A probe that is made from an answer is taken to be its visible tokens. */
export function planRun(run: Run): PlannedProbe[] {
  return run.models.flatMap((model) =>
    probesFor(run, model, model === run.models[0]).map((probe) => {
      const context = probeContext(run, model, probe, 0, () => undefined);
      const request = probe.request(context);
      const guess = {
        body: { messages: [{ role: 'user', content: 'x'.repeat(600) }], max_tokens: context.limit(probe.visible) },
      };
      const { promptTokens, completionTokens, worst } = estimate(
        run.contract,
        run.tools.tokenizer,
        model,
        request ?? guess,
      );
      const ms = expectedMs(completionTokens);
      return { probe: probe.id, title: probe.title, model, promptTokens, completionTokens, worst, ms };
    }),
  );
}

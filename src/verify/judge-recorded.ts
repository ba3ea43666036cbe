import { endpointAt } from '../contract/endpoints/match-path.ts';
import { loadValidators } from '../contract/schema/validators.ts';
import { loadTokenizer } from '../contract/tokens/load-tokenizer.ts';
import type { Observation } from '../recordings/observation.ts';
import { createRedactor } from '../recordings/redaction/redact.ts';
import { ENDPOINT_CHECKS } from './checks/endpoint-checks.ts';
import { judgeCheck } from './checks/judge-model.ts';
import type { Evidence } from './evidence/evidence.ts';
import { gatherEvidence } from './evidence/gather-evidence.ts';
import type { ParseContext } from './evidence/parse-exchange.ts';
import { EMPTY_BASELINE, type Baseline } from './report/baseline.ts';
import { buildResult } from './report/build-results.ts';
import type { CheckResult } from './report/report.ts';
import { contractLabel } from './report/verified-contract.ts';
import { loadVerifiedContract, OPERATIONS } from './run/open-endpoint.ts';
import { selectChecks } from './run/select-checks.ts';
import { VERIFIED_ENDPOINTS, type VerifiedEndpoint } from './verified-endpoint.ts';

/** How exchanges without probes are judged. */
export interface RecordedOptions {
  readonly profile?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Must not stand in the findings. */
  readonly secrets?: readonly string[];
  readonly baseline?: Baseline;
  /** `YYYY-MM-DD`, for the baseline. */
  readonly today?: string;
}

/** What the exchanges of one endpoint show. */
export interface JudgedEndpoint {
  readonly endpoint: VerifiedEndpoint;
  readonly tools: ParseContext;
  /** Of each model. */
  readonly evidence: readonly Evidence[];
  readonly results: readonly CheckResult[];
}

/** The endpoint that a request is for, by its path. */
export function verifiedEndpointOf({ request: { url } }: Pick<Observation, 'request'>): VerifiedEndpoint | undefined {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return VERIFIED_ENDPOINTS.find((one) => endpointAt(path, OPERATIONS[one]) !== undefined);
}

async function toolsFor(profile: string, endpoint: VerifiedEndpoint): Promise<ParseContext> {
  const contract = await loadVerifiedContract(profile, endpoint);
  const validators = await loadValidators(contract);
  return { contract, validators, tokenizer: loadTokenizer(), endpoints: OPERATIONS[endpoint] };
}

/** What the checks of an endpoint say of its exchanges, model by model. */
async function judgeEndpoint(
  endpoint: VerifiedEndpoint,
  all: readonly Observation[],
  options: RecordedOptions,
): Promise<JudgedEndpoint> {
  const { profile = 'starmagic', only = [], skip = [], secrets = [], baseline = EMPTY_BASELINE } = options;
  const tools = await toolsFor(profile, endpoint);
  const checks = selectChecks(ENDPOINT_CHECKS[endpoint], tools.contract, { suite: 'full', only, skip });
  const redactor = createRedactor(secrets);
  const evidence = [...Map.groupBy(all, ({ model }) => model)].map(([model, observations]) =>
    gatherEvidence(observations, tools, { model, secrets: redactor.forms }),
  );
  const results = evidence.flatMap((one) => {
    const context = {
      model: one.model,
      profile: contractLabel(tools.contract),
      baseline,
      today: options.today ?? new Date(0).toISOString().slice(0, 10),
      redactor,
      keyVariable: 'OPENAI_API_KEY',
    };
    return checks.map((check) =>
      buildResult(
        judgeCheck(check, one, () => undefined),
        context,
      ),
    );
  });
  return { endpoint, tools, evidence, results };
}

/**
 * Judges exchanges that no probe has made, each by the endpoint of its path; those of other paths as chat completions.
 *
 * @param observations each with its own `sample`, where they have no probe
 * @throws StarmockError BAD_OPTION, BAD_PROFILE, BAD_VOCABULARY
 */
export function judgeRecorded(
  observations: readonly Observation[],
  options: RecordedOptions,
): Promise<readonly JudgedEndpoint[]> {
  const endpoints = Map.groupBy(observations, (one) => verifiedEndpointOf(one) ?? 'chat');
  return Promise.all([...endpoints].map(([endpoint, all]) => judgeEndpoint(endpoint, all, options)));
}

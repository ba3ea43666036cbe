import { loadTokenizer } from '../contract/tokens/load-tokenizer.ts';
import { endpointAt } from '../contract/endpoints/match-path.ts';
import { loadValidators } from '../contract/schema/validators.ts';
import { EMPTY_BASELINE } from './report/baseline.ts';
import { buildResult } from './report/build-results.ts';
import { ENDPOINT_CHECKS } from './checks/endpoint-checks.ts';
import { gatherEvidence } from './evidence/gather-evidence.ts';
import { observationsOfHar } from '../recordings/har.ts';
import { judgeCheck } from './checks/judge-model.ts';
import type { Observation } from '../recordings/observation.ts';
import { observationOf, type RecordedExchange } from '../recordings/recorded-exchange.ts';
import { createRedactor } from '../recordings/redaction/redact.ts';
import type { CheckResult, ReportedFinding } from './report/report.ts';
import type { ParseContext } from './evidence/parse-exchange.ts';
import { contractLabel } from './report/verified-contract.ts';
import { loadVerifiedContract, OPERATIONS } from './run/open-endpoint.ts';
import { selectChecks } from './run/select-checks.ts';
import { VERIFIED_ENDPOINTS, type VerifiedEndpoint } from './verified-endpoint.ts';

/** The text of an HTTP archive. */
export interface RecordedHar {
  readonly har: string;
}

/** What can be analysed: an exchange in one's own words, one that verify observed, or an archive of many. */
export type Recorded = RecordedExchange | Observation | RecordedHar;

/** How recordings are judged. */
export interface AnalyseOptions {
  /** `starmagic` (default), `openai`, or the path of an Overlay file. */
  readonly profile?: string;
  /** Ids, areas, levels or classes of checks to make. Default: all. */
  readonly only?: readonly string[];
  /** The same, to leave out. */
  readonly skip?: readonly string[];
  /** Keys that must not stand in the findings. */
  readonly secrets?: readonly string[];
}

/** What recordings show. */
export interface Analysis {
  /** Of each check for each model. What recordings cannot show is skipped as `not-observed`. */
  readonly results: readonly CheckResult[];
  /** All findings of {@link results}, with their requirements. */
  readonly findings: readonly ReportedFinding[];
  /** Whether no MUST is violated. */
  readonly passed: boolean;
}

const ALL_OPERATIONS = VERIFIED_ENDPOINTS.flatMap((endpoint) => OPERATIONS[endpoint]);

/** The endpoint that an exchange is of, by its path; one that is of none is judged as one of chat completions. */
function endpointOf({ request: { url } }: Observation): VerifiedEndpoint {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return VERIFIED_ENDPOINTS.find((one) => endpointAt(path, OPERATIONS[one]) !== undefined) ?? 'chat';
}

function observationsOf(recorded: Recorded): readonly Observation[] {
  if ('har' in recorded) return observationsOfHar(recorded.har, 'archive', ALL_OPERATIONS);
  return ['readings' in recorded ? recorded : observationOf(recorded, ALL_OPERATIONS)];
}

/** Exchanges without a probe are numbered, or the last would replace the others. */
const numbered = (observation: Observation, sample: number): Observation =>
  observation.probe === '' ? { ...observation, sample } : observation;

const exchangesOf = (recorded: Recorded | readonly Recorded[]): Observation[] =>
  [recorded]
    .flat()
    .flatMap((one: Recorded) => observationsOf(one))
    .map(numbered);

async function toolsFor(profile: string, endpoint: VerifiedEndpoint): Promise<ParseContext> {
  const contract = await loadVerifiedContract(profile, endpoint);
  const validators = await loadValidators(contract);
  return { contract, validators, tokenizer: loadTokenizer(), endpoints: OPERATIONS[endpoint] };
}

/** What the checks of an endpoint say of its exchanges, model by model. */
async function judgedOf(
  endpoint: VerifiedEndpoint,
  all: readonly Observation[],
  { profile = 'starmagic', only = [], skip = [], secrets = [] }: AnalyseOptions,
): Promise<CheckResult[]> {
  const tools = await toolsFor(profile, endpoint);
  const checks = selectChecks(ENDPOINT_CHECKS[endpoint], tools.contract, { suite: 'full', only, skip });
  const redactor = createRedactor(secrets);
  const models = Map.groupBy(all, ({ model }) => model);
  return [...models].flatMap(([model, observations]) => {
    const evidence = gatherEvidence(observations, tools, { model, secrets: redactor.forms });
    const context = {
      model,
      profile: contractLabel(tools.contract),
      baseline: EMPTY_BASELINE,
      today: new Date(0).toISOString().slice(0, 10),
      redactor,
      keyVariable: 'OPENAI_API_KEY',
    };
    return checks.map((check) =>
      buildResult(
        judgeCheck(check, evidence, () => undefined),
        context,
      ),
    );
  });
}

/**
 * Checks recorded exchanges from any source: a request with its response, an event stream saved to a file, an HTTP
 * archive. Nothing is sent.
 *
 * @throws StarmockError BAD_OPTION, BAD_PROFILE, BAD_RECORDING, BAD_VOCABULARY
 * @example
 * const { findings } = await analyse({ request: { model: 'gpt-5.1', messages, stream: true }, body: await readFile('answer.sse', 'utf8') });
 * @example
 * const { passed } = await analyse({ har: await readFile('session.har', 'utf8') }, { profile: 'openai' });
 */
export async function analyse(
  recorded: Recorded | readonly Recorded[],
  options: AnalyseOptions = {},
): Promise<Analysis> {
  const endpoints = Map.groupBy(exchangesOf(recorded), endpointOf);
  const analysed = await Promise.all(
    [...endpoints].map(([endpoint, observations]) => judgedOf(endpoint, observations, options)),
  );
  const results = analysed.flat();
  return {
    results,
    findings: results.flatMap(({ findings }) => findings),
    passed: results.every(({ status }) => status !== 'fail' && status !== 'error'),
  };
}

import type { TappedExchange } from '../../recordings/exchange-consumer.ts';
import { toolVersion } from '../../contract/tool-version.ts';
import { parseOnce } from '../../verify/evidence/gather-evidence.ts';
import { judgeRecorded, verifiedEndpointOf, type JudgedEndpoint } from '../../verify/judge-recorded.ts';
import { EMPTY_BASELINE, type Baseline } from '../../verify/report/baseline.ts';
import { buildReport } from '../../verify/report/build-report.ts';
import { costOf } from '../../verify/report/cost.ts';
import type { RunFacts } from '../../verify/report/outcome.ts';
import type { Report } from '../../verify/report/report.ts';
import { loadVerifiedContract } from '../../verify/run/open-endpoint.ts';
import { requestFindings, type RequestFinding } from './request-findings.ts';
import { auditUsage, type UsageAudit } from './usage-audit.ts';

/** How live traffic is judged. */
export interface JudgeOptions {
  /** Base URL of the upstream. */
  readonly upstream: string;
  readonly profile: string;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly baseline?: Baseline;
  readonly strictBaseline?: boolean;
  readonly failOn?: RunFacts['failOn'];
  /** Fewer judged exchanges make the verdict incomplete. Default 1. */
  readonly minSamples?: number;
  /** Keys that must not stand in the report, beside those of the requests. */
  readonly secrets?: readonly string[];
  /** Unix milliseconds of the first exchange and of the end. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** What live traffic shows. */
export interface TrafficVerdict {
  /** About the answers. */
  readonly report: Report;
  /** About the requests. */
  readonly requests: readonly RequestFinding[];
  /** Of each model. */
  readonly audit: readonly UsageAudit[];
}

/** Headers whose value is a key. */
const KEY_HEADERS: ReadonlySet<string> = new Set(['authorization', 'api-key', 'x-api-key']);

/** The keys that the requests carry. */
function keysOf(exchanges: readonly TappedExchange[]): string[] {
  const values = exchanges.flatMap(({ observation: { request } }) =>
    request.headers.filter(([name]) => KEY_HEADERS.has(name.toLowerCase())).map(([, value]) => value),
  );
  return [...new Set(values.map((value) => value.replace(/^\w+ +/, '')))];
}

/** What checks can judge: an exchange of a known endpoint, numbered by its sample. A client that left took only what it wanted. */
const judgeable = (exchanges: readonly TappedExchange[]) =>
  exchanges
    .filter(({ observation }) => verifiedEndpointOf(observation) !== undefined)
    .map(({ number, observation }) => ({ ...observation, sample: number }));

const seenIn = ({ evidence }: JudgedEndpoint) => evidence.flatMap(({ all }) => all);

function totalCost(judged: readonly JudgedEndpoint[], currency: string): Report['cost'] {
  const costs = judged.flatMap((one) =>
    seenIn(one).flatMap((seen) => costOf(one.tools.contract, seen.observation.model, seen.usage) ?? []),
  );
  return {
    amount: costs.reduce((sum, { amount }) => sum + amount, 0),
    currency: costs[0]?.currency ?? currency,
  };
}

/**
 * Judges exchanges of live traffic as `verify` judges the answers to its probes, and the requests apart from them.
 *
 * @throws StarmockError BAD_OPTION, BAD_PROFILE, BAD_VOCABULARY
 */
export async function judgeTraffic(
  exchanges: readonly TappedExchange[],
  options: JudgeOptions,
): Promise<TrafficVerdict> {
  const { upstream, profile, only, skip, baseline = EMPTY_BASELINE, failOn = 'MUST', minSamples = 1 } = options;
  const observations = judgeable(exchanges);
  const secrets = [...(options.secrets ?? []), ...keysOf(exchanges)];
  const today = new Date(options.endedAt).toISOString().slice(0, 10);
  const judged = await judgeRecorded(observations, { profile, only, skip, secrets, baseline, today });
  const [most] = judged.toSorted((a, b) => seenIn(b).length - seenIn(a).length);
  const contract = most?.tools.contract ?? (await loadVerifiedContract(profile, 'chat'));
  const few = `${observations.length} of at least ${minSamples} exchanges were seen`;
  const report = buildReport({
    version: toolVersion(),
    contract,
    suite: 'traffic',
    endpoint: upstream,
    startedAt: new Date(options.startedAt).toISOString(),
    ms: options.endedAt - options.startedAt,
    models: [...new Set(observations.map(({ model }) => model))],
    capabilities: [],
    results: judged.flatMap(({ results }) => results),
    exchanges: judged.flatMap((one) =>
      seenIn(one).map((seen) => ({ seen: parseOnce(seen.observation, one.tools), attempts: 1 })),
    ),
    skipped: [],
    deadlines: [],
    baseline,
    cost: totalCost(judged, contract.models[0]?.price.currency ?? 'CNY'),
    facts: {
      interrupted: false,
      starved: 0,
      failOn,
      strictBaseline: options.strictBaseline ?? false,
      observed: true,
      ...(observations.length < minSamples ? { brokenOff: few } : {}),
    },
  });
  return {
    report,
    requests: judged.flatMap((one) => requestFindings(seenIn(one), one.tools)),
    audit: judged.flatMap(({ evidence }) => evidence.map(auditUsage)),
  };
}

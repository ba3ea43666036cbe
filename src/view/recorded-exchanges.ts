import type { Observation } from '../recordings/observation.ts';
import { analyse } from '../verify/analyse.ts';
import type { ReportedFinding } from '../verify/report/report.ts';
import { costOf } from '../verify/report/cost.ts';
import { loadVerifiedContract } from '../verify/run/open-endpoint.ts';
import type { VerifiedEndpoint } from '../verify/verified-endpoint.ts';
import type { ExchangeStore } from './exchange-store.ts';
import { readExchange } from './read-answer.ts';
import type { ExchangeFacts } from './view-exchange.ts';
import type { Viewable } from './viewable.ts';
import type { ViewedCost, ViewedFinding } from './viewed-exchange.ts';

/** A recorded exchange, with its number in the recording. */
export interface RecordedOne {
  readonly number: number;
  readonly observation: Observation;
}

type Found = (observation: Observation, index: number) => readonly ViewedFinding[];

const viewedFinding = ({
  requirement,
  level,
  event,
  path,
  byte,
  expected,
  received,
}: ReportedFinding): ViewedFinding => {
  const places = [event === undefined ? '' : `event ${event}`, path, byte === undefined ? '' : `byte ${byte}`];
  return { requirement, level, place: places.filter((place) => place !== '').join(', '), expected, received };
};

const keyOf = ({ probe, sample }: Pick<Observation, 'probe' | 'sample'>, model: string): string =>
  `${model}\n${probe}\n${sample}`;

/** What verify's checks find in each exchange. Exchanges without a probe are numbered, as the checks number them. */
async function judged(observations: readonly Observation[], profile: string): Promise<Found> {
  const { results } = await analyse(observations, { profile });
  const all = results.flatMap(({ model, findings }) =>
    findings.map((finding) => ({ finding, key: keyOf(finding, model) })),
  );
  const byExchange = Map.groupBy(all, ({ key }) => key);
  return (observation, index) => {
    const sample = observation.probe === '' ? index : observation.sample;
    const found = byExchange.get(keyOf({ probe: observation.probe, sample }, observation.model)) ?? [];
    return found.map(({ finding }) => viewedFinding(finding));
  };
}

const ENDPOINTS = new Set<string>(['chat', 'responses', 'embeddings'] satisfies readonly VerifiedEndpoint[]);

const isVerified = (id: string | undefined): id is VerifiedEndpoint => id !== undefined && ENDPOINTS.has(id);

/** What an exchange cost at the prices of its profile. */
async function costIn(observation: Observation, profile: string): Promise<ViewedCost | undefined> {
  const { endpoint, usage } = readExchange(observation);
  if (!usage || !isVerified(endpoint?.id)) return undefined;
  return costOf(await loadVerifiedContract(profile, endpoint.id), observation.model, usage) ?? undefined;
}

/**
 * What the checks find in one exchange, and what it cost.
 *
 * @param profile whose contract it is judged by
 * @throws StarmockError BAD_PROFILE
 */
export async function judgedFacts(
  observation: Observation,
  profile: string,
): Promise<Pick<ExchangeFacts, 'found' | 'cost'>> {
  const found = await judged([observation], profile);
  const cost = await costIn(observation, profile);
  return { found: found(observation, 0), ...(cost ? { cost } : {}) };
}

/**
 * Puts the exchanges of a recording into a store, judged as `verify` judges them.
 *
 * @param profile whose contract they are judged by
 * @throws StarmockError BAD_PROFILE
 */
export async function storeRecorded(
  recorded: readonly RecordedOne[],
  profile: string,
  store: ExchangeStore<Viewable>,
): Promise<void> {
  const found = await judged(
    recorded.map(({ observation }) => observation),
    profile,
  );
  const costs = await Promise.all(recorded.map(({ observation }) => costIn(observation, profile)));
  for (const [index, { number, observation }] of recorded.entries()) {
    const { probe } = observation;
    const cost = costs[index];
    const facts: ExchangeFacts = {
      number,
      source: { kind: 'recorded', ...(probe === '' ? {} : { name: probe }) },
      found: found(observation, index),
      ...(cost ? { cost } : {}),
    };
    store.put(number, { observation: () => observation, facts: () => facts }, 0);
  }
}

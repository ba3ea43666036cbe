import type { VerifiedEndpoint } from '../verified-endpoint.ts';
import { accessProbes, unknownModelProbe } from './access-probes.ts';
import { PROBES } from './catalogue.ts';
import { embeddingProbes } from './embedding-probes.ts';
import type { Probe } from './probe.ts';
import { isOdd } from './protocol-probes.ts';
import { responseAnswerProbes } from './responses/answer-probes.ts';
import { responseHistoryProbes } from './responses/history-probes.ts';
import { responseRefusalProbes } from './responses/refusal-probes.ts';
import { responsesAsking } from './responses/respond.ts';
import { responseStateProbes } from './responses/state-probes.ts';

const [firstAnswer = [], otherAnswers] = [responseAnswerProbes.slice(0, 1), responseAnswerProbes.slice(1)];

/** Every probe, by the endpoint that it asks, in the order of sending. */
export const ENDPOINT_PROBES: Readonly<Record<VerifiedEndpoint, readonly Probe[]>> = {
  chat: PROBES,
  responses: [
    ...firstAnswer,
    ...accessProbes(responsesAsking),
    unknownModelProbe(responsesAsking),
    ...responseRefusalProbes.filter((probe) => !isOdd(probe)),
    ...otherAnswers,
    ...responseHistoryProbes,
    ...responseStateProbes,
    ...responseRefusalProbes.filter(isOdd),
  ],
  embeddings: embeddingProbes,
};

const byId: ReadonlyMap<string, Probe> = new Map(
  Object.values(ENDPOINT_PROBES)
    .toReversed()
    .flatMap((probes) => probes.map((probe) => [probe.id, probe] as const)),
);

/** A probe by its id; where several endpoints have one of that id, they ask the same in their own words. */
export const probeById = (id: string): Probe | undefined => byId.get(id);

import type { VerifiedEndpoint } from '../verified-endpoint.ts';
import { CHECKS } from './catalogue.ts';
import type { Check } from './check.ts';
import { PROTOCOL_CHECKS, WORD_CHECKS } from './common-checks.ts';
import { embeddingChecks } from './embedding-checks.ts';
import { responseBehaviorChecks } from './responses/behavior-checks.ts';
import { responseContractChecks } from './responses/contract-checks.ts';
import { responseObjectChecks } from './responses/object-checks.ts';
import { responseStateChecks } from './responses/state-checks.ts';

/** Every check, by the endpoint that it judges. A test holds that each requirement has one, and each one a requirement. */
export const ENDPOINT_CHECKS: Readonly<Record<VerifiedEndpoint, readonly Check[]>> = {
  chat: CHECKS,
  responses: [
    ...WORD_CHECKS,
    ...responseContractChecks,
    ...responseObjectChecks,
    ...responseBehaviorChecks,
    ...responseStateChecks,
  ],
  embeddings: [...PROTOCOL_CHECKS, ...embeddingChecks],
};

const byId: ReadonlyMap<string, Check> = new Map(
  Object.values(ENDPOINT_CHECKS).flatMap((checks) => checks.map((check) => [check.id, check] as const)),
);

/** A check by its id, whatever endpoint it judges. */
export const checkById = (id: string): Check | undefined => byId.get(id);

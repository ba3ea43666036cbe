import type { Contract } from '../../contract/contract.ts';
import { embeddings } from '../../contract/endpoints/embeddings.ts';
import type { Endpoint } from '../../contract/endpoints/endpoint.ts';
import { ENDPOINTS } from '../../contract/endpoints/endpoints.ts';
import { loadEndpoint } from '../../contract/endpoints/load-endpoint.ts';
import {
  response,
  responseCancel,
  responseDelete,
  responseInputItems,
  responses,
} from '../../contract/endpoints/responses.ts';
import { loadProfile } from '../../contract/profile.ts';
import { ENDPOINT_CHECKS } from '../checks/endpoint-checks.ts';
import type { VerifiedEndpoint } from '../verified-endpoint.ts';

/** Operations whose requests and answers are read while an endpoint is verified. */
export const OPERATIONS: Readonly<Record<VerifiedEndpoint, readonly Endpoint[]>> = {
  chat: ENDPOINTS,
  responses: [responses, response, responseDelete, responseInputItems, responseCancel],
  embeddings: [embeddings],
};

const cache = new WeakMap<Contract, Map<VerifiedEndpoint, Promise<Contract>>>();

/** The contract of an endpoint, and of what it has in common with chat completions: HTTP, keys, errors and models. */
async function joined(profile: Contract, endpoint: VerifiedEndpoint): Promise<Contract> {
  const own = await loadEndpoint(profile, endpoint);
  const known = new Set<string>(own.requirements.map(({ id }) => id));
  const judged = new Set<string>(ENDPOINT_CHECKS[endpoint].map(({ id }) => id));
  const common = profile.requirements.filter(({ id }) => judged.has(id) && !known.has(id));
  const { 'x-models': models } = profile.document;
  return {
    ...own,
    document: { ...own.document, 'x-models': models, 'x-capabilities': { declared: [] } },
    requirements: [...common, ...own.requirements],
  };
}

/**
 * The contract that an endpoint is verified by; always the same object for the same profile.
 *
 * @throws StarmockError BAD_PROFILE
 */
export async function loadVerifiedContract(name: string, endpoint: VerifiedEndpoint): Promise<Contract> {
  const profile = await loadProfile(name);
  if (endpoint === 'chat') return profile;
  const known = cache.get(profile) ?? new Map<VerifiedEndpoint, Promise<Contract>>();
  cache.set(profile, known);
  const contract = known.get(endpoint) ?? joined(profile, endpoint);
  known.set(endpoint, contract);
  return contract;
}

/** Models that are asked unless the user says which: those that the profile documents for the endpoint. */
export function documentedModels({ document, models }: Contract, endpoint: VerifiedEndpoint): string[] {
  const { asked, embeddings: embedding = [] } = document['x-models'];
  if (endpoint === 'embeddings') return embedding.filter(({ listed }) => listed).map(({ id }) => id);
  const serves = ({ serves: some }: (typeof models)[number]): boolean => some?.includes(endpoint) ?? true;
  const documented = asked ?? models.filter(({ listed }) => listed).map(({ id }) => id);
  return documented.filter((id) => models.some((model) => model.id === id && serves(model)));
}

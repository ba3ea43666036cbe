import { contractData, contractFrom, type Contract, type EndpointId } from '../contract-data.ts';
import { endpointData } from './endpoint-files.ts';
import { loadDocument } from '../profile.ts';
import { isBuiltIn } from '../profile-names.ts';

const cache = new WeakMap<Contract, Map<EndpointId, Promise<Contract>>>();

async function load(contract: Contract, endpoint: Exclude<EndpointId, 'chat'>): Promise<Contract> {
  const { name, models } = contract;
  const data = isBuiltIn(name)
    ? await endpointData(name, endpoint)
    : contractData(name, await loadDocument(name), endpoint);
  return contractFrom(data, models);
}

/**
 * The contract of a further endpoint under the same profile: its paths, schemas, requirements and grammar, with the models of the
 * profile. It is read when it is first asked for, and always the same object for the same contract.
 *
 * @param contract that of chat completions, as `loadProfile` gives it
 * @throws StarmockError `BAD_PROFILE` when the overlay of the profile can no longer be read
 * @example
 * const responses = await loadEndpoint(await loadProfile('openai'), 'responses');
 * const validators = await loadValidators(responses);
 */
export function loadEndpoint(contract: Contract, endpoint: EndpointId): Promise<Contract> {
  if (endpoint === 'chat') return Promise.resolve(contract);
  const known = cache.get(contract) ?? new Map<EndpointId, Promise<Contract>>();
  cache.set(contract, known);
  const loaded = known.get(endpoint) ?? load(contract, endpoint);
  known.set(endpoint, loaded);
  return loaded;
}

import type { ContractData, EndpointId } from '../contract-data.ts';
import type { BuiltInProfile } from '../profile-names.ts';

type File = Promise<{ readonly default: unknown }>;

/** Bundlers have to see each import spelled out. */
const FILES: Readonly<Record<BuiltInProfile, Readonly<Record<Exclude<EndpointId, 'chat'>, () => File>>>> = {
  starmagic: {
    responses: () => import('../generated/starmagic-responses.json', { with: { type: 'json' } }),
    embeddings: () => import('../generated/starmagic-embeddings.json', { with: { type: 'json' } }),
    completions: () => import('../generated/starmagic-completions.json', { with: { type: 'json' } }),
    moderations: () => import('../generated/starmagic-moderations.json', { with: { type: 'json' } }),
  },
  openai: {
    responses: () => import('../generated/openai-responses.json', { with: { type: 'json' } }),
    embeddings: () => import('../generated/openai-embeddings.json', { with: { type: 'json' } }),
    completions: () => import('../generated/openai-completions.json', { with: { type: 'json' } }),
    moderations: () => import('../generated/openai-moderations.json', { with: { type: 'json' } }),
  },
};

/** The generated contract of a further endpoint. */
export async function endpointData(
  profile: BuiltInProfile,
  endpoint: Exclude<EndpointId, 'chat'>,
): Promise<ContractData> {
  const { default: data } = await FILES[profile][endpoint]();
  // JSON boundary: the generator wrote the file from a value of this type.
  return data as ContractData;
}

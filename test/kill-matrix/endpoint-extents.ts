import { FAULTS } from '../../src/faults/catalogue.ts';
import type { Fault } from '../../src/faults/fault.ts';
import { ENDPOINT_CHECKS } from '../../src/verify/checks/endpoint-checks.ts';
import type { VerifiedEndpoint } from '../../src/verify/verified-endpoint.ts';
import type { Extent } from './matrix.ts';
import type { Setup } from './setups.ts';

/** Endpoints beside chat completions. */
export type OtherEndpoint = Exclude<VerifiedEndpoint, 'chat'>;

export const OTHER_ENDPOINTS: readonly OtherEndpoint[] = ['responses', 'embeddings'];

/** Faults of the protocol that do not come up at an endpoint, and why. */
export const NOT_HERE: Readonly<Record<OtherEndpoint, Readonly<Record<string, string>>>> = {
  responses: {
    'b.content-null': 'It bends choices, which a response does not have.',
    'b.content-empty': 'It bends choices, which a response does not have.',
  },
  embeddings: {
    'http.nonstream-as-sse': 'Nothing is streamed.',
    'param.reject-unnamed': 'It refuses a parameter of chat completions.',
    'param.lenient-types': 'It forgives parameters of chat completions.',
    'param.lenient-json': 'It answers with a model that makes no vectors.',
    'b.latin-1': 'An answer has no letters beyond ASCII.',
    'model.gone': 'It takes models away that chat.',
    'err.model-served': 'It answers with a model that makes no vectors.',
  },
};

const checksOf = (endpoint: OtherEndpoint): ReadonlySet<string> =>
  new Set(ENDPOINT_CHECKS[endpoint].map(({ id }) => id));

/** Faults of an endpoint's own, and those of the protocol that break nothing but what its checks look at, too. */
export function faultsAt(endpoint: OtherEndpoint): Fault[] {
  const checks = checksOf(endpoint);
  return FAULTS.filter(
    (fault) =>
      fault.endpoint === endpoint ||
      (fault.endpoint === undefined &&
        fault.breaks.length > 0 &&
        fault.breaks.every((id) => checks.has(id)) &&
        !(fault.name in NOT_HERE[endpoint])),
  );
}

/** All models of each profile that serve the endpoint. */
export const MODELS_AT: Readonly<Record<OtherEndpoint, Readonly<Record<Setup['profile'], readonly string[]>>>> = {
  responses: {
    starmagic: ['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking', 'gpt-5.1-2025-11-13'],
    openai: ['gpt-5.1', 'gpt-5.1-2025-11-13', 'gpt-5.1-chat-latest'],
  },
  embeddings: {
    starmagic: [],
    openai: ['text-embedding-3-small', 'text-embedding-3-large', 'text-embedding-ada-002'],
  },
};

const SEEDS: readonly string[] = Array.from({ length: 5 }, (_, index) => `seed-${index + 1}`);

const SETUPS: Readonly<Record<OtherEndpoint, readonly Setup[]>> = {
  responses: [
    { endpoint: 'responses', profile: 'starmagic', models: ['gpt-5.1'], seed: 'starmock', pace: 0 },
    { endpoint: 'responses', profile: 'starmagic', models: ['gpt-5.1-thinking'], seed: 'starmock', pace: 0 },
    { endpoint: 'responses', profile: 'starmagic', models: ['gpt-5.1'], seed: 'starmock', pace: 1 },
  ],
  embeddings: [
    { endpoint: 'embeddings', profile: 'openai', models: ['text-embedding-3-small'], seed: 'starmock', pace: 0 },
  ],
};

function cleanSetups(endpoint: OtherEndpoint, seeds: readonly string[]): Setup[] {
  return seeds.flatMap((seed) =>
    (['starmagic', 'openai'] as const).flatMap((profile) => {
      const models = MODELS_AT[endpoint][profile];
      return models.length === 0 ? [] : [{ endpoint, profile, models, seed, pace: 0 as const }];
    }),
  );
}

/**
 * What is computed of an endpoint. A fault of the protocol may break requirements of the endpoint in its train, as it does those of
 * chat completions, whose matrix says which; a fault of the endpoint's own says all that it breaks.
 *
 * @param sample which seed's clean run; all of them if none is named
 */
export function extentAt(endpoint: OtherEndpoint, sample?: number): Extent {
  const own = checksOf(endpoint);
  const seeds = sample === undefined ? SEEDS : SEEDS.slice(sample % SEEDS.length, (sample % SEEDS.length) + 1);
  return {
    setups: SETUPS[endpoint],
    atLeast: () => 1,
    skip: ({ breaks, mayBreak = [] }) =>
      [...breaks, ...mayBreak].some((id) => id === 'err.size') || sample === undefined ? [] : ['err.size'],
    clean: cleanSetups(endpoint, seeds),
    tolerates: (fault, check) => fault.endpoint === undefined && check.startsWith(`${endpoint}.`) && own.has(check),
  };
}

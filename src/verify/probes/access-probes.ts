import type { Asking } from './asking.ts';
import type { Probe, ProbeKey } from './probe.ts';

/** Costs nothing: where the key is accepted after all, there is nothing to answer. */
const access =
  ({ path, nothing }: Asking) =>
  (id: string, title: string, key: ProbeKey): Probe => ({
    id,
    title,
    wants: 'refusal',
    uses: [],
    visible: 0,
    once: true,
    request: ({ model }) => ({ path, key, body: nothing(model) }),
  });

const cors = ({ path }: Asking): Probe => ({
  id: 'cors',
  title: 'CORS preflight request',
  wants: 'either',
  uses: [],
  visible: 0,
  once: true,
  request: () => ({
    path,
    method: 'OPTIONS',
    key: 'none',
    headers: {
      Origin: 'https://app.example',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization, content-type',
    },
  }),
});

/** Questions about who may ask. */
export function accessProbes(asking: Asking): Probe[] {
  const ask = access(asking);
  return [
    ask('auth.none', 'no Authorization header', 'none'),
    ask('auth.unknown', 'unknown key', 'unknown'),
    ask('auth.scheme', 'Basic instead of Bearer', 'basic'),
    ask('auth.empty', 'Bearer without a key', 'empty'),
    ask('auth.case', 'valid key with the scheme "bearer" in lower case', 'lower-case'),
    cors(asking),
  ];
}

/** Questions about the models that are there. */
export const modelProbes: readonly Probe[] = [
  {
    id: 'models',
    title: 'list models',
    wants: 'either',
    uses: ['models'],
    visible: 0,
    once: true,
    request: () => ({ method: 'GET', path: '/models' }),
  },
  {
    id: 'model.get',
    title: 'get one model',
    wants: 'either',
    uses: ['models'],
    visible: 0,
    request: ({ model }) => ({ method: 'GET', path: `/models/${encodeURIComponent(model)}` }),
  },
  {
    id: 'model.unknown',
    title: 'get an unknown model',
    wants: 'refusal',
    uses: ['models'],
    visible: 0,
    once: true,
    request: () => ({ method: 'GET', path: '/models/gpt-99-preview' }),
  },
];

/** An answer of a model that is not there. */
export const unknownModelProbe = ({ path, least }: Asking): Probe => ({
  id: 'err.model',
  title: 'request for an unknown model',
  wants: 'refusal',
  uses: [],
  // Should it be answered by another model after all, that must not cost much.
  visible: 1,
  once: true,
  request: (context) => ({ path, body: { ...least(context, 'Hi'), model: 'gpt-99-preview' } }),
});

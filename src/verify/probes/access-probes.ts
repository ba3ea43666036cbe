import type { Probe, ProbeContext, ProbeKey, ProbeRequest } from './probe.ts';
import { user } from './request-body.ts';

/** Costs nothing: where the key is accepted after all, the empty list of messages is refused. */
const refused = ({ model }: ProbeContext, key: ProbeKey): ProbeRequest => ({ key, body: { model, messages: [] } });

const access = (id: string, title: string, key: ProbeKey): Probe => ({
  id,
  title,
  wants: 'refusal',
  uses: [],
  visible: 0,
  once: true,
  request: (context) => refused(context, key),
});

/** Questions about who may ask. */
export const accessProbes: readonly Probe[] = [
  access('auth.none', 'no Authorization header', 'none'),
  access('auth.unknown', 'unknown key', 'unknown'),
  access('auth.scheme', 'Basic instead of Bearer', 'basic'),
  access('auth.empty', 'Bearer without a key', 'empty'),
  access('auth.case', 'valid key with the scheme "bearer" in lower case', 'lower-case'),
  {
    id: 'cors',
    title: 'CORS preflight request',
    wants: 'either',
    uses: [],
    visible: 0,
    once: true,
    request: () => ({
      method: 'OPTIONS',
      key: 'none',
      headers: {
        Origin: 'https://app.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization, content-type',
      },
    }),
  },
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
  {
    id: 'err.model',
    title: 'chat completion with an unknown model',
    wants: 'refusal',
    uses: [],
    // Should it be answered by another model after all, that must not cost much.
    visible: 1,
    once: true,
    request: ({ limitField }) => ({
      body: { model: 'gpt-99-preview', messages: [user('Hi')], [limitField]: 1 },
    }),
  },
];

import type { JsonObject } from '../contract/requirements.ts';
import { toolVersion } from '../contract/tool-version.ts';
import type { ServedEndpoint } from '../endpoints/served-endpoint.ts';
import { BASE } from './route.ts';

/** What the mock says about itself at its root URL. */
export function about(endpoints: readonly ServedEndpoint[]): JsonObject {
  return {
    name: 'starmock',
    version: toolVersion(),
    description: `A mock of an OpenAI-style API. Set the base URL of your client to this address followed by ${BASE}.`,
    base_path: BASE,
    endpoints: endpoints.map(({ endpoint: { method, path } }) => `${method} ${BASE}${path}`),
    health: '/healthz',
  };
}

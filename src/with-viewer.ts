import type { Service } from './mock/pipeline.ts';
import type { ScenarioRegistry } from './mock/scenario-registry.ts';
import type { Viewer, ViewTarget } from './view/viewer.ts';

/** The same service, with the page of a viewer before it. */
export const withViewer = (service: Service, viewer: Viewer | undefined): Service =>
  viewer === undefined
    ? service
    : {
        ...service,
        handle: (request) => (viewer.takes(request.path) ? viewer.handle(request) : service.handle(request)),
      };

/** Why scenarios match a request or don't. */
export const explaining =
  (host: () => ScenarioRegistry | undefined): ViewTarget['explain'] =>
  async ({ endpoint, body, ...context }) => {
    const { engineRequestOf } = await import('./endpoints/engine-request-of.ts');
    const request = engineRequestOf(endpoint, body);
    return (request && host()?.explain(request, context)) ?? [];
  };

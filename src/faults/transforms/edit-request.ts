import type { JsonObject } from '../../contract/requirements.ts';
import type { Fault, FaultContext } from '../fault.ts';

/** What a fault does to a request. */
export type PolicyTransform = NonNullable<Fault['policy']>;

/** Bends the body of a request that has one, before the service sees it. */
export function transformRequest(edit: (body: JsonObject, context: FaultContext) => JsonObject): PolicyTransform {
  return (request, context) => {
    if (!request.body) return request;
    const body = edit(request.body, context);
    return body === request.body ? request : { ...request, body };
  };
}

import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import type { FaultRequest } from '../faults/fault.ts';
import { joinInjections, type Injection } from '../faults/injection.ts';
import type { DecodedBody } from './parsed-request.ts';
import type { ServiceRequest } from './service-request.ts';

/** A request under way, and what has become known of it. */
export interface RequestContext extends ServiceRequest {
  /** Its body, where that has been read already. */
  readonly decoded?: DecodedBody;
  /** The faults that it meets. */
  readonly injection?: Injection;
  /** A fault has accepted it with any key. */
  readonly trusted?: boolean;
}

/** A request as faults see it. */
export function faultRequest(request: ServiceRequest, value: unknown): FaultRequest {
  const { method, path } = request;
  const body = isJsonObject(value) ? value : undefined;
  return { method, path, body, trusted: false, header: (name) => request.header(name) };
}

/** The same request, with more faults than it has met already. */
export function withFaults(context: RequestContext, added: Injection): RequestContext {
  return { ...context, injection: context.injection ? joinInjections(context.injection, added) : added };
}

/** The same request, as if no fault were there. */
export function withoutFaults({ injection: _injection, ...context }: RequestContext): RequestContext {
  return context;
}

/** The body as the client sent it, which is what an answer is judged by. */
export const askedFor = ({ injection }: RequestContext, body: JsonObject): JsonObject =>
  injection?.request.body ?? body;

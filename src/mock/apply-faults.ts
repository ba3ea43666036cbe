import type { ErrorPlan, Plan } from '../engine/plan.ts';
import type { FaultRequest } from '../faults/fault.ts';
import type { Injection } from '../faults/injection.ts';
import type { Exchange } from '../wire/exchange.ts';
import { bodyOf } from './parsed-request.ts';
import { durationOf, type Prepared } from './prepared.ts';
import type { RequestContext } from './request-context.ts';

/** First stage: the request as faults bend it. A body that they leave alone keeps its text. @param seen what their policy makes of it */
export function applyRequestFaults(context: RequestContext, injection: Injection, seen: FaultRequest): RequestContext {
  const { method, path, body, trusted } = seen;
  const changed = body !== undefined && body !== injection.request.body;
  return { ...context, method, path, trusted, injection, ...(changed ? { decoded: bodyOf(body) } : {}) };
}

/** Second stage, for errors; nothing can make an answer of one. */
export function applyErrorFaults({ injection }: RequestContext, plan: ErrorPlan): ErrorPlan {
  const bent: Plan = injection?.plan(plan) ?? plan;
  if (bent.kind === 'error') return bent;
  throw new TypeError(`Cannot inject ${injection?.names.join(', ')}: an error can't become a response`);
}

/** Second stage: the plan as changed by faults. Usage and cost stay real. */
export function applyPlanFaults(context: RequestContext, prepared: Prepared): Prepared {
  if (!context.injection) return prepared;
  if (prepared.kind === 'error') return { ...prepared, plan: applyErrorFaults(context, prepared.plan) };
  const plan = context.injection.plan(prepared.plan);
  if (plan.kind === 'error') return { kind: 'error', plan, model: prepared.request.model, body: prepared.body };
  return { ...prepared, plan, duration: durationOf(plan) };
}

/** Third stage: the exchange as faults bend it. */
export function applyWireFaults({ injection }: RequestContext, exchange: Exchange): Exchange {
  return injection?.wire(exchange) ?? exchange;
}

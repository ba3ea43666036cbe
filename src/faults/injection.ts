import type { ErrorPlan, Plan } from '../engine/plan.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { BoundFault } from './bind-fault.ts';
import type { Fault, FaultContext, FaultRequest } from './fault.ts';

/** The faults that one request meets, in the order in which they were asked for. */
export interface Injection {
  /** As they were asked for. */
  readonly names: readonly string[];
  /** The request as the client sent it. */
  readonly request: FaultRequest;
  /** Whether an event stream was asked for. */
  readonly stream: boolean;
  /** Whether a fault changes the content, and not only how it is sent. */
  readonly changesPlan: boolean;
  /** The request as the service is to see it, or the error that it gets instead. */
  policy(): FaultRequest | ErrorPlan;
  plan(plan: Plan): Plan;
  wire(exchange: Exchange): Exchange;
}

interface Met {
  readonly fault: Fault;
  readonly context: FaultContext;
}

function policyOf(met: readonly Met[], request: FaultRequest): FaultRequest | ErrorPlan {
  let current = request;
  for (const { fault, context } of met) {
    const next = fault.policy?.(current, context) ?? current;
    if ('kind' in next) return next;
    current = next;
  }
  return current;
}

/** Brings faults together over one request; each of them counts it. */
export function injectFaults(faults: readonly BoundFault[], request: FaultRequest): Injection {
  const stream = request.body?.['stream'] === true;
  const met = faults.map((bound) => ({ fault: bound.fault, context: bound.meet(request, stream) }));
  return {
    names: faults.map(({ text }) => text),
    request,
    stream,
    changesPlan: met.some(({ fault }) => fault.plan !== undefined),
    policy: () => policyOf(met, request),
    plan: (plan) => met.reduce((current, { fault, context }) => fault.plan?.(current, context) ?? current, plan),
    wire: (exchange) =>
      met.reduce((current, { fault, context }) => fault.wire?.(current, context) ?? current, exchange),
  };
}

/** The faults of one injection, and then those of another; each meets the request on its own. */
export function joinInjections(first: Injection, second: Injection): Injection {
  return {
    ...second,
    names: [...first.names, ...second.names],
    changesPlan: first.changesPlan || second.changesPlan,
    plan: (plan) => second.plan(first.plan(plan)),
    wire: (exchange) => second.wire(first.wire(exchange)),
  };
}

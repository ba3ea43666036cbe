import type { ChatCompletionRequest } from '../contract/api-types.ts';
import type { FaultRequest } from '../faults/fault.ts';
import type { Injection } from '../faults/injection.ts';
import type { ErrorPlan, Plan } from '../engine/plan.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Prepared, PreparedAnswer } from './prepared.ts';
import type { ExchangeRecord } from './record.ts';
import type { ServiceRequest } from './service-request.ts';
import { sessionOf } from './session.ts';

/** A request under way, and the faults that it meets, if it meets any. */
export interface Turn extends ServiceRequest {
  readonly injection?: Injection;
  /** A fault has let it in, whatever its key. */
  readonly trusted?: boolean;
}

const encoder = new TextEncoder();

/** The request as faults have bent it; a body that they leave alone keeps its bytes. */
export function bentTurn(request: ServiceRequest, injection: Injection, seen: FaultRequest): Turn {
  const { method, path, body, trusted } = seen;
  const changed = body !== undefined && body !== injection.request.body;
  return {
    ...request,
    method,
    path,
    trusted,
    injection,
    ...(changed ? { body: encoder.encode(JSON.stringify(body)) } : {}),
  };
}

/** The same request, as if no fault were there. */
export function withoutFaults({ injection: _injection, ...request }: Turn): Turn {
  return request;
}

/** What every record of a request says. */
export function recordBase(turn: Turn): Pick<ExchangeRecord, 'method' | 'path' | 'session' | 'faults'> {
  const { method, path, injection } = turn;
  const base = { method, path, session: sessionOf(turn) };
  return injection ? { ...base, faults: injection.names } : base;
}

/** An exchange as faults bend it. */
export function wired({ injection }: Turn, exchange: Exchange): Exchange {
  return injection?.wire(exchange) ?? exchange;
}

/** An error as faults bend it; nobody can make an answer of it. */
export function bentError({ injection }: Turn, plan: ErrorPlan): ErrorPlan {
  const bent: Plan = injection?.plan(plan) ?? plan;
  if (bent.kind === 'error') return bent;
  throw new TypeError(`Failed to inject ${injection?.names.join(', ')}: an error cannot become an answer`);
}

/** What was prepared as faults bend it. Its usage and cost stay what they really are. */
export function bentPrepared(turn: Turn, prepared: Prepared): Prepared {
  if (!turn.injection) return prepared;
  if (prepared.kind === 'error') return { ...prepared, plan: bentError(turn, prepared.plan) };
  const plan = turn.injection.plan(prepared.plan);
  const { request } = prepared;
  if (plan.kind === 'error') return { kind: 'error', plan, model: request.model, request };
  return { ...prepared, plan, duration: plan.events.reduce((total, { wait }) => total + wait, 0) };
}

/** The request as the client sent it, which is what an answer is judged by. */
export function askedFor({ injection }: Turn, { request }: PreparedAnswer): ChatCompletionRequest {
  // JSON boundary: the service has answered it, so it is taken for what it claims to be.
  return (injection?.request.body as ChatCompletionRequest | undefined) ?? request;
}

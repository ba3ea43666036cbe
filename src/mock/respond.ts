import type { Finding } from '../contract/finding.ts';
import type { JsonObject } from '../contract/requirements.ts';
import type { DirectAnswer, PlanCodec } from '../endpoints/codec.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import { errorExchange, jsonBody, jsonExchange, type HeaderList } from '../wire/encode.ts';
import type { Exchange, Frame } from '../wire/exchange.ts';
import { applyErrorFaults, applyPlanFaults, applyWireFaults } from './apply-faults.ts';
import { corsHeaders } from './cors.ts';
import { encodeAnswer, type Encodable, type EncodableAnswer } from './encode-answer.ts';
import { hintFor } from './hint.ts';
import type { CallIdentity, Identities } from './identities.ts';
import type { Prepared, PreparedError } from './prepared.ts';
import { withHeaders, type RateLimiter } from './rate-limiter.ts';
import type { ExchangeRecord, HandledRequest } from './record.ts';
import { askedFor, type RequestContext } from './request-context.ts';
import type { PlanRuntime } from './runtime.ts';
import { sessionOf } from './session.ts';

/** What is known of a request that is refused. */
export type ErrorContext = Pick<PreparedError, 'model' | 'body' | 'scenario' | 'unmatched' | 'wait'>;

export interface ResponderOptions {
  /** Factor on every wait. */
  readonly pace: number;
  readonly cors: boolean;
  readonly identities: Identities;
  /** Checks every answer against the contract before it leaves. */
  readonly selfCheck: boolean;
  /** Counts what each key uses, where that is limited. */
  readonly limiter?: RateLimiter | undefined;
}

/** The last stages: encode the plan to an exchange with its record, with faults before and after. */
export interface Responder {
  /** Headers of every answer. */
  readonly usual: HeaderList;
  refuse(context: RequestContext, plan: ErrorPlan, about?: ErrorContext): HandledRequest;
  /** A value that is no answer of a model, or an answer that the engine had no part in. */
  json(context: RequestContext, answer: Omit<DirectAnswer, 'kind'>, findings?: readonly Finding[]): HandledRequest;
  /** An answer without a body. */
  empty(context: RequestContext, status: number, headers: HeaderList): HandledRequest;
  encodable(context: RequestContext, codec: PlanCodec, prepared: Prepared): Encodable;
  /** @param key what the identity of a frozen answer depends on */
  reply(
    context: RequestContext,
    runtime: PlanRuntime,
    key: { readonly text: string },
    answer: Encodable,
  ): HandledRequest;
}

/** W3C Trace Context: the span of the client that this request belongs to. */
const TRACE_HEADER = 'traceparent';

/** What every record of a request says. */
export function recordBase(
  context: RequestContext,
): Pick<ExchangeRecord, 'method' | 'path' | 'session' | 'traceparent' | 'faults'> {
  const { method, path, injection } = context;
  const traceparent = context.header(TRACE_HEADER);
  const base = { method, path, session: sessionOf(context), ...(traceparent === undefined ? {} : { traceparent }) };
  return injection ? { ...base, faults: injection.names } : base;
}

/** Folds an answer for a journal, as a client would parse it. */
export const foldAnswer =
  (codec: PlanCodec, answer: Parameters<PlanCodec['fold']>[0]): (() => JsonObject) =>
  () =>
    JSON.parse(JSON.stringify(codec.fold(answer))) as JsonObject;

function other(context: RequestContext, sound: Exchange, requestId: string): HandledRequest {
  const exchange = applyWireFaults(context, sound);
  return { exchange, record: { ...recordBase(context), requestId, status: exchange.status, kind: 'other' } };
}

/** Limits are those of a key, whatever session it is used in. */
const keyOf = ({ header }: RequestContext): string =>
  header('authorization')?.replace(/^Bearer /, '') ?? header('api-key') ?? '';

/** A refusal has no answer, so its id says nothing. */
const requestIdOf = (identities: Identities, { method, path }: RequestContext): string =>
  identities.next({ text: `${method} ${path}` }, '').requestId;

function refused(
  context: RequestContext,
  plan: ErrorPlan,
  { body, wait = 0, ...facts }: ErrorContext,
  { requestId, headers, pace }: { requestId: string; headers: HeaderList; pace: number },
): HandledRequest {
  const { code, param, message } = plan.error;
  const exchange = applyWireFaults(context, errorExchange(plan, headers, wait * pace));
  const hint = hintFor(context.path, facts.model, plan);
  const record: ExchangeRecord = {
    ...recordBase(context),
    requestId,
    status: exchange.status,
    kind: 'error',
    ...facts,
    error: { code, param, message },
    ...(hint === undefined ? {} : { hint }),
  };
  return { exchange, ...(body ? { request: body } : {}), record };
}

function answered(
  context: RequestContext,
  identity: CallIdentity,
  answer: EncodableAnswer,
  runtime: PlanRuntime,
  checks: boolean,
): HandledRequest {
  const exchange = applyWireFaults(context, answer.encode(identity));
  const record: ExchangeRecord = {
    ...recordBase(context),
    requestId: identity.requestId,
    status: exchange.status,
    kind: answer.stream ? 'stream' : 'plain',
    model: answer.request.model,
    usage: answer.usage,
    cost: answer.cost,
    ...(answer.scenario === undefined ? {} : { scenario: answer.scenario }),
  };
  const request = askedFor(context, answer.body);
  const handled: HandledRequest = {
    exchange,
    record,
    request,
    answer: foldAnswer(answer.codec, answer),
    explain: () => runtime.explain(answer),
  };
  const findings = checks
    ? runtime.selfCheck(exchange, context.injection ? { ...answer, body: request } : answer)
    : undefined;
  return findings ? { ...handled, record: { ...record, findings } } : handled;
}

function* endingWith(frames: Iterable<Frame>, act: () => void): Generator<Frame> {
  let last: Frame | undefined;
  for (const frame of frames) {
    if (last) yield last;
    last = frame;
  }
  act();
  if (last) yield last;
}

/** A client may go on as soon as it has the end of a stream, so what is kept is kept before; a stream that its client leaves is not. */
function keptAtEnd(handled: HandledRequest, goesOn: boolean, keep: () => void): HandledRequest {
  const { exchange } = handled;
  const { frames } = exchange;
  if (goesOn || Array.isArray(frames)) {
    keep();
    return handled;
  }
  const kept: Iterable<Frame> = { [Symbol.iterator]: () => endingWith(frames, keep) };
  return { ...handled, exchange: { ...exchange, frames: kept } };
}

export function createResponder({ pace, cors, identities, selfCheck, limiter }: ResponderOptions): Responder {
  const usual: HeaderList = [['openai-version', '2020-10-01'], ...(cors ? corsHeaders() : [])];
  const usualOf = (requestId: string): HeaderList => [...usual, ['x-request-id', requestId]];

  function refuse(context: RequestContext, plan: ErrorPlan, about: ErrorContext = {}): HandledRequest {
    const requestId = requestIdOf(identities, context);
    return refused(context, plan, about, { requestId, headers: usualOf(requestId), pace });
  }

  /** What an answer takes of the limits of its key, if there are some: its error, or its headers. */
  const take = (context: RequestContext, model: string, tokens: number): ErrorPlan | HeaderList =>
    limiter?.take({ key: keyOf(context), model, tokens }) ?? [];

  return {
    usual,
    refuse: (context, plan, about) => refuse(context, applyErrorFaults(context, plan), about),
    json: (context, { body, text = jsonBody(body), model, usage, headers = [] }, findings) => {
      // What no model has answered is free.
      const taken = usage ? take(context, model ?? '', usage.total_tokens) : [];
      if ('kind' in taken)
        return refuse(context, applyErrorFaults(context, taken), model === undefined ? {} : { model });
      const requestId = requestIdOf(identities, context);
      const sound = withHeaders(jsonExchange(200, [...usualOf(requestId), ...headers], text), taken);
      const handled = other(context, sound, requestId);
      const told = { ...(model && { model }), ...(usage && { usage }), ...(findings && { findings }) };
      return { ...handled, record: { ...handled.record, ...told } };
    },
    empty: (context, status, headers) =>
      other(context, { status, headers, frames: [], end: 'close' }, requestIdOf(identities, context)),
    encodable: (context, codec, prepared) => {
      const bent = applyPlanFaults(context, prepared);
      if (bent.kind === 'error') return bent;
      return encodeAnswer(bent, { codec, pace, usual, apart: context.injection !== undefined });
    },
    reply: (context, runtime, key, answer) => {
      if (answer.kind === 'error') {
        const { kind: _, plan, ...about } = answer;
        return refuse(context, plan, about);
      }
      const { request, body, usage } = answer;
      const taken = take(context, request.model, usage.total_tokens);
      if ('kind' in taken) return refuse(context, applyErrorFaults(context, taken), { model: request.model, body });
      const identity = identities.next(key, runtime.codec.idPrefix);
      const limited: EncodableAnswer =
        taken.length === 0 ? answer : { ...answer, encode: (mine) => withHeaders(answer.encode(mine), taken) };
      const handled = answered(context, identity, limited, runtime, selfCheck);
      const { codec, state } = runtime;
      if (!codec.keep) return handled;
      return keptAtEnd(handled, codec.goesOn?.(answer) === true, () =>
        codec.keep?.(answer, identity, state.of(sessionOf(context))),
      );
    },
  };
}

import type { ErrorPlan } from '../engine/plan.ts';
import { errorExchange, jsonBody, jsonExchange, type HeaderList } from '../wire/encode.ts';
import type { Exchange } from '../wire/exchange.ts';
import { packPlan, unpackPlan } from '../wire/packed-plan.ts';
import { answerEncoder, type AnswerEncoder } from './answer-exchange.ts';
import { corsHeaders } from './cors.ts';
import type { Identities } from './identities.ts';
import type { Prepared, PreparedAnswer, PreparedError } from './prepared.ts';
import type { ExchangeRecord, Handled } from './record.ts';
import { askedFor, bentError, bentPrepared, recordBase, wired, type Turn } from './turn.ts';
import type { Works } from './works.ts';

/** What was prepared, ready to be encoded as often as it is asked for. */
export type Known = PreparedError | (PreparedAnswer & { readonly encode: AnswerEncoder });

/** What is known of a request that is refused. */
export type About = Pick<PreparedError, 'model' | 'request' | 'scenario' | 'unmatched' | 'wait'>;

export interface ResponderOptions {
  /** Factor on every wait. */
  readonly pace: number;
  readonly cors: boolean;
  readonly identities: Identities;
  /** Checks an answer, where answers are checked and the works are open. */
  readonly check: () => Works['selfCheck'] | undefined;
}

/** Makes exchanges, and what is recorded of them, of what is to be said. Faults that a request meets bend them here. */
export interface Responder {
  /** Headers of every answer. */
  readonly usual: HeaderList;
  refuse(request: Turn, plan: ErrorPlan, about?: About): Handled;
  /** A value that is no answer of a model. */
  json(request: Turn, value: unknown): Handled;
  /** An answer without a body. */
  empty(request: Turn, status: number, headers: HeaderList): Handled;
  encodable(request: Turn, prepared: Prepared): Known;
  /** @param text what the identity of a frozen answer depends on */
  reply(request: Turn, text: string, known: Known): Handled;
}

function other(request: Turn, sound: Exchange, requestId: string): Handled {
  const exchange = wired(request, sound);
  return { exchange, record: { ...recordBase(request), requestId, status: exchange.status, kind: 'other' } };
}

export function createResponder({ pace, cors, identities, check }: ResponderOptions): Responder {
  const usual: HeaderList = [['openai-version', '2020-10-01'], ...(cors ? corsHeaders() : [])];

  const usualOf = (requestId: string): HeaderList => [...usual, ['x-request-id', requestId]];

  const requestIdOf = ({ method, path }: Turn): string => identities.next(`${method} ${path}`).requestId;

  function refused(request: Turn, plan: ErrorPlan, about: About = {}): Handled {
    const requestId = requestIdOf(request);
    const { code, param, message } = plan.error;
    const { request: asked, wait = 0, ...facts } = about;
    const exchange = wired(request, errorExchange(plan, usualOf(requestId), wait * pace));
    const record: ExchangeRecord = {
      ...recordBase(request),
      requestId,
      status: exchange.status,
      kind: 'error',
      ...facts,
      error: { code, param, message },
    };
    return { exchange, ...(asked ? { request: asked } : {}), record };
  }

  function answered(request: Turn, text: string, known: Exclude<Known, PreparedError>): Handled {
    const identity = identities.next(text);
    const exchange = wired(request, known.encode(identity));
    const record: ExchangeRecord = {
      ...recordBase(request),
      requestId: identity.requestId,
      status: exchange.status,
      kind: known.stream ? 'stream' : 'plain',
      model: known.request.model,
      usage: known.usage,
      cost: known.cost,
      ...(known.scenario === undefined ? {} : { scenario: known.scenario }),
    };
    const asked = askedFor(request, known);
    const handled: Handled = { exchange, record, request: asked, plan: known.plan };
    const findings = check()?.(exchange, request.injection ? { ...known, request: asked } : known);
    return findings ? { ...handled, record: { ...record, findings } } : handled;
  }

  return {
    usual,
    refuse: (request, plan, about) => refused(request, bentError(request, plan), about),
    json: (request, value) => {
      const requestId = requestIdOf(request);
      return other(request, jsonExchange(200, usualOf(requestId), jsonBody(value)), requestId);
    },
    empty: (request, status, headers) =>
      other(request, { status, headers, frames: [], end: 'close' }, requestIdOf(request)),
    encodable: (request, prepared) => {
      const bent = bentPrepared(request, prepared);
      if (bent.kind === 'error') return bent;
      const apart = request.injection !== undefined;
      if (!bent.stream || pace === 0 || apart) return { ...bent, encode: answerEncoder(bent, { pace, usual, apart }) };
      // A stream that takes its time is kept all the while.
      const packed = packPlan(bent.plan);
      return { ...bent, plan: unpackPlan(packed), encode: answerEncoder(bent, { pace, usual, packed }) };
    },
    reply: (request, text, known) => {
      if (known.kind === 'answer') return answered(request, text, known);
      const { kind: _, plan, ...about } = known;
      return refused(request, plan, about);
    },
  };
}

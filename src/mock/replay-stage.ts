import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import { asObject } from '../contract/schema/json-shape.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import type { HeaderList } from '../wire/encode.ts';
import type { Exchange, Frame } from '../wire/exchange.ts';
import { applyErrorFaults, applyWireFaults } from './apply-faults.ts';
import { corsHeaders } from './cors.ts';
import { decodeBody, parseRequest, isParsed, type DecodedBody } from './parsed-request.ts';
import type { RecordedReply, RecordingForwarded, RecordingMiss, Recordings } from './recorded-reply.ts';
import type { ExchangeRecord, HandledRequest } from './record.ts';
import type { RequestContext } from './request-context.ts';
import { recordBase, type Responder } from './respond.ts';
import type { PlanRuntime } from './runtime.ts';
import { setupError } from './scripted-error.ts';
import { sessionOf } from './session.ts';

export interface ReplayOptions {
  readonly recordings: Recordings;
  readonly responder: Responder;
  /** Factor on every wait. */
  readonly pace: number;
  readonly cors: boolean;
}

/** Answers a request with what was recorded. @param runtime loads what encodes an answer of the endpoint */
export type ReplayStage = (
  context: RequestContext,
  runtime?: () => Promise<PlanRuntime | undefined>,
) => Promise<HandledRequest>;

/** Headers of one connection (RFC 9110 section 7.6.1); the transport sends its own. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** As the mock writes names, so that faults find them. Values that were redacted are not given. */
function headersOf({ headers }: RecordedReply, cors: boolean): HeaderList {
  const own = headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) => !OF_THE_CONNECTION.has(name) && value !== '[redacted]');
  const names = new Set(own.map(([name]) => name));
  return [...own, ...(cors ? corsHeaders().filter(([name]) => !names.has(name)) : [])];
}

function framesOf({ pieces, headMs }: RecordedReply, pace: number): Frame[] {
  let before = headMs;
  return pieces.map(({ ms, bytes }) => {
    const wait = Math.max(0, ms - before) * pace;
    before = Math.max(before, ms);
    return { wait, bytes };
  });
}

const exchangeOf = (reply: RecordedReply, { pace, cors }: ReplayOptions): Exchange => ({
  status: reply.status,
  headers: headersOf(reply, cors),
  frames: framesOf(reply, pace),
  end: reply.end,
  ...(reply.headMs * pace > 0 ? { delay: reply.headMs * pace } : {}),
});

const kindOf = ({ status, stream }: RecordedReply): ExchangeRecord['kind'] =>
  status >= 400 ? 'error' : stream ? 'stream' : 'plain';

/** The API error that a recorded body holds. */
function errorOf({ status, answer, headers: sent }: RecordedReply): ErrorPlan | undefined {
  const told = answer()?.['error'];
  if (status < 400 || !isJsonObject(told)) return undefined;
  const { message, type, param, code } = told;
  const orNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const error = { message: orNull(message) ?? '', type: orNull(type) ?? '', param: orNull(param), code: orNull(code) };
  const headers = Object.fromEntries(
    sent.map(([name, value]) => [name.toLowerCase(), value]).filter(([name]) => /^(?:retry-after|x-)/.test(name ?? '')),
  );
  return { kind: 'error', status, error, headers };
}

function recordOf(context: RequestContext, reply: RecordedReply, exchange: Exchange): ExchangeRecord {
  const error = errorOf(reply)?.error;
  const requestId = exchange.headers.find(([name]) => name === 'x-request-id')?.[1] ?? '';
  return {
    ...recordBase(context),
    requestId,
    status: exchange.status,
    kind: kindOf(reply),
    ...(reply.model === undefined ? {} : { model: reply.model }),
    recording: reply.recording,
    ...(error && { error: { code: error.code, param: error.param, message: error.message } }),
  };
}

const askedBody = ({ body }: RequestContext): JsonObject | undefined => {
  const value = body && decodeBody(body).json()?.value;
  return isJsonObject(value) ? value : undefined;
};

function replayed(context: RequestContext, reply: RecordedReply, options: ReplayOptions): HandledRequest {
  const exchange = applyWireFaults(context, exchangeOf(reply, options));
  const request = askedBody(context);
  const answer = reply.status < 400 ? reply.answer() : undefined;
  return {
    exchange,
    record: recordOf(context, reply, exchange),
    ...(request && { request }),
    ...(answer && { answer: () => answer }),
  };
}

/** Whether a fault lets the service see another request. */
const isRequestChanged = ({ injection, decoded }: RequestContext): boolean =>
  injection !== undefined && decoded !== undefined && decoded.json()?.value !== injection.request.body;

/** Whether faults change more than how the answer is sent. */
const isContentChanged = (context: RequestContext): boolean =>
  context.injection?.changesPlan === true || isRequestChanged(context);

const asRecorded = (handled: HandledRequest, { recording }: RecordedReply): HandledRequest => {
  const { scenario: _, ...record } = handled.record;
  return { ...handled, record: { ...record, recording } };
};

const namesOf = ({ injection }: RequestContext): string => injection?.names.join(', ') ?? '';

const cannot = (context: RequestContext, { recording }: RecordedReply, cause: string): ErrorPlan =>
  setupError(`Cannot inject ${namesOf(context)} into recording ${recording}: ${cause}`, 'fault_not_applicable');

/** A fault that changes the content meets what was recorded as it meets the reply of a scenario: the mock says it in its own frames. */
async function said(
  context: RequestContext,
  runtime: PlanRuntime,
  body: DecodedBody,
  reply: RecordedReply,
  responder: Responder,
): Promise<HandledRequest> {
  const { recordedScript } = await import('./recorded-script.ts');
  const parsed = parseRequest(runtime.endpoint, sessionOf(context), body);
  if (!isParsed(parsed)) return responder.refuse(context, parsed);
  const valid = await runtime.validate(parsed);
  const counted = valid.kind === 'error' ? valid : await runtime.count(valid, parsed);
  if (counted.kind === 'error') {
    const plan = cannot(context, reply, counted.plan.error.message);
    // Where a fault changed the request, being refused may be its purpose.
    return responder.refuse(context, isRequestChanged(context) ? counted.plan : plan);
  }
  const script = recordedScript(reply.answer(), counted.valid.request);
  if (!script)
    return responder.refuse(context, cannot(context, reply, 'its response has no content that the mock knows'));
  const prepared = await runtime.generate(counted, { kind: 'answer', scenario: reply.recording, script });
  return responder.reply(context, runtime, parsed, responder.encodable(context, runtime.codec, prepared));
}

function missed(context: RequestContext, { message }: RecordingMiss, responder: Responder): HandledRequest {
  const refused = responder.refuse(context, setupError(message, 'no_recording'), modelOf(context));
  const request = askedBody(context);
  return { ...refused, ...(request && { request }), record: { ...refused.record, missed: true } };
}

const FORWARDED = 'the response is live; record it, and replay it with the fault';

/** A live response passes as it comes. */
async function forwarded(
  context: RequestContext,
  { forward }: RecordingForwarded,
  responder: Responder,
): Promise<HandledRequest> {
  if (context.injection) {
    return responder.refuse(
      context,
      setupError(`Cannot inject ${namesOf(context)}: ${FORWARDED}`, 'fault_not_applicable'),
    );
  }
  const exchange = await forward();
  const request = askedBody(context);
  const requestId = exchange.headers.find(([name]) => name === 'x-request-id')?.[1] ?? '';
  const kind = exchange.status >= 400 ? 'error' : 'other';
  const record = {
    ...recordBase(context),
    requestId,
    status: exchange.status,
    kind,
    ...modelOf(context),
    forwarded: true,
  } as const;
  return { exchange, record, ...(request && { request }) };
}

/** Replays recordings. Those that faults change in their content are encoded by the mock; all others keep their bytes and their pace. */
export function createReplayStage(options: ReplayOptions): ReplayStage {
  const { recordings, responder } = options;
  return async (context, loadRuntime) => {
    const found = await recordings.find(context);
    if ('forward' in found) return forwarded(context, found, responder);
    if (!('recording' in found)) return missed(context, found, responder);
    const error = errorOf(found);
    if (!isContentChanged(context)) return replayed(context, found, options);
    if (error) return asRecorded(responder.refuse(context, applyErrorFaults(context, error)), found);
    const runtime = await loadRuntime?.();
    if (!runtime)
      return isRequestChanged(context)
        ? responder.refuse(context, cannot(context, found, 'it answers the request that was recorded'))
        : replayed(context, found, options);
    const body = context.decoded ?? decodeBody(context.body ?? new Uint8Array());
    return asRecorded(await said(context, runtime, body, found, responder), found);
  };
}

function modelOf(context: RequestContext): { readonly model?: string } {
  const { model } = asObject(askedBody(context));
  return typeof model === 'string' ? { model } : {};
}

import type { Exchange } from '../../wire/exchange.ts';
import { streamHeaders } from '../encode-answer.ts';
import type { Identities } from '../identities.ts';
import type { ParsedRequest } from '../parsed-request.ts';
import type { PreparedAnswer } from '../prepared.ts';
import type { HandledRequest } from '../record.ts';
import type { RequestContext } from '../request-context.ts';
import { recordBase, type Responder } from '../respond.ts';
import type { PlanRuntime } from '../runtime.ts';
import { setupError } from '../scripted-error.ts';
import { sessionOf } from '../session.ts';
import { liveStream } from './live-stream.ts';
import type { LiveReply } from './reply.ts';
import type { LiveTools } from './reply-core.ts';

export interface LiveOptions {
  readonly responder: Responder;
  readonly identities: Identities;
  /** Factor on every wait. */
  readonly pace: number;
  /** Whether answers are judged. */
  readonly selfCheck: boolean;
}

/** A request with a controlled reply. */
export interface LiveRequest {
  readonly context: RequestContext;
  readonly runtime: PlanRuntime;
  readonly parsed: ParsedRequest;
}

const toolsOf = (runtime: PlanRuntime, prepared: PreparedAnswer): LiveTools => ({
  account: (events) => runtime.account(prepared, events),
  addLogprobs: (event) => runtime.addLogprobs(prepared, event),
});

/** Its head is sent at once. */
function streamed(
  { context, runtime, parsed }: LiveRequest,
  prepared: PreparedAnswer,
  stream: NonNullable<PreparedAnswer['stream']>,
  live: LiveReply,
  { responder, identities, pace, selfCheck }: LiveOptions,
): HandledRequest {
  const { codec } = runtime;
  const identity = identities.next(parsed, codec.idPrefix);
  const { requestId } = identity;
  return liveStream(live, {
    base: { ...recordBase(context), requestId },
    prepared,
    codec,
    encoder: codec.live(prepared, identity, stream),
    headers: [...streamHeaders(prepared, { pace, usual: responder.usual }), ['x-request-id', requestId]],
    tools: toolsOf(runtime, prepared),
    keep: (plan) => codec.keep?.({ ...prepared, plan }, identity, runtime.state.of(sessionOf(context))),
    check: selfCheck ? runtime.selfCheck : undefined,
  });
}

/** Responds with a controlled reply. A plain response waits until it is complete. */
export async function handleLive(
  request: LiveRequest,
  prepared: PreparedAnswer,
  live: LiveReply,
  options: LiveOptions,
): Promise<HandledRequest> {
  const { context, runtime, parsed } = request;
  const { responder } = options;
  const { request: asked, body, stream, scenario } = prepared;
  const about = { model: asked.model, body, ...(scenario === undefined ? {} : { scenario }) };
  if (live.choices > (asked.n ?? 1)) {
    const message = `A controlled reply has ${live.choices} choices, but the request asks for ${asked.n ?? 1}.`;
    return responder.refuse(context, setupError(message, 'scenario_misfit'), about);
  }
  if (stream) return streamed(request, prepared, stream, live, options);
  const outcome = await live.collect(prepared, toolsOf(runtime, prepared));
  const reply = (answer: PreparedAnswer): HandledRequest =>
    responder.reply(context, runtime, parsed, responder.encodable(context, runtime.codec, answer));
  switch (outcome.kind) {
    case 'answer':
      return reply(outcome.prepared);
    case 'error':
      return responder.refuse(context, outcome.plan, about);
    case 'broken': {
      const { exchange, record } = reply(prepared);
      // Nothing was said, so nothing is counted.
      const { usage: _, cost: __, ...facts } = record;
      const broken: Exchange = { ...exchange, frames: [], end: 'hang', live: outcome.live };
      return { exchange: broken, record: facts, request: body };
    }
  }
}

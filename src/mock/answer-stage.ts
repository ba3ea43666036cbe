import { isParsed, parseRequest, type DecodedBody, type ParsedRequest } from './parsed-request.ts';
import { createMemo, type Memo } from './memo.ts';
import type { Encodable } from './encode-answer.ts';
import type { Prepared } from './prepared.ts';
import type { HandledRequest } from './record.ts';
import type { RequestContext } from './request-context.ts';
import type { Responder } from './respond.ts';
import type { PlanRuntime } from './runtime.ts';
import { sessionOf } from './session.ts';

/** Answers a request whose endpoint and body are known. */
export type AnswerStage = (
  context: RequestContext,
  runtime: PlanRuntime,
  body: DecodedBody,
) => HandledRequest | Promise<HandledRequest>;

const MEMO_CHARACTERS = 8_000_000;

const weightOf = (prepared: Prepared): number =>
  500 + (prepared.kind === 'answer' ? prepared.plan.events.length * 400 : 0);

/** Answers by the engine alone. What was answered before is not even parsed; what faults do depends on the call and is not kept. */
export function createEngineStage(responder: Responder): AnswerStage {
  const memos = new Map<PlanRuntime, Memo<Encodable>>();

  function memoOf(runtime: PlanRuntime): Memo<Encodable> {
    const memo = memos.get(runtime) ?? createMemo<Encodable>(MEMO_CHARACTERS);
    memos.set(runtime, memo);
    return memo;
  }

  function finish(
    context: RequestContext,
    runtime: PlanRuntime,
    parsed: ParsedRequest,
    prepared: Prepared,
  ): HandledRequest {
    const answer = responder.encodable(context, runtime.codec, prepared);
    if (!context.injection && !runtime.codec.recalls?.(parsed.value))
      memoOf(runtime).set(parsed.text, parsed.hash, answer, weightOf(prepared));
    return responder.reply(context, runtime, parsed, answer);
  }

  return (context, runtime, body) => {
    const known = context.injection ? undefined : memoOf(runtime).get(body.text, body.hash);
    if (known) return responder.reply(context, runtime, body, known);
    const parsed = parseRequest(runtime.endpoint, sessionOf(context), body);
    if (!isParsed(parsed)) return responder.refuse(context, parsed);
    const prepared = runtime.prepare(parsed);
    return prepared instanceof Promise
      ? prepared.then((late) => finish(context, runtime, parsed, late))
      : finish(context, runtime, parsed, prepared);
  };
}

import type { ValidRequest } from '../endpoints/codec.ts';
import type { FaultStage } from './fault-stage.ts';
import type { AnswerStage } from './answer-stage.ts';
import type { AnswerDecision, Decide, Decision } from './decision.ts';
import { handleLive, type LiveOptions } from './live/handle-live.ts';
import type { LiveReply } from './live/reply.ts';
import { bodyOf, isParsed, parseRequest, type ParsedRequest } from './parsed-request.ts';
import type { CountedRequest } from './prepare-answer.ts';
import type { Prepared, PreparedAnswer, PreparedError } from './prepared.ts';
import type { HandledRequest } from './record.ts';
import { faultRequest, withFaults, withoutFaults, type RequestContext } from './request-context.ts';
import type { ReplayStage } from './replay-stage.ts';
import type { Responder } from './respond.ts';
import type { PlanRuntime } from './runtime.ts';
import { sessionOf } from './session.ts';

export interface ScenarioStageOptions extends LiveOptions {
  readonly decide: Decide;
  readonly faults: FaultStage;
  /** The controlled reply of a scenario, if it has one. */
  readonly controlled: (scenario: string) => LiveReply | undefined;
  /** Answers what no scenario matches, where there are recordings. */
  readonly replay: ReplayStage | undefined;
}

/** A request under way. */
interface Step {
  readonly context: RequestContext;
  readonly runtime: PlanRuntime;
  readonly parsed: ParsedRequest;
}

function decidedError({ body, request }: ValidRequest, decision: Extract<Decision, { kind: 'error' }>): PreparedError {
  const { plan, wait, scenario } = decision;
  const named = scenario === undefined ? { unmatched: true } : { scenario };
  return { kind: 'error', plan, model: request.model, body, wait, ...named };
}

/** The same, known as a request that no scenario matched. */
const asUnmatched = (handled: HandledRequest): HandledRequest => ({
  ...handled,
  record: { ...handled.record, unmatched: true },
});

/** Whether a scenario has decided something. */
const isMatched = (decision: Decision | undefined): boolean =>
  decision !== undefined && decision.kind !== 'unmatched' && decision.scenario !== undefined;

const finish = ({ context, runtime, parsed }: Step, responder: Responder, prepared: Prepared): HandledRequest =>
  responder.reply(context, runtime, parsed, responder.encodable(context, runtime.codec, prepared));

/** A body that a fault has changed is judged and counted like any other; what the scenario has decided stays. */
async function changedRequest({ runtime, parsed }: Step, value: unknown): Promise<CountedRequest | PreparedError> {
  const changed = parseRequest(parsed.endpoint, parsed.session, bodyOf(value));
  if (!isParsed(changed)) return { kind: 'error', plan: changed };
  const valid = await runtime.validate(changed);
  return valid.kind === 'error' ? valid : runtime.count(valid, changed);
}

/** The answer of a scenario that names faults: the request meets them late, when its scenario is found. */
async function answerWithFaults(
  step: Step,
  counted: CountedRequest,
  decision: AnswerDecision,
  fault: string,
  { faults, responder }: ScenarioStageOptions,
): Promise<HandledRequest> {
  const { context, runtime, parsed } = step;
  const added = await faults.add(fault, faultRequest(context, parsed.value));
  const bent = { ...step, context: withFaults(context, added) };
  const seen = added.policy();
  const { request, body } = counted.valid;
  if ('kind' in seen) return responder.refuse(bent.context, seen, { model: request.model, body });
  const current = seen.body === added.request.body ? counted : await changedRequest(step, seen.body);
  return finish(bent, responder, current.kind === 'error' ? current : await runtime.generate(current, decision));
}

/** Answers as scenarios decide. That depends on the call, so nothing of it is remembered. */
export function createScenarioStage(options: ScenarioStageOptions): AnswerStage {
  const { responder, decide, controlled, replay } = options;

  function decided({ context }: Step, { request, model }: ValidRequest): Decision | undefined {
    const header = (name: string): string | undefined => context.header(name);
    return decide(request, model, { session: sessionOf(context), header, now: options.identities.now() });
  }

  async function answer(step: Step): Promise<HandledRequest> {
    const { context, runtime, parsed } = step;
    const valid = await runtime.validate(parsed);
    if (valid.kind === 'error')
      return replay?.(context, () => Promise.resolve(runtime)) ?? finish(step, responder, valid);
    const decision = decided(step, valid);
    if (replay && !isMatched(decision)) return replay(context, () => Promise.resolve(runtime));
    if (decision?.kind === 'error') return finish(step, responder, decidedError(valid, decision));
    const counted = await runtime.count(valid, parsed);
    if (counted.kind === 'error') return finish(step, responder, counted);
    if (decision?.kind === 'unmatched')
      return asUnmatched(finish(step, responder, await runtime.generate(counted, undefined)));
    const live = decision && controlled(decision.scenario);
    if (decision?.fault !== undefined && !live)
      return answerWithFaults(step, counted, decision, decision.fault, options);
    const prepared: PreparedAnswer = await runtime.generate(counted, decision);
    // Controlled replies aren't changed by faults.
    if (live) return handleLive({ ...step, context: withoutFaults(context) }, prepared, live, options);
    return finish(step, responder, prepared);
  }

  return (context, runtime, body) => {
    const parsed = parseRequest(runtime.endpoint, sessionOf(context), body);
    if (isParsed(parsed)) return answer({ context, runtime, parsed });
    return replay?.(context) ?? responder.refuse(context, parsed);
  };
}

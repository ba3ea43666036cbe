import type { TokenLogprob, Usage } from '../contract/api-types.ts';
import type { AnswerPlan, PlanEvent } from '../engine/plan.ts';
import type { Identity } from './identity.ts';

interface FoldedCall {
  readonly tool: 'function' | 'custom' | 'legacy';
  readonly call: number;
  readonly name: string;
  input: string;
}

/** One choice of a plan with all its pieces put together. */
interface FoldedChoice {
  content: string | null;
  reasoning: string | null;
  refusal: string | null;
  readonly calls: FoldedCall[];
  readonly logprobs: TokenLogprob[];
  readonly refusalLogprobs: TokenLogprob[];
  finish: string;
}

const newChoice = (): FoldedChoice => ({
  content: null,
  reasoning: null,
  refusal: null,
  calls: [],
  logprobs: [],
  refusalLogprobs: [],
  finish: 'stop',
});

function apply(choice: FoldedChoice, event: Exclude<PlanEvent, { type: 'usage' | 'done' }>): void {
  switch (event.type) {
    case 'role':
      break;
    case 'reasoning':
      choice.reasoning = (choice.reasoning ?? '') + event.text;
      break;
    case 'text':
      choice.content = (choice.content ?? '') + event.text;
      if (event.logprobs) choice.logprobs.push(...event.logprobs(event));
      break;
    case 'refusal':
      choice.refusal = (choice.refusal ?? '') + event.text;
      if (event.logprobs) choice.refusalLogprobs.push(...event.logprobs(event));
      break;
    case 'tool-open':
      choice.calls[event.index] = { tool: event.tool, call: event.call, name: event.name, input: '' };
      break;
    case 'tool-args': {
      const call = choice.calls[event.index];
      if (call) call.input += event.text;
      break;
    }
    case 'finish':
      choice.finish = event.reason;
      break;
  }
}

function wireCall(call: FoldedCall, identity: Identity): object {
  const id = identity.callId(call.call);
  return call.tool === 'custom'
    ? { id, type: 'custom', custom: { name: call.name, input: call.input } }
    : { id, type: 'function', function: { name: call.name, arguments: call.input } };
}

/** Keys in the order in which the API writes them; absent ones are left out, as it does. */
function message(choice: FoldedChoice, identity: Identity): object {
  const legacy = choice.calls.find((call) => call.tool === 'legacy');
  const calls = choice.calls.filter((call) => call.tool !== 'legacy');
  // An answer that is nothing but text may be empty, yet it is text: null is kept for calls and refusals.
  const content = choice.content ?? (choice.calls.length > 0 || choice.refusal !== null ? null : '');
  return {
    role: 'assistant',
    content,
    ...(choice.reasoning === null ? {} : { reasoning_content: choice.reasoning }),
    ...(calls.length > 0 ? { tool_calls: calls.map((call) => wireCall(call, identity)) } : {}),
    ...(legacy ? { function_call: { name: legacy.name, arguments: legacy.input } } : {}),
    refusal: choice.refusal,
    annotations: [],
  };
}

function wireLogprobs(plan: AnswerPlan, choice: FoldedChoice): object {
  switch (plan.logprobs) {
    case 'omit':
      return {};
    case 'null':
      return { logprobs: null };
    case 'content':
      return {
        logprobs: {
          content: choice.content === null ? null : choice.logprobs,
          refusal: choice.refusal === null ? null : choice.refusalLogprobs,
        },
      };
  }
}

/**
 * Folds a plan into the object of a plain (not streamed) answer.
 *
 * @example
 * JSON.stringify(fold(plan, identity), null, 2)
 */
export function fold(plan: AnswerPlan, identity: Identity): Readonly<Record<string, unknown>> {
  const choices: FoldedChoice[] = [];
  let usage: Usage | undefined;
  for (const event of plan.events) {
    if (event.type === 'usage') usage = event.usage;
    else if (event.type !== 'done') apply((choices[event.choice] ??= newChoice()), event);
  }
  return {
    id: identity.id,
    object: 'chat.completion',
    created: identity.created,
    model: plan.model,
    choices: choices.map((choice, index) => ({
      index,
      message: message(choice, identity),
      ...wireLogprobs(plan, choice),
      finish_reason: choice.finish,
    })),
    usage,
    ...(plan.metadata ? { metadata: plan.metadata } : {}),
    service_tier: plan.serviceTier,
    system_fingerprint: plan.systemFingerprint,
  };
}

import type { AnswerPlan, PlanEvent } from '../../src/engine/plan.ts';
import type { Identity } from '../../src/wire/identity.ts';

/** An identity whose parts are easy to see in an assertion. */
export const IDENTITY: Identity = {
  id: 'chatcmpl-ABCDEFGHIJKLMNOPQRSTUVWXYZabc',
  created: 1_700_000_000,
  callId: (call) => `call_${String(call).padStart(24, 'x')}`,
};

const USAGE = { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 };

/** A plan around some events; role, finish, usage and done are the caller's unless they do not matter. */
export function planOf(events: readonly PlanEvent[], over: Partial<AnswerPlan> = {}): AnswerPlan {
  return {
    kind: 'answer',
    model: 'gpt-5.1',
    systemFingerprint: null,
    serviceTier: 'default',
    logprobs: 'omit',
    events: [...events, { type: 'usage', usage: USAGE, wait: 0 }, { type: 'done', wait: 0 }],
    ...over,
  };
}

export const role = (choice = 0, wait = 0): PlanEvent => ({ type: 'role', choice, wait });
export const text = (piece: string, choice = 0, wait = 0): PlanEvent => ({ type: 'text', choice, text: piece, wait });
export const finish = (reason: 'stop' | 'length' | 'tool_calls' | 'function_call' = 'stop', choice = 0): PlanEvent => ({
  type: 'finish',
  choice,
  reason,
  wait: 0,
});

export function call(
  name: string,
  args: readonly string[],
  index = 0,
  tool: 'function' | 'custom' | 'legacy' = 'function',
): PlanEvent[] {
  return [
    { type: 'tool-open', choice: 0, index, call: index, tool, name, wait: 0 },
    ...args.map((piece): PlanEvent => ({ type: 'tool-args', choice: 0, index, text: piece, wait: 0 })),
  ];
}

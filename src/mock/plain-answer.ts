import type { ChatCompletion } from '../contract/api-types.ts';
import type { AnswerPlan } from '../engine/plan.ts';
import { fold } from '../wire/fold.ts';
import { PLACEHOLDER } from '../wire/template.ts';

/** The plain body of a plan as a client would parse it. Its identity is a placeholder: no call has it. */
export function toAnswer(plan: AnswerPlan): ChatCompletion {
  // JSON boundary: the wire writes what the contract's type says, and `--self-check` and tests hold it to that.
  return JSON.parse(JSON.stringify(fold(plan, PLACEHOLDER))) as ChatCompletion;
}

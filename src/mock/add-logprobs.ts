import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import { drawLogprobs } from '../engine/logprobs.ts';
import type { PlanEvent } from '../engine/plan.ts';
import { createRandom } from '../engine/random.ts';
import type { PreparedAnswer } from './prepared.ts';

/** Adds log probabilities to given content, one entry per token, if the request asks for them. */
export function addLogprobs({ plan, request }: PreparedAnswer, event: PlanEvent, tokenizer: Tokenizer): PlanEvent {
  if (plan.logprobs !== 'content' || (event.type !== 'text' && event.type !== 'refusal')) return event;
  const random = createRandom(`logprobs ${event.choice} ${event.text}`);
  return { ...event, logprobs: drawLogprobs(request.top_logprobs ?? 0, tokenizer, random) };
}

import type { Usage } from '../../contract/api-types.ts';
import type { PlanEvent } from '../../engine/plan.ts';
import { transformEvents } from '../transforms/transform-stream.ts';
import { transformSteps, transformUsage, counted, hasStep } from '../transforms/edit-answer.ts';
import { mapDeltas } from '../transforms/edit-events.ts';
import type { Fault, FaultContext } from '../fault.ts';

/** A thought, and how many tokens it is. */
const THOUGHT = { text: 'Let me think.', tokens: 4 };

function withThoughtTokens(usage: Usage): Usage {
  const details = usage.completion_tokens_details;
  const reasoning = (details?.reasoning_tokens ?? 0) + THOUGHT.tokens;
  return {
    ...counted(usage, usage.prompt_tokens, usage.completion_tokens + THOUGHT.tokens),
    completion_tokens_details: { ...details, reasoning_tokens: reasoning },
  };
}

/** Whether the tokens of a thought fit into what the request allows. */
function hasRoom(events: readonly PlanEvent[], { request }: FaultContext): boolean {
  const limit = request.body?.['max_completion_tokens'] ?? request.body?.['max_tokens'];
  const used = events.find((event) => event.type === 'usage')?.usage.completion_tokens ?? 0;
  return typeof limit !== 'number' || used + THOUGHT.tokens <= limit;
}

/** A thought at the beginning of each choice of an answer that shows none. */
function thoughtful(events: readonly PlanEvent[], context: FaultContext): readonly PlanEvent[] {
  if (hasStep(events, 'reasoning') || !hasStep(events, 'text') || !hasRoom(events, context)) return events;
  return events.flatMap((event): readonly PlanEvent[] => {
    if (event.type === 'usage') return [{ ...event, usage: withThoughtTokens(event.usage) }];
    if (event.type !== 'role' || event.choice > 0) return [event];
    return [event, { type: 'reasoning', choice: event.choice, text: THOUGHT.text, wait: 0 }];
  });
}

const isIdle = ({ completion_tokens_details: details }: Usage): boolean => !details?.reasoning_tokens;

/** Variants of reasoning and usage that the contract allows. */
export const benignAnswerFaults: readonly Fault[] = [
  {
    name: 'reason.reasoning_content',
    title: 'Reasoning is visible before the content.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    clients: '·······',
    plan: transformSteps(thoughtful),
  },
  {
    name: 'reason.null-every',
    title: 'Deltas without reasoning have a null reasoning_content.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(mapDeltas((delta) => ({ reasoning_content: null, ...delta }))),
  },
  {
    name: 'reason.content-null-while-reasoning',
    title: 'Deltas with reasoning have null content.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(
      mapDeltas((delta) => (typeof delta['reasoning_content'] === 'string' ? { content: null, ...delta } : delta)),
    ),
  },
  {
    name: 'reason.both-fields',
    title: 'Reasoning is sent under both reasoning_content and reasoning.',
    harm: 'benign',
    breaks: [],
    mayBreak: ['chunk.unknown'],
    seen: 'https://github.com/AnswerDotAI/fastllm/issues/61',
    wire: transformEvents(
      mapDeltas((delta) =>
        'reasoning_content' in delta ? { ...delta, reasoning: delta['reasoning_content'] } : delta,
      ),
    ),
  },
  {
    name: 'usage.details-absent',
    title: 'Usage without reasoning or cached tokens has no details.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    plan: transformUsage((usage) => {
      const { prompt_tokens_details: prompt, completion_tokens_details: _, ...counts } = usage;
      return isIdle(usage) && !prompt?.cached_tokens ? counts : usage;
    }),
  },
  {
    name: 'usage.details-null',
    title: 'The details of usage without reasoning are null.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    plan: transformUsage((usage) => (isIdle(usage) ? { ...usage, completion_tokens_details: null } : usage)),
  },
];

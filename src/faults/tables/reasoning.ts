import type { AnswerPlan, PlanEvent, ReasoningEvent } from '../../engine/plan.ts';
import { transformEvents } from '../transforms/transform-stream.ts';
import { transformAnswer, transformSteps, hasStep } from '../transforms/edit-answer.ts';
import { mapDeltas } from '../transforms/edit-events.ts';
import { renamed, without } from '../transforms/edit-json.ts';
import type { Fault } from '../fault.ts';

/** Thought where the answer shows none. */
const THOUGHT = 'The user wants an answer, so let me think of one.';

const withoutReasoning = (events: readonly PlanEvent[]): readonly PlanEvent[] =>
  hasStep(events, 'reasoning') ? events.filter(({ type }) => type !== 'reasoning') : events;

const textAt = (choice: number, text: string, wait = 0): PlanEvent => ({ type: 'text', choice, text, wait });

/** A choice whose thoughts are part of its text, between tags. */
function tagged(events: readonly PlanEvent[], choice: number): readonly PlanEvent[] {
  const thoughts = events.filter((event) => event.type === 'reasoning' && event.choice === choice);
  const first = thoughts[0] ?? events.find((event) => event.type === 'text' && event.choice === choice);
  if (!first) return events;
  const last = thoughts.at(-1);
  return events.flatMap((event): readonly PlanEvent[] => {
    const own = event.type === 'reasoning' && event.choice === choice ? textAt(choice, event.text, event.wait) : event;
    const before = event === first ? [textAt(choice, last ? '<think>\n' : `<think>\n${THOUGHT}\n</think>\n\n`)] : [];
    return [...before, own, ...(event === last ? [textAt(choice, '\n</think>\n\n')] : [])];
  });
}

function thinkTags(plan: AnswerPlan): AnswerPlan {
  const choices = new Set(plan.events.flatMap((event) => (event.type === 'role' ? [event.choice] : [])));
  return { ...plan, events: [...choices].reduce(tagged, plan.events) };
}

/** The answer of choices that stop by themselves, said as if it were a thought. */
function trapped(events: readonly PlanEvent[]): readonly PlanEvent[] {
  const stopped = new Set(
    events.flatMap((event) => (event.type === 'finish' && event.reason === 'stop' ? [event.choice] : [])),
  );
  return events.map((event) =>
    event.type === 'text' && stopped.has(event.choice)
      ? ({ type: 'reasoning', choice: event.choice, text: event.text, wait: event.wait } satisfies ReasoningEvent)
      : event,
  );
}

/** Moves the thoughts of each choice behind its words. */
function afterwards(events: readonly PlanEvent[]): readonly PlanEvent[] {
  if (!hasStep(events, 'reasoning')) return events;
  const thoughts = events.filter((event) => event.type === 'reasoning');
  return events.flatMap((event): readonly PlanEvent[] => {
    if (event.type === 'reasoning') return [];
    return event.type === 'finish' ? [...thoughts.filter(({ choice }) => choice === event.choice), event] : [event];
  });
}

/** Each thought is followed by the same one, again and again. */
const looping = (events: readonly PlanEvent[]): readonly PlanEvent[] => {
  const at = events.findLastIndex(({ type }) => type === 'reasoning');
  const last = events[at];
  if (last?.type !== 'reasoning') return events;
  return events.with(at, { ...last, text: `${last.text}\n${'Wait, let me check that again.\n'.repeat(8)}` });
};

/** Defects of how reasoning is shown. */
export const reasoningFaults: readonly Fault[] = [
  {
    name: 'reason.loop',
    title: 'The reasoning repeats one phrase over and over.',
    harm: 'costly',
    breaks: ['reason.repeated'],
    mayBreak: ['usage.completion.matches'],
    seen: 'assumed',
    plan: transformSteps(looping),
  },
  {
    name: 'reason.reasoning',
    title: 'Reasoning is streamed under the key reasoning, which few clients read.',
    harm: 'tolerated',
    breaks: ['reason.field'],
    mayBreak: ['reason.both', 'chunk.unknown', 'usage.reasoning.told'],
    seen: 'https://github.com/AnswerDotAI/fastllm/issues/61',
    clients: '·······',
    wire: transformEvents(mapDeltas((delta) => renamed(delta, 'reasoning_content', 'reasoning'))),
  },
  {
    name: 'reason.details',
    title: 'Reasoning is streamed as a list of details.',
    harm: 'silent',
    breaks: ['reason.field'],
    mayBreak: ['reason.both', 'chunk.unknown', 'stream.equals-plain'],
    seen: 'https://github.com/Kilo-Org/kilocode/pull/2749',
    wire: transformEvents(
      mapDeltas((delta) =>
        'reasoning_content' in delta
          ? {
              ...without(delta, 'reasoning_content'),
              reasoning_details: [{ type: 'reasoning.text', text: delta['reasoning_content'] }],
            }
          : delta,
      ),
    ),
  },
  {
    name: 'reason.think-tags',
    title: 'Reasoning is in the content, between think tags.',
    harm: 'silent',
    breaks: ['reason.tags'],
    mayBreak: [
      'param.stop',
      'reason.field',
      'usage.completion.matches',
      'json.object',
      'json.schema',
      'json.stream',
      'json.word',
      'param.limit',
      'param.limit.names',
    ],
    seen: 'https://github.com/router-for-me/CLIProxyAPI/issues/732',
    clients: '≠≠≠≠≠≠≠',
    plan: transformAnswer(thinkTags),
  },
  {
    name: 'reason.trapped',
    title: 'The answer is sent as reasoning, and the content is empty.',
    harm: 'silent',
    breaks: ['reason.answer'],
    mayBreak: [
      'body.said',
      'usage.completion.matches',
      'usage.reasoning.told',
      'reason.field',
      'json.object',
      'json.stream',
    ],
    seen: 'https://github.com/diegosouzapw/OmniRoute/issues/8700',
    plan: transformSteps(trapped),
  },
  {
    name: 'reason.stream-only',
    title: 'Reasoning is visible in streams but not in plain responses.',
    harm: 'silent',
    breaks: ['reason.both'],
    mayBreak: ['reason.field', 'stream.equals-plain'],
    seen: 'assumed',
    plan: transformSteps((events, { stream }) => (stream ? events : withoutReasoning(events))),
  },
  {
    name: 'reason.plain-only',
    title: 'Reasoning is visible in plain responses but not in streams.',
    harm: 'silent',
    breaks: ['reason.both'],
    mayBreak: ['reason.field', 'stream.equals-plain'],
    seen: 'https://github.com/vllm-project/vllm/issues/20663',
    plan: transformSteps((events, { stream }) => (stream ? withoutReasoning(events) : events)),
  },
  {
    name: 'reason.after-content',
    title: 'Reasoning follows the content it belongs to.',
    harm: 'tolerated',
    breaks: ['reason.before-content'],
    seen: 'assumed',
    plan: transformSteps(afterwards),
  },
];

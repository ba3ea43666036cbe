import type { Usage } from '../contract/api-types.ts';
import type { Generated } from '../engine/generate.ts';
import type { PlanEvent } from '../engine/plan.ts';

const isSaid = ({ type }: PlanEvent): boolean => type !== 'usage' && type !== 'done';

/** Usages added up; what only one of them tells is left as it is. */
function sumOf(one: Usage, other: Usage): Usage {
  const details = one.completion_tokens_details;
  const added = other.completion_tokens_details?.reasoning_tokens ?? 0;
  return {
    ...one,
    prompt_tokens: one.prompt_tokens + other.prompt_tokens,
    completion_tokens: one.completion_tokens + other.completion_tokens,
    total_tokens: one.total_tokens + other.total_tokens,
    ...(details && {
      completion_tokens_details: { ...details, reasoning_tokens: (details.reasoning_tokens ?? 0) + added },
    }),
  };
}

/** Later choices, numbered from where the ones before end. */
function shifted(events: readonly PlanEvent[], choices: number, calls: number): PlanEvent[] {
  return events.filter(isSaid).map((event) => {
    if (event.type === 'usage' || event.type === 'done') return event;
    const choice = event.choice + choices;
    return event.type === 'tool-open' ? { ...event, choice, call: event.call + calls } : { ...event, choice };
  });
}

const countOf = (events: readonly PlanEvent[], type: PlanEvent['type']): number =>
  events.filter((event) => event.type === type).length;

/** Answers to the conversations of one request as one answer, one after the other. @param answers one at least */
export function joinAnswers(answers: readonly Generated[]): Generated {
  return answers.reduce(({ plan, usage }, next) => {
    const { events } = plan;
    const said = [
      ...events.filter(isSaid),
      ...shifted(next.plan.events, countOf(events, 'role'), countOf(events, 'tool-open')),
    ];
    const sum = sumOf(usage, next.usage);
    return {
      usage: sum,
      plan: { ...plan, events: [...said, { type: 'usage', usage: sum, wait: 0 }, { type: 'done', wait: 0 }] },
    };
  });
}

import type { Usage } from '../../contract/api-types.ts';
import type { AnswerPlan, PlanEvent } from '../../engine/plan.ts';
import type { Fault, FaultContext } from '../fault.ts';

/** What a fault does to a plan. */
export type PlanTransform = NonNullable<Fault['plan']>;

/** Changes the content of responses, but not errors. */
export function transformAnswer(edit: (plan: AnswerPlan, context: FaultContext) => AnswerPlan): PlanTransform {
  return (plan, context) => (plan.kind === 'answer' ? edit(plan, context) : plan);
}

/** Bends the events of answers. An edit may return the very list that it got. */
export function transformSteps(
  edit: (events: readonly PlanEvent[], context: FaultContext) => readonly PlanEvent[],
): PlanTransform {
  return transformAnswer((plan, context) => {
    const events = edit(plan.events, context);
    return events === plan.events ? plan : { ...plan, events };
  });
}

/** Bends what an answer says it cost. */
export function transformUsage(edit: (usage: Usage, plan: AnswerPlan, context: FaultContext) => Usage): PlanTransform {
  return transformAnswer((plan, context) => ({
    ...plan,
    events: plan.events.map((event) =>
      event.type === 'usage' ? { ...event, usage: edit(event.usage, plan, context) } : event,
    ),
  }));
}

/** Usage with other counts, whose total is their sum. */
export function counted(usage: Usage, prompt: number, completion: number): Usage {
  return { ...usage, prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

/** Whether any event of an answer is of this type. */
export function hasStep(events: readonly PlanEvent[], type: PlanEvent['type']): boolean {
  return events.some((event) => event.type === type);
}

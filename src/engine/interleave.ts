import type { PlanEvent } from './plan.ts';

/**
 * Lets several choices take turns, an event each, as the API streams them: one choice per chunk. Choices are generated side
 * by side, so only the first choice of a turn is waited for.
 */
export function interleave(choices: readonly (readonly PlanEvent[])[]): PlanEvent[] {
  const [only] = choices;
  if (choices.length === 1 && only) return [...only];
  const merged: PlanEvent[] = [];
  const longest = Math.max(0, ...choices.map((events) => events.length));
  for (let turn = 0; turn < longest; turn++) {
    let first = true;
    for (const events of choices) {
      const event = events[turn];
      if (!event) continue;
      merged.push(first ? event : { ...event, wait: 0 });
      first = false;
    }
  }
  return merged;
}

import type { PlanEvent } from '../../engine/plan.ts';

type Edit = (text: string, choice: number) => string;

/** Words of each choice. */
function wordsOf(events: readonly PlanEvent[]): ReadonlyMap<number, string> {
  const words = new Map<number, string>();
  for (const event of events) {
    if (event.type === 'text') words.set(event.choice, (words.get(event.choice) ?? '') + event.text);
  }
  return words;
}

/**
 * Other words for each choice that says some. Pieces that stay as they are at the beginning are sent as before, and the rest
 * follows with the next piece.
 */
export function mapSaid(events: readonly PlanEvent[], edit: Edit): readonly PlanEvent[] {
  const rest = new Map([...wordsOf(events)].map(([choice, text]) => [choice, edit(text, choice)]));
  return events
    .flatMap((event): PlanEvent[] => {
      if (event.type !== 'text') return [event];
      const left = rest.get(event.choice) ?? '';
      const same = left.startsWith(event.text);
      const text = same ? event.text : left;
      rest.set(event.choice, left.slice(text.length));
      return text === '' ? [] : [{ ...event, text }];
    })
    .flatMap((event): PlanEvent[] => {
      if (event.type !== 'finish') return [event];
      const left = rest.get(event.choice) ?? '';
      return left === '' ? [event] : [{ type: 'text', choice: event.choice, text: left, wait: 0 }, event];
    });
}

import type { PlanEvent, ToolArgsEvent, ToolOpenEvent } from '../../engine/plan.ts';
import { transformSteps, type PlanTransform } from './edit-answer.ts';

const keyOf = ({ choice, index }: ToolArgsEvent | ToolOpenEvent): string => `${choice} ${index}`;

/**
 * Bends the arguments of every function call, streamed and plain; the input of custom tools is no JSON and stays.
 *
 * @param edit from all pieces of a call to those that are said instead
 */
export function transformArguments(
  edit: (pieces: readonly ToolArgsEvent[]) => readonly ToolArgsEvent[],
): PlanTransform {
  return transformSteps((events) => {
    const custom = new Set(
      events.flatMap((event) => (event.type === 'tool-open' && event.tool === 'custom' ? [keyOf(event)] : [])),
    );
    const pieces = events.filter((event) => event.type === 'tool-args').filter((event) => !custom.has(keyOf(event)));
    const sent = new Map<PlanEvent, readonly PlanEvent[]>();
    for (const own of Map.groupBy(pieces, keyOf).values()) {
      if (own[0]) sent.set(own[0], edit(own));
    }
    return events.flatMap((event): readonly PlanEvent[] =>
      event.type === 'tool-args' && !custom.has(keyOf(event)) ? (sent.get(event) ?? []) : [event],
    );
  });
}

/** The text of all pieces. */
export function joined(pieces: readonly ToolArgsEvent[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** One piece in place of all. */
export function replacedBy(pieces: readonly ToolArgsEvent[], text: string): readonly ToolArgsEvent[] {
  return pieces.slice(0, 1).map((piece) => ({ ...piece, text }));
}

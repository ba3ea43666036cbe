import type { EventTransform, EventEdit } from './transform-stream.ts';
import { callsOf } from './edit-events.ts';
import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import type { FaultParameter } from '../fault.ts';
import { isFinish, isTerminal, type StreamEvent } from './stream-event.ts';

/** What a stream that is cut off owes beside its end. */
export const OWED: readonly RequirementId[] = ['usage.stream.requested', 'stream.equals-plain'];

/** A parameter that says after how many chunks something happens. */
export const afterChunks = (usual: number): FaultParameter => ({
  name: 'chunk',
  default: usual,
  title: 'Number of chunks before the fault; fewer if the response is shorter.',
});

/** Where the stream is cut: how many of its events come before the place. No choice has ended there. */
export function cutPoint(events: readonly StreamEvent[], chunks: number): number {
  const positions = [...events.keys()].filter((at) => (events[at]?.chunk ?? events[at]?.named) !== undefined);
  const wanted = (positions[Math.max(1, Math.round(chunks)) - 1] ?? events.length - 1) + 1;
  const end = events.findIndex((event) => isFinish(event) || isTerminal(event));
  return end < 0 ? wanted : Math.min(wanted, end);
}

/** The stream up to the chunk that the parameter says, and then something else. */
export function cutAfter(then: (next: StreamEvent | undefined) => readonly StreamEvent[] = () => []): EventTransform {
  return (events, context) => {
    const at = cutPoint(events, context.number('chunk'));
    return [...events.slice(0, at), ...then(events[at])];
  };
}

/** The stream up to the first piece of a tool call's arguments; all of it where there is none. */
export const cutInArguments: EventEdit = (events) => {
  const at = events.findIndex((event) => callsOf(event).some((call) => call['id'] === undefined));
  return at < 0 ? events : events.slice(0, at + 1);
};

import { editStepwise, stepwise, type EventEdit, type EventTransform } from './event-steps.ts';
import { callsOf } from './edit-events.ts';
import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import type { FaultContext, FaultParameter } from '../fault.ts';
import { isFinish, isTerminal, type StreamEvent } from './stream-event.ts';

/** What a stream that is cut off owes beside its end. */
export const OWED: readonly RequirementId[] = ['usage.stream.requested', 'stream.equals-plain'];

/** A parameter that says after how many chunks something happens. */
export const afterChunks = (usual: number): FaultParameter => ({
  name: 'chunk',
  default: usual,
  title: 'Number of chunks before the fault; fewer if the response is shorter.',
});

/** Where a stream is cut: after so many chunks, and before any choice has ended. */
export function cutPlace(chunks: number): {
  /** Whether the place is before this event. */
  isBefore(event: StreamEvent): boolean;
  /** Takes an event that comes before the place. @returns whether the place is behind it */
  pass(event: StreamEvent): boolean;
} {
  const wanted = Math.max(1, Math.round(chunks));
  let count = 0;
  return {
    isBefore: (event) => count >= wanted || isFinish(event) || isTerminal(event),
    pass: ({ chunk, named }) => {
      if ((chunk ?? named) !== undefined) count++;
      return count >= wanted;
    },
  };
}

/** Does something at the place of the cut, and goes on. @param act with the next event, if there is one */
export const atCut = (
  act: (next: StreamEvent | undefined, context: FaultContext) => readonly StreamEvent[],
): EventTransform =>
  stepwise((context) => {
    const place = cutPlace(context.number('chunk'));
    let done = false;
    return {
      next: (event) => {
        if (done) return [event];
        done = place.isBefore(event);
        if (done) return act(event, context);
        place.pass(event);
        return [event];
      },
      end: () => (done ? [] : act(undefined, context)),
    };
  });

/**
 * The stream up to the chunk that the parameter says, and then something else.
 *
 * @param then with the event that is left out, if it asks for it
 */
export const cutAfter = (then: (next?: StreamEvent) => readonly StreamEvent[] = () => []): EventTransform =>
  stepwise((context) => {
    const place = cutPlace(context.number('chunk'));
    let over = false;
    return {
      next: (event) => {
        over = place.isBefore(event);
        if (over) return then(event);
        over = place.pass(event) && then.length === 0;
        return over ? [event, ...then()] : [event];
      },
      end: () => then(),
      get over() {
        return over;
      },
    };
  });

/** The stream up to the first piece of a tool call's arguments; all of it where there is none. */
export const cutInArguments: EventEdit = editStepwise(() => {
  let over = false;
  return {
    next: (event) => {
      over = callsOf(event).some((call) => call['id'] === undefined);
      return [event];
    },
    get over() {
      return over;
    },
  };
});

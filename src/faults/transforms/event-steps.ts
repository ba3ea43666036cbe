import type { FaultContext } from '../fault.ts';
import type { StreamEvent } from './stream-event.ts';

/** Bends the events of one stream, one after the other. */
export interface EventSteps {
  /** What is sent for the next event. */
  next(event: StreamEvent): readonly StreamEvent[];
  /** What is sent when the stream ends. */
  end?(): readonly StreamEvent[];
  /** Nothing more is sent, whatever follows. */
  readonly over?: boolean;
}

/** What a fault does to the events of a stream. */
export interface EventTransform {
  (events: readonly StreamEvent[], context: FaultContext): readonly StreamEvent[];
  /** The same event by event, if no event depends on later ones. */
  readonly steps?: ((context: FaultContext) => EventSteps) | undefined;
}

/** The same where only the events matter. */
export interface EventEdit {
  (events: readonly StreamEvent[]): readonly StreamEvent[];
  readonly steps?: (() => EventSteps) | undefined;
}

/** An edit of which every event depends on earlier ones only. */
export interface SteppedEdit extends EventEdit {
  readonly steps: () => EventSteps;
}

function walk(events: readonly StreamEvent[], steps: EventSteps): readonly StreamEvent[] {
  const bent: StreamEvent[] = [];
  for (const event of events) {
    if (steps.over) break;
    bent.push(...steps.next(event));
  }
  if (!steps.over) bent.push(...(steps.end?.() ?? []));
  return bent;
}

/** A transform that goes through the events once and looks back only. */
export const stepwise = (steps: (context: FaultContext) => EventSteps): EventTransform =>
  Object.assign((events: readonly StreamEvent[], context: FaultContext) => walk(events, steps(context)), { steps });

/** The same where only the events matter. */
export const editStepwise = (steps: () => EventSteps): SteppedEdit =>
  Object.assign((events: readonly StreamEvent[]) => walk(events, steps()), { steps });

/**
 * Edits each event.
 *
 * @param start makes what edits the events of one stream, so that it may count
 */
export const eachEvent = (start: () => (event: StreamEvent) => StreamEvent | readonly StreamEvent[]): SteppedEdit =>
  editStepwise(() => {
    const edit = start();
    return {
      next: (event) => {
        const edited = edit(event);
        return 'text' in edited ? [edited] : edited;
      },
    };
  });

/** An edit that is made for each stream, so that it may remember what it has seen. */
export const perStream = (make: () => SteppedEdit): SteppedEdit =>
  Object.assign((events: readonly StreamEvent[]) => make()(events), { steps: () => make().steps() });

/** Looks at the events that pass. */
export const seeEvents = (look: (event: StreamEvent) => void): SteppedEdit =>
  eachEvent(() => (event) => {
    look(event);
    return event;
  });

function chained(all: readonly EventSteps[]): EventSteps {
  return {
    next: (event) =>
      all.reduce<readonly StreamEvent[]>((events, one) => events.flatMap((each) => one.next(each)), [event]),
    end: () =>
      all.reduce<readonly StreamEvent[]>(
        (events, one) => [...events.flatMap((each) => one.next(each)), ...(one.end?.() ?? [])],
        [],
      ),
  };
}

/** One edit after another. */
export function inTurn(...edits: readonly SteppedEdit[]): SteppedEdit {
  const all = (events: readonly StreamEvent[]): readonly StreamEvent[] =>
    edits.reduce((edited, edit) => edit(edited), events);
  return Object.assign(all, { steps: () => chained(edits.map(({ steps }) => steps())) });
}

/** An edit that begins with the first event that is meant; streams without one stay as they are. */
export const onceSeen = (test: (event: StreamEvent) => boolean, edit: SteppedEdit): SteppedEdit =>
  Object.assign((events: readonly StreamEvent[]) => (events.some(test) ? edit(events) : events), {
    steps: (): EventSteps => {
      const steps = edit.steps();
      let seen = false;
      return {
        next: (event) => {
          const bent = steps.next(event);
          seen ||= test(event);
          return seen ? bent : [event];
        },
      };
    },
  });

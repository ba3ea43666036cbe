import { asList, asObject } from '../../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import { eachEvent, editStepwise, perStream, type SteppedEdit } from './event-steps.ts';
import { choicesOf, withChunk, type StreamEvent } from './stream-event.ts';

/** An edit of a chunk. @param nth which chunk of the stream it is, from 0 */
export type ChunkEdit = (chunk: JsonObject, nth: number) => JsonObject;

/** An edit of a choice of a chunk. @param nth how many chunks of the same choice came before */
export type ChoiceEdit = (choice: JsonObject, nth: number) => JsonObject;

/** An edit of a delta. @param choice where it stands @param nth how many deltas of the same choice came before */
export type DeltaEdit = (delta: JsonObject, choice: JsonObject, nth: number) => JsonObject;

/**
 * An edit of what a delta says of a tool call.
 *
 * @param nth how many deltas spoke of the same call before; 0 is its header
 * @param key the same for all that is said of one call, see {@link saidOfCalls}
 */
export type CallEdit = (call: JsonObject, nth: number, key: string) => JsonObject;

/** A question about an event. */
export type EventTest = (event: StreamEvent) => boolean;

/** Edits the text of every event. */
export function mapTexts(edit: (text: string, nth: number) => string): SteppedEdit {
  return eachEvent(() => {
    let nth = 0;
    return (event) => {
      const text = edit(event.text, nth++);
      return text === event.text ? event : { ...event, text };
    };
  });
}

/** Edits every event, or puts several in its place. */
export const mapEvents = (edit: (event: StreamEvent) => StreamEvent | readonly StreamEvent[]): SteppedEdit =>
  eachEvent(() => edit);

/** Edits every chunk. */
export function mapChunks(edit: ChunkEdit): SteppedEdit {
  return eachEvent(() => {
    let nth = 0;
    return (event) => (event.chunk ? withChunk(event, edit(event.chunk, nth++)) : event);
  });
}

/** Edits the chunks of the events that are meant. */
export function mapChunksWhere(test: EventTest, edit: (chunk: JsonObject) => JsonObject): SteppedEdit {
  return mapEvents((event) => (event.chunk && test(event) ? withChunk(event, edit(event.chunk)) : event));
}

/** Counts how often each key was asked for. */
function counter(): (key: unknown) => number {
  const counts = new Map<unknown, number>();
  return (key) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count;
  };
}

/** Edits every choice of every chunk. */
export function mapChoices(edit: ChoiceEdit): SteppedEdit {
  return perStream(() => {
    const nth = counter();
    return mapChunks((chunk) => {
      const choices = asList(chunk['choices']);
      if (choices.length === 0) return chunk;
      return { ...chunk, choices: choices.map(asObject).map((choice) => edit(choice, nth(choice['index']))) };
    });
  });
}

/** Edits every delta. */
export function mapDeltas(edit: DeltaEdit): SteppedEdit {
  return mapChoices((choice, nth) => {
    const { delta } = choice;
    return isJsonObject(delta) ? { ...choice, delta: edit(delta, choice, nth) } : choice;
  });
}

const keyOf = (choice: JsonObject, call: JsonObject): string => `${String(choice['index'])} ${String(call['index'])}`;

/** Edits everything that is said of tool calls. */
export function mapCalls(edit: CallEdit): SteppedEdit {
  return perStream(() => {
    const nth = counter();
    return mapDeltas((delta, choice) => {
      const calls = delta['tool_calls'];
      if (!Array.isArray(calls)) return delta;
      const one = (call: JsonObject): JsonObject => {
        const key = keyOf(choice, call);
        return edit(call, nth(key), key);
      };
      return { ...delta, tool_calls: calls.map(asObject).map(one) };
    });
  });
}

/** Edits name and arguments of tool calls, which stand in an object of their own. */
export function mapFunctions(edit: CallEdit): SteppedEdit {
  return mapCalls((call, nth, key) => {
    const body = call['function'];
    return isJsonObject(body) ? { ...call, function: edit(body, nth, key) } : call;
  });
}

/** An edit of the first that is said of each call. */
export function firstOnly(edit: (said: JsonObject) => JsonObject): CallEdit {
  return (said, nth) => (nth === 0 ? edit(said) : said);
}

/** An edit of all but the first that is said of each call. */
export function laterOnly(edit: (said: JsonObject) => JsonObject): CallEdit {
  return (said, nth) => (nth === 0 ? said : edit(said));
}

/** Leaves out the events that are meant; their waits go to the next event. */
export function dropEvents(test: EventTest): SteppedEdit {
  return eachEvent(() => {
    let held = 0;
    return (event) => {
      const wait = held + event.wait;
      held = test(event) ? wait : 0;
      if (test(event)) return [];
      return wait === event.wait ? event : { ...event, wait };
    };
  });
}

/** Does something at the first event that is meant. */
const atFirst = (test: EventTest, act: (event: StreamEvent) => readonly StreamEvent[]): SteppedEdit =>
  eachEvent(() => {
    let done = false;
    return (event) => {
      if (done || !test(event)) return event;
      done = true;
      return act(event);
    };
  });

/** Puts events after the first one that is meant. */
export function insertAfter(test: EventTest, make: (event: StreamEvent) => readonly StreamEvent[]): SteppedEdit {
  return atFirst(test, (event) => [event, ...make(event)]);
}

/** Puts events before the first one that is meant. */
export function insertBefore(test: EventTest, make: (event: StreamEvent) => readonly StreamEvent[]): SteppedEdit {
  return atFirst(test, (event) => [...make(event), event]);
}

/** Edits the first event that is meant. */
export const mapFirst = (test: EventTest, edit: (event: StreamEvent) => StreamEvent): SteppedEdit =>
  atFirst(test, (event) => [edit(event)]);

/** Adds events at the end of the stream. */
export const appendEvents = (make: () => readonly StreamEvent[]): SteppedEdit =>
  editStepwise(() => ({ next: (event) => [event], end: make }));

/** Deltas of an event. */
export function deltasOf(event: StreamEvent): readonly JsonObject[] {
  return choicesOf(event).map((choice) => asObject(choice['delta']));
}

/** What the event says of tool calls. */
export function callsOf(event: StreamEvent): readonly JsonObject[] {
  return deltasOf(event).flatMap((delta) => asList(delta['tool_calls']).map(asObject));
}

/** Something that is said of a tool call. */
export interface SaidOfCall {
  /** The same for all that is said of one call. */
  readonly key: string;
  readonly choice: JsonObject;
  readonly call: JsonObject;
}

/** Everything that the events say of tool calls. */
export function saidOfCalls(events: readonly StreamEvent[]): readonly SaidOfCall[] {
  return events.flatMap(choicesOf).flatMap((choice) =>
    asList(asObject(choice['delta'])['tool_calls'])
      .map(asObject)
      .map((call) => ({ key: keyOf(choice, call), choice, call })),
  );
}

/** Whether a piece of the answer's words comes with this event. */
export function hasContent(event: StreamEvent): boolean {
  return deltasOf(event).some(({ content }) => typeof content === 'string' && content !== '');
}

/** Whether the event has a chunk. */
export function isChunk({ chunk }: StreamEvent): boolean {
  return chunk !== undefined;
}

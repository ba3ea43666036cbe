import { asList, asObject } from '../../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import type { FaultContext, WireTransform } from '../fault.ts';
import type { Exchange } from '../../wire/exchange.ts';
import { dropEvents, mapEvents, mapFirst } from './edit-events.ts';
import { eachEvent, inTurn, type EventEdit, type SteppedEdit } from './event-steps.ts';
import { namedEvent, type StreamEvent } from './stream-event.ts';
import { transformJson } from './transform-body.ts';
import { transformEvents } from './transform-stream.ts';

/** An edit of a JSON object. */
export type Edit = (value: JsonObject) => JsonObject;

const typeOf = ({ named }: StreamEvent): string => String(named?.['type'] ?? '');

/** Whether an event is of one of these types; a type that ends in a dot stands for all that begin with it. */
export const isOf =
  (...types: readonly string[]) =>
  (event: StreamEvent): boolean =>
    types.some((type) => (type.endsWith('.') ? typeOf(event).startsWith(type) : typeOf(event) === type));

/** Pieces of text, arguments, and thoughts. */
export const isDelta = (event: StreamEvent): boolean => typeOf(event).endsWith('.delta');

const padded = (named: JsonObject): JsonObject => {
  const { delta, obfuscation } = named;
  if (typeof delta !== 'string' || typeof obfuscation !== 'string') return named;
  return { ...named, obfuscation: 'x'.repeat((16 - ([...delta].length % 16)) % 16) };
};

/** Another event in the place of one; its padding fits its length again. */
export function withNamed(event: StreamEvent, named: JsonObject): StreamEvent {
  return JSON.stringify(named) === JSON.stringify(event.named) ? event : namedEvent(padded(named), event.wait);
}

/** Renumbers the events, so that missing or additional events are the only difference. */
const renumbered = eachEvent(() => {
  let number = 0;
  return (event) => {
    const { named } = event;
    if (named?.['sequence_number'] === undefined) return event;
    const sequence_number = number++;
    return named['sequence_number'] === sequence_number ? event : namedEvent({ ...named, sequence_number }, event.wait);
  };
});

const isStepped = (edit: EventEdit): edit is SteppedEdit => edit.steps !== undefined;

/** Bends a stream of events that have names. */
export const transformNamed = (edit: EventEdit): WireTransform =>
  transformEvents(isStepped(edit) ? inTurn(edit, renumbered) : (events) => renumbered(edit(events)));

/** Leaves out events, of which the stream shows no gap. */
export const withoutNamed = (test: (event: StreamEvent) => boolean): WireTransform => transformNamed(dropEvents(test));

/** Edits the events that are meant. */
export const mapNamed = (test: (event: StreamEvent) => boolean, edit: Edit): WireTransform =>
  transformEvents(mapEvents((event) => (event.named && test(event) ? withNamed(event, edit(event.named)) : event)));

/** Edits the first event that is meant. */
export const firstNamed = (test: (event: StreamEvent) => boolean, edit: Edit): WireTransform =>
  transformEvents(mapFirst(test, (event) => (event.named ? withNamed(event, edit(event.named)) : event)));

/** Leaves a member out. */
export const without =
  (key: string): Edit =>
  (value) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

/** Edits a member that is an object. */
export const inside =
  (key: string, edit: Edit): Edit =>
  (value) =>
    isJsonObject(value[key]) ? { ...value, [key]: edit(value[key]) } : value;

const inResponse = (edit: Edit): Edit => inside('response', edit);

const isLifecycle = ({ named }: StreamEvent): boolean => isJsonObject(named?.['response']);

/** Bends streams in one way and plain bodies in another. */
export const both = (stream: WireTransform, plain: WireTransform): WireTransform =>
  Object.assign((exchange: Exchange, context: FaultContext) => plain(stream(exchange, context), context), {
    steps: stream.steps,
  });

/** A body that an edit leaves alone keeps its text. */
const unlessSame = (before: JsonObject, after: JsonObject): JsonObject =>
  JSON.stringify(before) === JSON.stringify(after) ? before : after;

/** Edits a response as it is answered, in the last event of a stream and in a plain body. */
export const transformResponse = (edit: Edit): WireTransform =>
  both(
    mapNamed(
      (event) => isLifecycle(event) && !isOf('response.created', 'response.in_progress')(event),
      inResponse(edit),
    ),
    transformJson('response', (body) => unlessSame(body, edit(body))),
  );

/** Edits a response wherever a stream shows it. */
export const mapLifecycle = (test: (event: StreamEvent) => boolean, edit: Edit): WireTransform =>
  mapNamed((event) => isLifecycle(event) && test(event), inResponse(edit));

const editItems =
  (edit: Edit): Edit =>
  (response) => ({ ...response, output: asList(response['output']).map((item) => edit(asObject(item))) });

/** Edits every item wherever it is whole. */
export const transformItems = (edit: Edit): WireTransform =>
  both(mapNamed(isOf('response.output_item.done'), inside('item', edit)), transformResponse(editItems(edit)));

/** Edits items of one type. */
export const ofType =
  (type: string, edit: Edit): Edit =>
  (item) =>
    item['type'] === type ? edit(item) : item;

/** Puts events behind the nth piece, or before the end where there are fewer. */
export function afterDeltas(count: number, make: (event: StreamEvent) => readonly StreamEvent[]): EventEdit {
  return (events) => {
    const places = [...events.keys()].filter((at) => isDelta(events[at] as StreamEvent));
    const at = places[Math.min(count, places.length) - 1];
    const found = at === undefined ? undefined : events[at];
    return found && at !== undefined ? [...events.slice(0, at + 1), ...make(found)] : events;
  };
}

import type { Exchange, ExchangeEnd, Frame } from '../../wire/exchange.ts';
import type { Fault, FaultContext } from '../fault.ts';
import { readStream, type StreamEvent } from './stream-event.ts';

/** What a fault does to an exchange. */
export type WireTransform = NonNullable<Fault['wire']>;

/** What a fault does to the events of a stream. */
export type EventTransform = (events: readonly StreamEvent[], context: FaultContext) => readonly StreamEvent[];

/** The same where only the events matter. */
export type EventEdit = (events: readonly StreamEvent[]) => readonly StreamEvent[];

/** What a fault does to the frames of a stream, where the events do not matter. */
export type FrameTransform = (frames: Iterable<Frame>, context: FaultContext) => Iterable<Frame>;

/** Whether the exchange is a stream whose frames are known and are HTTP. Manually sent frames are left unchanged. */
export function isEventStream({ headers, live, raw }: Exchange): boolean {
  return (
    !live && !raw && headers.some(([name, value]) => name === 'content-type' && value.startsWith('text/event-stream'))
  );
}

/**
 * Bends the frames of an event stream and leaves any other exchange alone. The frames are transformed at each walk, and not
 * before.
 *
 * @param end how the connection ends instead
 */
export function transformFrames(bend: FrameTransform, end?: ExchangeEnd): WireTransform {
  return (exchange, context) => {
    if (!isEventStream(exchange)) return exchange;
    const frames = { [Symbol.iterator]: () => bend(exchange.frames, context)[Symbol.iterator]() };
    return { ...exchange, frames, end: end ?? exchange.end };
  };
}

/**
 * Bends the events of an event stream and leaves any other exchange alone. Events keep their waits; each is sent as a frame,
 * and the player joins those that follow each other at once. It sees events only as the service writes them, so what bends
 * line ends and bytes comes last where several faults are used together.
 *
 * @param end how the connection ends instead
 * @example
 * const wire = transformEvents((events) => events.filter((event) => !isDone(event)), 'hang');
 */
export function transformEvents(bend: EventTransform, end?: ExchangeEnd): WireTransform {
  return transformFrames((frames, context) => {
    const events = readStream(frames);
    const bent = bend(events, context);
    const same = bent.length === events.length && bent.every((event, i) => event === events[i]);
    return same ? frames : bent.map(({ wait, text }) => ({ wait, bytes: text }));
  }, end);
}

/**
 * Sets a header of an event stream, or takes it away.
 *
 * @param value computed from the exchange where it is a function
 */
export function transformHeader(
  name: string,
  value: string | undefined | ((exchange: Exchange) => string),
): WireTransform {
  return (exchange) => {
    if (!isEventStream(exchange)) return exchange;
    const others = exchange.headers.filter(([key]) => key !== name);
    const set = typeof value === 'function' ? value(exchange) : value;
    return { ...exchange, headers: set === undefined ? others : [[name, set], ...others] };
  };
}

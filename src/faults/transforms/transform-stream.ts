import type { Exchange, ExchangeEnd, Frame } from '../../wire/exchange.ts';
import type { FaultContext, FrameSteps, WireTransform } from '../fault.ts';
import type { EventSteps, EventTransform } from './event-steps.ts';
import { createEventReader, readStream } from './stream-event.ts';

/** What a fault does to the frames of a stream, where the events do not matter. */
export type FrameTransform = (frames: Iterable<Frame>, context: FaultContext) => Iterable<Frame>;

/** Whether the exchange is a stream whose frames are known and are HTTP. Manually sent frames are left unchanged. */
export function isEventStream({ headers, live, raw }: Exchange): boolean {
  return (
    !live && !raw && headers.some(([name, value]) => name === 'content-type' && value.startsWith('text/event-stream'))
  );
}

/** How the frames of one stream are bent while it passes. */
export type FrameStart = (context: FaultContext) => FrameSteps;

/**
 * Bends the frames of an event stream and leaves any other exchange alone. The frames are transformed at each walk, and not
 * before.
 *
 * @param end how the connection ends instead
 * @param start the same frame by frame
 */
export function transformFrames(bend: FrameTransform, end?: ExchangeEnd, start?: FrameStart): WireTransform {
  const transform = (exchange: Exchange, context: FaultContext): Exchange => {
    if (!isEventStream(exchange)) return exchange;
    const frames = { [Symbol.iterator]: () => bend(exchange.frames, context)[Symbol.iterator]() };
    return { ...exchange, frames, end: end ?? exchange.end };
  };
  const steps: WireTransform['steps'] =
    start && ((exchange, context) => (isEventStream(exchange) ? start(context) : undefined));
  return Object.assign(transform, { steps });
}

/**
 * Bends the events of an event stream and leaves any other exchange alone. Events keep their waits; each is sent as a frame,
 * and the player joins those that follow each other at once. It sees events only as the service writes them, so what bends
 * line ends and bytes comes last where several faults are used together.
 *
 * @param end how the connection ends instead
 * @example
 * const wire = transformEvents(dropEvents(isDone), 'hang');
 */
export function transformEvents(bend: EventTransform, end?: ExchangeEnd): WireTransform {
  const { steps } = bend;
  return transformFrames(
    (frames, context) => {
      const events = readStream(frames);
      const bent = bend(events, context);
      const same = bent.length === events.length && bent.every((event, i) => event === events[i]);
      return same ? frames : bent.map(({ wait, text }) => ({ wait, bytes: text }));
    },
    end,
    steps && ((context) => new SteppedEvents(steps(context))),
  );
}

/** Bends each frame of an event stream alone. */
export const transformEach = (bend: FrameTransform): WireTransform =>
  transformFrames(bend, undefined, (context) => ({ next: (frame) => [...bend([frame], context)] }));

/** Frames taken apart into events, which are sent as a frame each. The end of a frame is the end of an event, so nothing is held back. */
class SteppedEvents implements FrameSteps {
  readonly #read = createEventReader();
  readonly #steps: EventSteps;

  constructor(steps: EventSteps) {
    this.#steps = steps;
  }

  get over(): boolean {
    return this.#steps.over ?? false;
  }

  next(frame: Frame): Frame[] {
    const bent: Frame[] = [];
    for (const event of this.#read(frame)) {
      if (this.over) break;
      for (const { wait, text } of this.#steps.next(event)) bent.push({ wait, bytes: text });
    }
    return bent;
  }

  end(): Frame[] {
    return (this.#steps.end?.() ?? []).map(({ wait, text }) => ({ wait, bytes: text }));
  }
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

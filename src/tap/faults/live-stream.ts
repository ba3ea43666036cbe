import { joinBytes } from '../../contract/join-bytes.ts';
import type { FrameSteps } from '../../faults/fault.ts';
import type { Exchange, ExchangeEnd, Frame } from '../../wire/exchange.ts';

/** What faults do to an exchange. It is called again for each event, so equal exchanges must give equal ones. */
export interface Bend {
  (exchange: Exchange): Exchange;
  /** The same frame by frame, if all of them can do that. @param exchange its head */
  readonly steps?: (exchange: Exchange) => LiveSteps | undefined;
}

/** What faults do to a stream frame by frame. */
export interface LiveSteps {
  readonly head: Exchange;
  /** One after the other. */
  readonly steps: readonly FrameSteps[];
}

/** What can be sent by now. */
export interface LiveOutput {
  readonly frames: readonly Frame[];
  /** The exchange is over, whatever else the upstream sends. */
  readonly over?: ExchangeEnd;
}

/** An event stream that faults bend while it passes. */
export interface LiveStream {
  /** The head as it is bent. */
  readonly head: Exchange;
  /** What is to be sent before the first event. */
  begin(): LiveOutput;
  /** @param text one event, with the blank line that ends it */
  push(text: string): LiveOutput;
  /** The upstream's stream is complete. */
  end(): LiveOutput;
}

/** An event that says nothing; faults that wait for others let it pass. */
const SILENT: Frame = { wait: 0, bytes: ': \n\n' };

const encoder = new TextEncoder();

const bytesOf = ({ bytes }: Frame): Uint8Array => (typeof bytes === 'string' ? encoder.encode(bytes) : bytes);

const isSame = (one: Frame, other: Frame | undefined): boolean =>
  other !== undefined &&
  one.wait === other.wait &&
  (one.bytes === other.bytes || Buffer.compare(bytesOf(one), bytesOf(other)) === 0);

/** How many frames two lists begin with in common. */
function sharedLength(some: readonly Frame[], others: readonly Frame[]): number {
  const differs = some.findIndex((frame, at) => !isSame(frame, others[at]));
  return differs < 0 ? some.length : differs;
}

/** Sends frames through all steps. @param isEnd whether they are the last ones */
function walk(steps: readonly FrameSteps[], some: readonly Frame[], isEnd: boolean): LiveOutput & { ended: boolean } {
  let frames = some;
  let ended = isEnd;
  let ending: ExchangeEnd | undefined;
  for (const one of steps) {
    const out: Frame[] = [];
    for (const frame of frames) if (!one.over) out.push(...one.next(frame));
    if (ended && !one.over) out.push(...(one.end?.() ?? []));
    ended ||= one.over ?? false;
    ending = one.ending ?? ending;
    frames = out;
  }
  return { frames, ended, ...(ending && { over: ending }) };
}

function createSteppedStream({ head, steps }: LiveSteps): LiveStream {
  const advance = (some: readonly Frame[], isEnd: boolean): LiveOutput => {
    const { frames, ended, over = head.end } = walk(steps, some, isEnd);
    return ended ? { frames, over } : { frames };
  };
  return {
    head,
    begin: () => ({ frames: [] }),
    push: (text) => advance([{ wait: 0, bytes: text }], false),
    end: () => advance([], true),
  };
}

/** Bends a stream event by event. */
export function createLiveStream(bend: Bend, head: Pick<Exchange, 'status' | 'headers'>): LiveStream {
  const stepped = bend.steps?.({ ...head, frames: [], end: 'close' });
  return stepped ? createSteppedStream(stepped) : createRebentStream(bend, head);
}

/**
 * Bends all events again with each one, for faults that know no steps. What a fault makes of the events so far can be sent as far as it stays the same when another event
 * follows; where it stays the same altogether, the fault has ended the stream. So every fault works that looks back only, and none has
 * to know that its stream is live.
 */
function createRebentStream(bend: Bend, head: Pick<Exchange, 'status' | 'headers'>): LiveStream {
  const events: Frame[] = [];
  let sent = 0;
  const bent = (frames: readonly Frame[]): { readonly exchange: Exchange; readonly frames: readonly Frame[] } => {
    const exchange = bend({ ...head, frames, end: 'close' });
    return { exchange, frames: [...exchange.frames] };
  };
  const take = (frames: readonly Frame[], until: number): readonly Frame[] => {
    const next = frames.slice(sent, until);
    sent = Math.max(sent, until);
    return next;
  };
  const advance = (): LiveOutput => {
    const now = bent(events);
    const later = bent([...events, SILENT]);
    const sure = sharedLength(now.frames, later.frames);
    const isOver = sure === now.frames.length && sure === later.frames.length;
    return { frames: take(now.frames, sure), ...(isOver ? { over: now.exchange.end } : {}) };
  };
  return {
    head: bent([]).exchange,
    begin: advance,
    push: (text) => {
      events.push({ wait: 0, bytes: text });
      return advance();
    },
    end: () => {
      const { exchange, frames } = bent(events);
      return { frames: take(frames, frames.length), over: exchange.end };
    },
  };
}

/** All bytes of some frames. */
export const frameBytes = (frames: readonly Frame[]): Uint8Array => joinBytes(frames.map(bytesOf));

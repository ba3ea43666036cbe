import type { Exchange, Frame, LiveFrames } from '../wire/exchange.ts';
import type { Clock } from './clock.ts';

/** Where the player puts the bytes. A transport implements it and decides nothing. */
export interface Sink {
  /** @returns false when the receiver is behind; the player then waits for `drained` */
  write(bytes: string | Uint8Array): boolean;
  /** Calls back once when the receiver can take more. */
  drained(resume: () => void): void;
  /** Nothing more will be written. */
  end(): void;
  /** Cuts the connection. */
  reset(): void;
}

/** How a play went, told to `onEnd` once. */
export interface PlayReport {
  /** `aborted`: the receiver went away first. */
  readonly outcome: 'complete' | 'reset' | 'aborted';
}

/** A running play. */
export interface Play {
  /** The receiver is gone: all work stops at once. */
  abort(): void;
}

/**
 * Plays an exchange's frames into a sink, spending the waits against absolute deadlines, so that lateness of one frame does
 * not delay the next. Frames without a wait between them are joined into one write. A slow receiver is waited for, and no
 * frame is even encoded before it can be sent.
 *
 * @example
 * const play = playFrames(exchange, sink, clock, (report) => log(report.outcome));
 * socket.once('close', () => play.abort());
 */
export function playFrames(exchange: Exchange, sink: Sink, clock: Clock, onEnd?: (report: PlayReport) => void): Play {
  const play = new FramePlay(exchange, sink, clock, onEnd);
  play.start();
  return play;
}

/** Texts are joined up to this many characters. */
const MAX_JOINED = 65_536;

/** A class, where a closure for each step would be a third of what a waiting stream takes beside its words. */
class FramePlay implements Play {
  readonly #frames: Iterator<Frame>;
  readonly #end: Exchange['end'];
  readonly #sink: Sink;
  readonly #clock: Clock;
  readonly #onEnd: ((report: PlayReport) => void) | undefined;
  #deadline: number;
  #next: Frame | undefined;
  #cancel: (() => void) | undefined;
  #over = false;

  /** The head is long gone, so nothing else of the exchange is kept. */
  constructor({ frames, end }: Exchange, sink: Sink, clock: Clock, onEnd?: (report: PlayReport) => void) {
    this.#frames = frames[Symbol.iterator]();
    this.#end = end;
    this.#sink = sink;
    this.#clock = clock;
    this.#onEnd = onEnd;
    this.#deadline = clock.now();
  }

  start(): void {
    this.#next = this.#take();
    this.#schedule();
  }

  abort(): void {
    this.#cancel?.();
    this.#frames.return?.();
    this.#finish('aborted');
  }

  #take(): Frame | undefined {
    const { done, value } = this.#frames.next();
    return done ? undefined : value;
  }

  #finish(outcome: PlayReport['outcome']): void {
    if (this.#over) return;
    this.#over = true;
    this.#onEnd?.({ outcome });
  }

  #close(): void {
    switch (this.#end) {
      case 'close':
        this.#finish('complete');
        this.#sink.end();
        break;
      case 'reset':
        this.#finish('reset');
        this.#sink.reset();
        break;
      case 'hang':
        // The connection stays open until the receiver gives up.
        break;
    }
  }

  /** The frames that are due now, as few writes as possible: texts are joined, byte frames stand alone. */
  #gather(): string | Uint8Array {
    const first = (this.#next as Frame).bytes;
    this.#next = this.#take();
    if (typeof first !== 'string') return first;
    let text = first;
    while (this.#next?.wait === 0 && text.length < MAX_JOINED) {
      const { bytes } = this.#next;
      if (typeof bytes !== 'string') break;
      text += bytes;
      this.#next = this.#take();
    }
    return text;
  }

  #schedule(): void {
    while (!this.#over) {
      if (!this.#next) return this.#close();
      if (this.#next.wait > 0) {
        this.#deadline += this.#next.wait;
        // What is due already is not put off to the clock's next tick: lateness, or a high speed, would add up.
        if (this.#deadline > this.#clock.now()) {
          this.#cancel = this.#clock.at(this.#deadline, this.#send);
          return;
        }
      }
      if (!this.#write()) return;
    }
  }

  /** Writes what is due; false when the receiver has to be waited for. */
  #write(): boolean {
    if (this.#sink.write(this.#gather())) return true;
    this.#sink.drained(() => {
      if (!this.#over) this.#schedule();
    });
    return false;
  }

  readonly #send = (): void => {
    this.#cancel = undefined;
    if (!this.#over && this.#write()) this.#schedule();
  };
}

/** Passes on frames as they come. Frames for a slow receiver are queued; a source of many frames waits for it. */
function playLive(live: LiveFrames, sink: Sink, onEnd?: (report: PlayReport) => void): Play {
  let over = false;
  const finish = (outcome: PlayReport['outcome']): void => {
    over = true;
    onEnd?.({ outcome });
  };
  const gone = live.play({
    frame: (bytes) => over || sink.write(bytes),
    drained: (resume) => sink.drained(resume),
    end: (how) => {
      if (over || how === 'hang') return;
      finish(how === 'close' ? 'complete' : 'reset');
      if (how === 'close') sink.end();
      else sink.reset();
    },
  });
  return {
    abort: () => {
      if (over) return;
      finish('aborted');
      gone();
    },
  };
}

/** Plays an exchange, whichever way its frames come; {@link playFrames}. */
export function playExchange(exchange: Exchange, sink: Sink, clock: Clock, onEnd?: (report: PlayReport) => void): Play {
  return exchange.live ? playLive(exchange.live, sink, onEnd) : playFrames(exchange, sink, clock, onEnd);
}

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
  const frames = exchange.frames[Symbol.iterator]();
  let deadline = clock.now();
  let next: Frame | undefined = take();
  let cancel: (() => void) | undefined;
  let over = false;

  function take(): Frame | undefined {
    const { done, value } = frames.next();
    return done ? undefined : value;
  }

  function finish(outcome: PlayReport['outcome']): void {
    if (over) return;
    over = true;
    onEnd?.({ outcome });
  }

  function end(): void {
    switch (exchange.end) {
      case 'close':
        finish('complete');
        sink.end();
        break;
      case 'reset':
        finish('reset');
        sink.reset();
        break;
      case 'hang':
        // The connection stays open until the receiver gives up.
        break;
    }
  }

  /** The frames that are due now, as few writes as possible: texts are joined, byte frames stand alone. */
  function gather(): string | Uint8Array {
    const first = (next as Frame).bytes;
    next = take();
    if (typeof first !== 'string') return first;
    let text = first;
    while (next && typeof next.bytes === 'string' && next.wait === 0 && text.length < 65_536) {
      text += next.bytes;
      next = take();
    }
    return text;
  }

  function schedule(): void {
    for (;;) {
      if (over) return;
      if (!next) return end();
      if (next.wait > 0) {
        deadline += next.wait;
        // What is due already is not put off to the clock's next tick: lateness, or a high speed, would add up.
        if (deadline > clock.now()) {
          cancel = clock.at(deadline, send);
          return;
        }
      }
      if (!write()) return;
    }
  }

  /** Writes what is due; false when the receiver has to be waited for. */
  function write(): boolean {
    if (sink.write(gather())) return true;
    sink.drained(() => {
      if (!over) schedule();
    });
    return false;
  }

  function send(): void {
    cancel = undefined;
    if (!over && write()) schedule();
  }

  schedule();
  return {
    abort: () => {
      cancel?.();
      frames.return?.();
      finish('aborted');
    },
  };
}

/** Passes on frames as they come. What a slow receiver has not taken is kept for it: whoever sends by hand sends little. */
function playLive(live: LiveFrames, sink: Sink, onEnd?: (report: PlayReport) => void): Play {
  let over = false;
  const finish = (outcome: PlayReport['outcome']): void => {
    over = true;
    onEnd?.({ outcome });
  };
  const gone = live.play({
    frame: (bytes) => {
      if (!over) sink.write(bytes);
    },
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

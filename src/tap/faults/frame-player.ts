import type { Socket } from 'node:net';
import type { ExchangeEnd, Frame } from '../../wire/exchange.ts';
import { frameBytes } from './live-stream.ts';

/** Sends frames when their time has come; those that need not wait go at once. */
export class FramePlayer {
  readonly #socket: Socket;
  readonly #encode: (bytes: Uint8Array) => Uint8Array;
  readonly #over: (how: ExchangeEnd) => void;
  readonly #queue: Frame[] = [];
  #end: ExchangeEnd | undefined;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param encode frames the bytes for the wire
   * @param over called when everything is sent
   */
  constructor(socket: Socket, encode: (bytes: Uint8Array) => Uint8Array, over: (how: ExchangeEnd) => void) {
    this.#socket = socket;
    this.#encode = encode;
    this.#over = over;
    socket.once('close', () => clearTimeout(this.#timer));
  }

  play(frames: readonly Frame[], over?: ExchangeEnd): void {
    this.#queue.push(...frames);
    this.#end ??= over;
    if (this.#timer === undefined) this.#next();
  }

  /** Sends what comes before all frames, when its time has come; frames wait for it. */
  after(wait: number, send: () => void): void {
    this.#timer = setTimeout(() => {
      send();
      this.#next();
    }, wait);
  }

  #next(): void {
    this.#timer = undefined;
    for (let frame = this.#queue[0]; frame; frame = this.#queue[0]) {
      if (frame.wait > 0) return this.#waitFor(frame);
      this.#queue.shift();
      const bytes = frameBytes([frame]);
      if (bytes.length > 0) this.#socket.write(this.#encode(bytes));
    }
    if (this.#end !== undefined) this.#over(this.#end);
  }

  #waitFor(frame: Frame): void {
    this.#timer = setTimeout(() => {
      this.#queue[0] = { ...frame, wait: 0 };
      this.#next();
    }, frame.wait);
  }
}

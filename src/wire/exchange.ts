/** Some bytes, and how long to wait before they are sent. A string is sent as UTF-8. */
export interface Frame {
  /** Milliseconds after the previous frame. */
  readonly wait: number;
  readonly bytes: string | Uint8Array;
}

/** How the connection ends: properly, cut off, or never. */
export type ExchangeEnd = 'close' | 'reset' | 'hang';

/** Receives frames as they arrive. */
export interface LiveListener {
  frame(bytes: Frame['bytes']): void;
  /** Called once; no frame follows. */
  end(how: ExchangeEnd): void;
}

/** Frames whose timing isn't known beforehand. */
export interface LiveFrames {
  /**
   * Hands over what there is already, and then each frame as it comes.
   *
   * @returns tells that the receiver is gone
   */
  play(listener: LiveListener): () => void;
}

/**
 * An HTTP answer as data: everything a socket needs, and nothing it has to decide.
 * `frames` may be lazy; it is walked once per play, and each walk restarts it.
 */
export interface Exchange {
  /** 0 where nothing is sent that has one. */
  readonly status: number;
  /** In the order they are sent. Names in lower case, as the API sends them. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  readonly frames: Iterable<Frame>;
  readonly end: ExchangeEnd;
  /** Milliseconds before even the head is sent. Default 0. */
  readonly delay?: number;
  /** Instead of `frames` and `end`, which are empty and `hang` then. */
  readonly live?: LiveFrames;
  /**
   * The frames are all that the connection carries, head included, and need not be HTTP at all; status and headers only tell
   * what is meant. What has no socket shows it as a failed connection.
   */
  readonly raw?: true;
}

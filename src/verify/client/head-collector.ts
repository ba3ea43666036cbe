import { joinBytes } from '../../contract/join-bytes.ts';

const LF = 10;
const CR = 13;

/** Where the blank line after a head ends, or -1. @param from where to begin, a few bytes before what is new */
function endOfHead(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(LF, from); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === LF) return at + 2;
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return -1;
}

/** The bytes of a head with its blank line, and those that came after it. */
export interface CollectedHead {
  readonly head: Uint8Array;
  readonly rest: Uint8Array;
}

/** Collects the bytes of a head from the pieces in which they arrive. */
export interface HeadCollector {
  /** @returns nothing while the end of the head is missing */
  push(bytes: Uint8Array): CollectedHead | undefined;
  /** Bytes of a head that has no end yet. */
  readonly pending: Uint8Array;
}

const NOTHING = new Uint8Array();

/** A collector for one head after the other. */
export function createHeadCollector(): HeadCollector {
  let pending: Uint8Array = NOTHING;
  return {
    push: (bytes) => {
      const whole = pending.length === 0 ? bytes : joinBytes([pending, bytes]);
      const end = endOfHead(whole, Math.max(0, pending.length - 3));
      pending = end < 0 ? whole : NOTHING;
      return end < 0 ? undefined : { head: whole.subarray(0, end), rest: whole.subarray(end) };
    },
    get pending() {
      return pending;
    },
  };
}

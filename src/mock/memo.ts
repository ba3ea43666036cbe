/**
 * Remembers what was prepared for a request body, so that a repeated one costs a look-up. Bounded by the length of the bodies
 * and of what is kept for them, in two generations: when the young one is full it becomes the old one, and the old one is
 * forgotten; what is asked for again in time moves back. That costs nothing on a hit, where a list ordered by use would.
 *
 * A text is remembered when it comes the second time. Most never do, and what is not kept is cheap to throw away: it saves a
 * tenth of the processor time of requests that all differ. Of two texts with the same hash the later one is remembered.
 */
export interface Memo<T> {
  /** @param hash of the text, {@link hashBytes} */
  get(text: string, hash: number): T | undefined;
  /**
   * Remembers the value when the text is set for the second time.
   *
   * @param weight rough size of `value` in characters, beyond that of the text
   */
  set(text: string, hash: number, value: T, weight: number): void;
}

interface Entry<T> {
  readonly text: string;
  readonly value: T;
  readonly weight: number;
}

/** Places for hashes of texts that came once; a prime, so that all bits of a hash decide its place. */
const SEEN = 8191;

/** @param limit characters that one generation may hold */
export function createMemo<T>(limit: number): Memo<T> {
  let young = new Map<number, Entry<T>>();
  let old = new Map<number, Entry<T>>();
  let held = 0;
  const seen = new Uint32Array(SEEN);

  /** Whether a hash was among the last ones; a few are forgotten early, when another takes their place. */
  function comesAgain(hash: number): boolean {
    const place = hash % SEEN;
    const again = seen[place] === hash;
    seen[place] = hash;
    return again;
  }

  function keep(hash: number, entry: Entry<T>): void {
    const cost = entry.text.length + entry.weight;
    if (cost > limit / 8) return;
    if (held + cost > limit) {
      old = young;
      young = new Map();
      held = 0;
    }
    young.set(hash, entry);
    held += cost;
  }

  return {
    get: (text, hash) => {
      const hit = young.get(hash);
      if (hit?.text === text) return hit.value;
      const aged = old.get(hash);
      if (aged?.text !== text) return undefined;
      keep(hash, aged);
      return aged.value;
    },
    set: (text, hash, value, weight) => {
      if (comesAgain(hash)) keep(hash, { text, value, weight });
    },
  };
}

/** Long bodies are distinguished by their ends: in a conversation, the last message. */
const END = 8192;

/**
 * A 32-bit hash. A `Map` with the texts themselves as keys takes three times as long: V8 hashes a fresh text letter by
 * letter, and this takes eight bytes at a time in two chains that do not wait for each other.
 */
export function hashBytes(bytes: Uint8Array): number {
  const { length } = bytes;
  if (length <= 2 * END) return hashRange(bytes, 0, length, length);
  return hashRange(bytes, length - END, length, hashRange(bytes, 0, END, length));
}

function hashRange(bytes: Uint8Array, from: number, to: number, seed: number): number {
  let a = seed;
  let b = 0x9e3779b9;
  let at = from;
  const byte = (i: number): number => bytes[i] as number;
  for (; at + 8 <= to; at += 8) {
    a = (Math.imul(a, 0x85ebca6b) + (byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24))) | 0;
    b =
      (Math.imul(b, 0xc2b2ae35) + (byte(at + 4) | (byte(at + 5) << 8) | (byte(at + 6) << 16) | (byte(at + 7) << 24))) |
      0;
  }
  for (; at < to; at++) a = (Math.imul(a, 0x85ebca6b) + byte(at)) | 0;
  return (a ^ Math.imul(b ^ (b >>> 15), 0x85ebca6b)) >>> 0;
}

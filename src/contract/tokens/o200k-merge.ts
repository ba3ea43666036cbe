import { hashStep } from './vocabulary-layout.ts';
import { findHashed, findToken, NO_TOKEN, type Vocabulary } from './vocabulary.ts';

/** Pieces up to this many bytes are merged by linear search, which beats every cleverer way there. */
export const SHORT_PIECE = 96;

/**
 * Scratch of {@link mergeShort}: where the parts begin, the rank of each part joined with the next, and the hashes of
 * the piece's prefixes, from which the hash of any part of it follows.
 */
const starts = new Int32Array(SHORT_PIECE + 1);
const ranks = new Int32Array(SHORT_PIECE + 1);
const prefixes = new Int32Array(SHORT_PIECE + 1);

/**
 * Merges the bytes of one piece, lowest rank first, leftmost on a tie, until no two neighbors make a token.
 *
 * @param out receives the tokens; without it they are only counted
 * @returns the number of tokens
 */
export function mergeShort(
  vocabulary: Vocabulary,
  bytes: Uint8Array,
  start: number,
  end: number,
  out: number[] | undefined,
): number {
  let parts = splitBytes(vocabulary, bytes, start, end);
  for (;;) {
    const lowest = lowestRank(parts - 1);
    if (lowest < 0) break;
    parts--;
    for (let i = lowest + 1; i < parts; i++) {
      starts[i] = starts[i + 1] as number;
      ranks[i] = ranks[i + 1] as number;
    }
    starts[parts] = end - start;
    ranks[lowest] = lowest + 1 < parts ? joined(vocabulary, bytes, start, lowest) : NO_TOKEN;
    if (lowest > 0) ranks[lowest - 1] = joined(vocabulary, bytes, start, lowest - 1);
  }
  if (out !== undefined) {
    for (let i = 0; i < parts; i++) {
      out.push(findToken(vocabulary, bytes, start + (starts[i] as number), start + (starts[i + 1] as number)));
    }
  }
  return parts;
}

/** Fills the scratch with one part a byte. Returns the number of parts. */
function splitBytes(vocabulary: Vocabulary, bytes: Uint8Array, start: number, end: number): number {
  const size = end - start;
  let byte = bytes[start] as number;
  let hash = 0;
  for (let i = 0; i < size; i++) {
    const next = bytes[start + i + 1] as number;
    starts[i] = i;
    ranks[i] = i + 1 < size ? (vocabulary.pairs[(byte << 8) | next] as number) : NO_TOKEN;
    hash = hashStep(hash, byte);
    prefixes[i + 1] = hash;
    byte = next;
  }
  starts[size] = size;
  return size;
}

/** Index of the leftmost lowest rank among the first `pairs`, -1 if none of them is a token. */
function lowestRank(pairs: number): number {
  let lowest = -1;
  let rank = NO_TOKEN;
  for (let i = 0; i < pairs; i++) {
    const candidate = ranks[i] as number;
    if (candidate < rank) {
      rank = candidate;
      lowest = i;
    }
  }
  return lowest;
}

/** Token of part `i` joined with the next. */
function joined(vocabulary: Vocabulary, bytes: Uint8Array, origin: number, i: number): number {
  const from = starts[i] as number;
  const to = starts[i + 2] as number;
  const length = to - from;
  const hash = (prefixes[to] as number) - Math.imul(prefixes[from] as number, vocabulary.powers[length] as number);
  return findHashed(vocabulary, bytes, origin + from, length, hash | 0);
}

import { hashStep } from './vocabulary-layout.ts';
import { findHashed, findToken, NO_TOKEN, type Vocabulary } from './vocabulary.ts';

/**
 * Candidates of one rank. They must be used from left to right, and that is the order they are filed in: what goes on inside
 * the bytes of a token before it comes about depends on these bytes alone, so the last merge inside it always has the same
 * rank, and merges of one rank go from left to right.
 */
interface Bucket {
  readonly places: number[];
  next: number;
}

/** A piece under merging: parts as a linked list over byte places, candidates in a bucket a rank. */
interface Merge {
  readonly vocabulary: Vocabulary;
  readonly bytes: Uint8Array;
  /** Byte of the piece's beginning; places count from it. */
  readonly origin: number;
  readonly size: number;
  /** Where the part after the one at a place begins; `size` after the last. */
  readonly following: Int32Array;
  readonly preceding: Int32Array;
  /** Hashes of the piece's prefixes, from which the hash of any part follows. */
  readonly prefixes: Int32Array;
  /** Rank of the part at a place joined with the next; NO_TOKEN too where no part begins. */
  readonly ranks: Int32Array;
  readonly buckets: Map<number, Bucket>;
  /** Binary heap of the ranks that have a bucket. */
  readonly heap: number[];
}

/**
 * As `mergeShort`, for pieces of any length. The usual loop searches for the lowest rank after each merge, and so takes
 * time in the square of the length: minutes for a megabyte of one letter. Here candidates wait in one bucket a rank,
 * which makes n log n at worst and nearly n in practice.
 */
export function mergeLong(
  vocabulary: Vocabulary,
  bytes: Uint8Array,
  start: number,
  end: number,
  out: number[] | undefined,
): number {
  const merge = beginMerge(vocabulary, bytes, start, end);
  let parts = merge.size;
  while (merge.heap.length > 0) parts -= drainLowest(merge);
  if (out !== undefined) {
    for (let place = 0; place < merge.size; place = merge.following[place] as number) {
      out.push(findToken(vocabulary, bytes, start + place, start + (merge.following[place] as number)));
    }
  }
  return parts;
}

function beginMerge(vocabulary: Vocabulary, bytes: Uint8Array, origin: number, end: number): Merge {
  const size = end - origin;
  const merge: Merge = {
    vocabulary,
    bytes,
    origin,
    size,
    following: new Int32Array(size),
    preceding: new Int32Array(size),
    prefixes: new Int32Array(size + 1),
    ranks: new Int32Array(size),
    buckets: new Map(),
    heap: [],
  };
  for (let place = 0; place < size; place++) {
    merge.following[place] = place + 1;
    merge.preceding[place] = place - 1;
    merge.prefixes[place + 1] = hashStep(merge.prefixes[place] as number, bytes[origin + place] as number);
  }
  for (let place = 0; place < size; place++) rankPlace(merge, place);
  return merge;
}

/** Looks up the rank of the part at `place` joined with the next, and files it. Returns the rank. */
function rankPlace(merge: Merge, place: number): number {
  const rank = rankOf(merge, place);
  merge.ranks[place] = rank;
  if (rank !== NO_TOKEN) file(merge, place, rank);
  return rank;
}

function rankOf({ vocabulary, bytes, origin, size, following, prefixes }: Merge, place: number): number {
  const second = following[place] as number;
  if (second >= size) return NO_TOKEN;
  const end = following[second] as number;
  const length = end - place;
  if (length > vocabulary.longest) return NO_TOKEN;
  const hash = (prefixes[end] as number) - Math.imul(prefixes[place] as number, vocabulary.powers[length] as number);
  return findHashed(vocabulary, bytes, origin + place, length, hash | 0);
}

function file(merge: Merge, place: number, rank: number): void {
  const bucket = merge.buckets.get(rank);
  if (bucket === undefined) {
    merge.buckets.set(rank, { places: [place], next: 0 });
    heapPush(merge.heap, rank);
    return;
  }
  bucket.places.push(place);
}

/** Merges the candidates of the lowest rank until they are used up or a lower rank turns up. Returns how many merged. */
function drainLowest(merge: Merge): number {
  const rank = merge.heap[0] as number;
  const bucket = merge.buckets.get(rank) as Bucket;
  let merged = 0;
  while (bucket.next < bucket.places.length) {
    const place = bucket.places[bucket.next++] as number;
    // Filed before a neighbor changed: no longer this rank.
    if (merge.ranks[place] !== rank) continue;
    merged++;
    if (join(merge, place) < rank) return merged;
  }
  heapPop(merge.heap);
  merge.buckets.delete(rank);
  return merged;
}

/** Joins the part at `place` with the next. Returns the lower of the two ranks that this brings about. */
function join(merge: Merge, place: number): number {
  const second = merge.following[place] as number;
  const third = merge.following[second] as number;
  merge.following[place] = third;
  merge.ranks[second] = NO_TOKEN;
  if (third < merge.size) merge.preceding[third] = place;
  const before = merge.preceding[place] as number;
  const left = before >= 0 ? rankPlace(merge, before) : NO_TOKEN;
  return Math.min(left, rankPlace(merge, place));
}

function heapPush(heap: number[], value: number): void {
  let at = heap.length;
  heap.push(value);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as number;
    if (above <= value) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = value;
}

/** Removes the lowest value. */
function heapPop(heap: number[]): void {
  const value = heap.pop();
  if (value === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && (heap[child + 1] as number) < (heap[child] as number)) child++;
    if ((heap[child] as number) >= value) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = value;
}

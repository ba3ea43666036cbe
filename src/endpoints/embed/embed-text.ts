import { textFeatures } from './text-features.ts';

/** Coordinates of which a feature has one. A beginning of a vector so keeps its share of every feature. */
const BLOCK = 48;

/** FNV-1a: integers only, so that it is the same on every machine. */
function hash(text: string, seed: number): number {
  let value = seed ^ 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** Mixes the bits of a number until each depends on all. */
function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function scaled(sums: Float64Array): Float32Array {
  const length = Math.sqrt(sums.reduce((total, value) => total + value * value, 0));
  return Float32Array.from(sums, (value) => value / length);
}

/**
 * The point of a text in space: a signed count sketch of its features, of length 1. The same text has the same point in every
 * process; texts that share words lie close together, and others at right angles, about.
 *
 * @param space points of different spaces have nothing to do with each other, as those of different models
 * @example
 * embedText('Refunds take five days.', 1536, 'text-embedding-3-small/starmock');
 */
export function embedText(text: string, dimensions: number, space: string): Float32Array {
  const sums = new Float64Array(dimensions);
  const seed = hash(space, 0);
  for (const [feature, weight] of textFeatures(text)) {
    let state = mixed(hash(feature, seed));
    for (let block = 0; block < dimensions; block += BLOCK) {
      state = (state + 0x9e3779b9) >>> 0;
      const bits = mixed(state);
      const at = block + ((bits >>> 1) % BLOCK);
      if (at < dimensions) sums[at] = (sums[at] ?? 0) + (bits & 1 ? weight : -weight);
    }
  }
  // Of a short vector every feature may fall behind the end.
  if (sums.every((value) => value === 0)) sums[mixed(hash(text, seed)) % dimensions] = 1;
  return scaled(sums);
}

/** The beginning of a vector, made as long as 1 again, as a model shortens it. */
export function shorten(vector: Float32Array, dimensions: number): Float32Array {
  if (dimensions >= vector.length) return vector;
  const start = Float64Array.from(vector.subarray(0, dimensions));
  if (start.every((value) => value === 0)) start[0] = 1;
  return scaled(start);
}

import { joinBytes } from '../../contract/join-bytes.ts';

/**
 * Inflates zlib data, synchronously.
 *
 * @param limit most bytes to give
 * @returns undefined where the data is broken, or longer than the limit
 */
export type Inflate = (data: Uint8Array, limit: number) => Uint8Array | undefined;

/** Red, green, blue and opacity of one pixel, 0 to 255 each. */
export type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

/** A decoded image; `at` counts from 0. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): Pixel;
}

/** Larger images are not looked into: a mock must not spend milliseconds on each request. */
const MAX_PIXELS = 512 * 512;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Samples of a pixel by color type; https://www.w3.org/TR/png-3/#6Colour-values */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PALETTE = 3;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly color: number;
  readonly samples: number;
}

interface Chunks {
  readonly header: Header;
  readonly palette: Uint8Array;
  readonly opacity: Uint8Array;
  readonly data: Uint8Array;
}

const big32 = (file: Uint8Array, at: number): number =>
  (file[at] ?? 0) * 0x1000000 + (((file[at + 1] ?? 0) << 16) | ((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0));

function readHeader(bytes: Uint8Array): Header | undefined {
  const [width, height] = [big32(bytes, 0), big32(bytes, 4)];
  const [depth = 0, color = -1, compression, filter, interlace] = bytes.subarray(8);
  const samples = SAMPLES[color];
  const small = width > 0 && height > 0 && width * height <= MAX_PIXELS;
  const known = depth === 8 || ((color === 0 || color === PALETTE) && (depth === 1 || depth === 2 || depth === 4));
  if (!small || !known || samples === undefined || compression !== 0 || filter !== 0 || interlace !== 0)
    return undefined;
  return { width, height, depth, color, samples };
}

function readChunks(file: Uint8Array): Chunks | undefined {
  if (SIGNATURE.some((byte, at) => file[at] !== byte)) return undefined;
  let header: Header | undefined;
  let palette: Uint8Array = new Uint8Array();
  let opacity: Uint8Array = palette;
  const data: Uint8Array[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = big32(file, at);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    const body = file.subarray(at + 8, at + 8 + length);
    if (body.length < length) return undefined;
    if (type === 'IHDR') header = readHeader(body);
    else if (type === 'PLTE') palette = body;
    else if (type === 'tRNS') opacity = body;
    else if (type === 'IDAT') data.push(body);
    else if (type === 'IEND') break;
    if (header === undefined) return undefined;
    at += 12 + length;
  }
  if (header === undefined || data.length === 0) return undefined;
  return { header, palette, opacity, data: joinBytes(data) };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** Undoes the filters of all rows in place; https://www.w3.org/TR/png-3/#9Filter-types */
function unfilter(rows: Uint8Array, height: number, bytesInRow: number, step: number): boolean {
  for (let y = 0; y < height; y++) {
    const start = y * (bytesInRow + 1) + 1;
    const filter = rows[start - 1] ?? 0;
    if (filter > 4) return false;
    if (filter === 0) continue;
    for (let i = 0; i < bytesInRow; i++) {
      const at = start + i;
      const left = i < step ? 0 : (rows[at - step] ?? 0);
      const up = y === 0 ? 0 : (rows[at - bytesInRow - 1] ?? 0);
      const corner = y === 0 || i < step ? 0 : (rows[at - bytesInRow - 1 - step] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      rows[at] = ((rows[at] ?? 0) + guess) & 0xff;
    }
  }
  return true;
}

function reader({ header, palette, opacity }: Chunks, rows: Uint8Array, bytesInRow: number): Pixels['at'] {
  const { depth, color, samples } = header;
  const sample = (x: number, y: number, nth: number): number => {
    const start = y * (bytesInRow + 1) + 1;
    if (depth === 8) return rows[start + x * samples + nth] ?? 0;
    const bit = x * depth;
    return ((rows[start + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  };
  return (x, y) => {
    const first = sample(x, y, 0);
    if (color === PALETTE) {
      const [red = 0, green = 0, blue = 0] = palette.subarray(first * 3);
      return [red, green, blue, opacity[first] ?? 255];
    }
    if (samples < 3) {
      const grey = Math.round((first * 255) / ((1 << depth) - 1));
      return [grey, grey, grey, samples === 2 ? sample(x, y, 1) : 255];
    }
    return [first, sample(x, y, 1), sample(x, y, 2), samples === 4 ? sample(x, y, 3) : 255];
  };
}

/**
 * Decodes a small PNG: up to eight bits a sample, not interlaced, at most 512 × 512 pixels.
 *
 * @returns undefined for every other file, and for broken ones
 */
export function readPngPixels(file: Uint8Array, inflate: Inflate): Pixels | undefined {
  const chunks = readChunks(file);
  if (chunks === undefined) return undefined;
  const { width, height, depth, samples } = chunks.header;
  const bytesInRow = Math.ceil((width * depth * samples) / 8);
  const size = height * (bytesInRow + 1);
  const inflated = inflate(chunks.data, size);
  if (inflated === undefined || inflated.length !== size) return undefined;
  const rows = Uint8Array.from(inflated);
  if (!unfilter(rows, height, bytesInRow, Math.max(1, (depth * samples) >> 3))) return undefined;
  return { width, height, at: reader(chunks, rows, bytesInRow) };
}

import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Colors that everybody calls by the same name, as red, green and blue. */
export const SQUARE_COLORS: Readonly<Record<string, readonly [number, number, number]>> = {
  red: [255, 0, 0],
  green: [0, 160, 0],
  blue: [0, 0, 255],
  yellow: [255, 230, 0],
  black: [0, 0, 0],
};

/** A chunk of a PNG file: length, type, data, check sum of both. */
function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function drawn(side: number, color: string): string {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Eight bits a channel, red green blue, and the only compression, filter and interlacing that are needed.
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.alloc(1 + side * 3);
  for (let x = 0; x < side; x++) row.set(SQUARE_COLORS[color] ?? [0, 0, 0], 1 + x * 3);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  const file = Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
  return `data:image/png;base64,${file.toString('base64')}`;
}

const known = new Map<string, string>();

/**
 * A square of one color as a PNG file in a data URL.
 *
 * @param side pixels
 * @param color a key of {@link SQUARE_COLORS}
 * @example
 * coloredSquare(16, 'red'); // 'data:image/png;base64,iVBORw0KGgo…'
 */
export function coloredSquare(side: number, color: string): string {
  const key = `${color} ${side}`;
  const url = known.get(key) ?? drawn(side, color);
  known.set(key, url);
  return url;
}

/** Pixels of a side: few enough to look at each, and so many that an image costs more. */
export const SMALL = 400;
export const LARGE = 1400;

/** The color of a square that probes have asked with; by its data, so that a recording tells it as well. */
export const colorOf = (url: string): string | undefined =>
  Object.keys(SQUARE_COLORS).find((color) => [SMALL, LARGE].some((side) => coloredSquare(side, color) === url));

import { joinBytes } from '../../contract/join-bytes.ts';

/** Longest block that deflate can store, in bytes. */
const BLOCK = 65_535;

/** Magic number, deflate, no flags, no time, no hints, unknown system (RFC 1952, section 2.3). */
const HEAD = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

function crcEntry(byte: number): number {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => crcEntry(byte));

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const uint16 = (value: number): number[] => [value & 0xff, (value >>> 8) & 0xff];
const uint32 = (value: number): number[] => [...uint16(value), ...uint16(value >>> 16)];

/** A block that is not compressed: last or not, length, the length's complement, bytes (RFC 1951, section 3.2.4). */
function storedBlocks(bytes: Uint8Array): Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / BLOCK));
  return Array.from({ length: count }, (_, i) => {
    const part = bytes.subarray(i * BLOCK, (i + 1) * BLOCK);
    const last = i === count - 1 ? 1 : 0;
    return Uint8Array.from([last, ...uint16(part.length), ...uint16(~part.length), ...part]);
  });
}

/**
 * Wraps bytes as gzip without compressing them: any reader can inflate it, and no platform library is needed.
 *
 * @example gunzipSync(gzipStored(bytes)) // the same bytes
 */
export function gzipStored(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return joinBytes([
    Uint8Array.from(HEAD),
    ...storedBlocks(bytes),
    Uint8Array.from([...uint32(crc32(bytes)), ...uint32(bytes.length)]),
  ]);
}

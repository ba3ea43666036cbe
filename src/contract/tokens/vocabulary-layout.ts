/**
 * Layout of `o200k.bin` and `cl100k.bin`, shared by its writer (`spec/codegen/vocabulary.ts`) and its reader (`vocabulary.ts`).
 * The file is written and read in the machine's own byte order; on a machine of the other order the magic does not
 * match, and the reader says so.
 *
 * Sections follow the header without gaps, each starting at a multiple of four bytes:
 * slots (open-addressing hash table), class ranges of Unicode, token lengths, token bytes.
 */
export const MAGIC = 0x4b30304f;
/** Raised whenever the layout, the hash, or the classes change. */
export const FORMAT = 1;
/** Header fields, as indexes of 32-bit words. */
export const HEADER = {
  magic: 0,
  format: 1,
  /** Hash of what the file was made from, so that the build can tell whether it is up to date. */
  source: 2,
  tokens: 3,
  longest: 4,
  slots: 5,
  ranges: 6,
  tokenBytes: 7,
  fileBytes: 8,
  /** Slots that are not in the file and are filled when it is read: a smaller file, and a longer start. */
  builtSlots: 9,
} as const;
export const HEADER_WORDS = 16;

/** A slot holds the token in its low bits and a tag, taken from the hash, in the rest. */
export const TOKEN_BITS = 18;
export const TOKEN_MASK: number = (1 << TOKEN_BITS) - 1;
/** As an Int32; its token part is no token. */
export const EMPTY_SLOT = -1;

/** Classes of code points that the splitter distinguishes. */
export const CLASS = {
  other: 0,
  /** Lu, Lt */
  upper: 1,
  /** Ll */
  lower: 2,
  /** Lm, Lo: counted as upper and lower case. */
  caseless: 3,
  /** M: as {@link CLASS.caseless}, but also punctuation. */
  mark: 4,
  number: 5,
  /** White space but for line ends. */
  space: 6,
  /** CR, LF */
  newline: 7,
} as const;
/** A class range is one word: first code point, above the class. It lasts until the next range begins. */
export const CLASS_BITS = 3;

const FACTOR = 0x01000193;

/** One step of the hash: a polynomial in {@link FACTOR}, modulo 2^32, so that the hash of a part follows from prefixes. */
export const hashStep = (hash: number, byte: number): number => (Math.imul(hash, FACTOR) + byte + 1) | 0;

/** `FACTOR` to the power of each number up to `longest`. */
export function hashPowers(longest: number): Int32Array {
  const powers = new Int32Array(longest + 1).fill(1);
  for (let i = 1; i <= longest; i++) powers[i] = Math.imul(powers[i - 1] as number, FACTOR);
  return powers;
}

/** Spreads a hash over its word, so that both ends of it can be used. */
export function mixHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** Unmixed hash of `bytes[start, end)`. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = hashStep(hash, bytes[i] as number);
  return hash;
}

/**
 * The hash table of a vocabulary: slots are tried from the place of the hash on, one after the other.
 *
 * @param count number of slots, a power of two well above the number of tokens
 * @param offsets where each token begins in `bytes`, and where the last one ends
 */
export function hashTable(count: number, offsets: Int32Array, bytes: Uint8Array): Int32Array {
  const slots = new Int32Array(count).fill(EMPTY_SLOT);
  for (let token = 0; token < offsets.length - 1; token++) {
    const hash = mixHash(hashBytes(bytes, offsets[token] as number, offsets[token + 1] as number));
    let slot = hash & (count - 1);
    while (slots[slot] !== EMPTY_SLOT) slot = (slot + 1) & (count - 1);
    slots[slot] = (hash & (-1 << TOKEN_BITS)) | token;
  }
  return slots;
}

/** `bytes` rounded up to whole words. */
export const aligned = (bytes: number): number => (bytes + 3) & ~3;

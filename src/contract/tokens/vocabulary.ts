import { StarmockError } from '../errors.ts';
import {
  aligned,
  CLASS_BITS,
  EMPTY_SLOT,
  FORMAT,
  hashBytes,
  HEADER,
  HEADER_WORDS,
  hashPowers,
  hashTable,
  MAGIC,
  mixHash,
  TOKEN_BITS,
  TOKEN_MASK,
} from './vocabulary-layout.ts';

/** A vocabulary: typed-array views of the table, nothing parsed into objects. */
export interface Vocabulary {
  /** Number of tokens; ids run from 0. */
  readonly size: number;
  /** Length in bytes of the longest token. */
  readonly longest: number;
  readonly slots: Int32Array;
  /** Where each token's bytes begin in {@link bytes}; one more entry than tokens. */
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
  /** Token of every pair of bytes, or {@link NO_TOKEN}; index is `first << 8 | second`. */
  readonly pairs: Int32Array;
  /** Token of every single byte. */
  readonly singles: Int32Array;
  /** Powers of the hash's factor, up to the longest token. */
  readonly powers: Int32Array;
  /** `CLASS` of every code point. */
  readonly classes: Uint8Array;
}

/** Greater than every rank, so that it loses every comparison for the lowest. */
export const NO_TOKEN = 0x7fffffff;

const badTable = (cause: string): StarmockError =>
  new StarmockError('BAD_VOCABULARY', `Could not read the token table: ${cause}; run "npm run build" to rebuild it`);

/**
 * Reads a table written by `spec/codegen/vocabulary.ts`. The views keep `table` alive and must not outlive a change of it.
 *
 * @throws StarmockError BAD_VOCABULARY when the bytes are not such a table.
 */
export function readVocabulary(table: Uint8Array): Vocabulary {
  const file = table.byteOffset % 4 === 0 ? table : table.slice();
  if (file.length < HEADER_WORDS * 4) throw badTable('it is too short');
  const header = new Int32Array(file.buffer, file.byteOffset, HEADER_WORDS);
  const field = (name: keyof typeof HEADER): number => header[HEADER[name]] ?? 0;
  if (field('magic') !== MAGIC) throw badTable('it is not a token table of this machine’s byte order');
  if (field('format') !== FORMAT) throw badTable(`it has format ${field('format')}, not ${FORMAT}`);
  if (field('fileBytes') !== file.length) throw badTable(`it has ${file.length} bytes, not ${field('fileBytes')}`);
  const slotsAt = file.byteOffset + header.byteLength;
  const rangesAt = slotsAt + field('slots') * 4;
  const lengthsAt = rangesAt + field('ranges') * 4;
  const bytesAt = lengthsAt + aligned(field('tokens'));
  const offsets = sumLengths(new Uint8Array(file.buffer, lengthsAt, field('tokens')));
  const bytes = new Uint8Array(file.buffer, bytesAt, field('tokenBytes'));
  const built = field('builtSlots');
  return {
    size: field('tokens'),
    longest: field('longest'),
    slots: built > 0 ? hashTable(built, offsets, bytes) : new Int32Array(file.buffer, slotsAt, field('slots')),
    offsets,
    bytes,
    ...shortTokens(offsets, bytes),
    powers: hashPowers(field('longest')),
    classes: expandClasses(new Int32Array(file.buffer, rangesAt, field('ranges'))),
  };
}

function sumLengths(lengths: Uint8Array): Int32Array {
  const offsets = new Int32Array(lengths.length + 1);
  let at = 0;
  for (let token = 0; token < lengths.length; token++) {
    at += lengths[token] as number;
    offsets[token + 1] = at;
  }
  return offsets;
}

/** Direct tables for the shortest tokens, which every merge begins with. */
function shortTokens(offsets: Int32Array, bytes: Uint8Array): Pick<Vocabulary, 'pairs' | 'singles'> {
  const pairs = new Int32Array(0x10000).fill(NO_TOKEN);
  const singles = new Int32Array(0x100).fill(NO_TOKEN);
  for (let token = 0; token < offsets.length - 1; token++) {
    const at = offsets[token] as number;
    const length = (offsets[token + 1] as number) - at;
    if (length === 1) singles[bytes[at] as number] = token;
    else if (length === 2) pairs[((bytes[at] as number) << 8) | (bytes[at + 1] as number)] = token;
  }
  return { pairs, singles };
}

function expandClasses(ranges: Int32Array): Uint8Array {
  const classes = new Uint8Array(0x110000);
  for (let i = 0; i < ranges.length; i++) {
    const range = ranges[i] as number;
    const kind = range & ((1 << CLASS_BITS) - 1);
    const end = i + 1 < ranges.length ? (ranges[i + 1] as number) >>> CLASS_BITS : classes.length;
    // Untouched zero pages cost no memory, so the default class is not written.
    if (kind !== 0) classes.fill(kind, range >>> CLASS_BITS, end);
  }
  return classes;
}

/** Token whose bytes are `bytes[start, end)`, or {@link NO_TOKEN}. */
export function findToken(vocabulary: Vocabulary, bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length > vocabulary.longest) return NO_TOKEN;
  if (length === 1) return vocabulary.singles[bytes[start] as number] as number;
  return findHashed(vocabulary, bytes, start, length, hashBytes(bytes, start, end));
}

/** As {@link findToken}, for two bytes or more whose unmixed hash is known. */
export function findHashed(
  vocabulary: Vocabulary,
  bytes: Uint8Array,
  start: number,
  length: number,
  hash: number,
): number {
  const { slots, offsets } = vocabulary;
  const mixed = mixHash(hash);
  const mask = slots.length - 1;
  const tag = mixed >> TOKEN_BITS;
  for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
    const entry = slots[slot] as number;
    if (entry === EMPTY_SLOT) return NO_TOKEN;
    if (entry >> TOKEN_BITS !== tag) continue;
    const token = entry & TOKEN_MASK;
    const at = offsets[token] as number;
    if ((offsets[token + 1] as number) - at === length && sameBytes(vocabulary.bytes, at, bytes, start, length)) {
      return token;
    }
  }
}

/** Whether `length` bytes of `a` from `atA` equal those of `b` from `atB`. */
export function sameBytes(a: Uint8Array, atA: number, b: Uint8Array, atB: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[atA + i] !== b[atB + i]) return false;
  return true;
}

/**
 * Writes the o200k_base vocabulary as one binary table that starmock loads in milliseconds.
 * Ranks come from the dev dependency gpt-tokenizer, character classes from the regular expressions of this Node.
 * Run: `node spec/codegen/vocabulary.ts`; it does nothing when the table is up to date.
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  aligned,
  CLASS,
  CLASS_BITS,
  EMPTY_SLOT,
  FORMAT,
  hashBytes,
  HEADER,
  HEADER_WORDS,
  MAGIC,
  mixHash,
  TOKEN_BITS,
} from '../../src/contract/tokens/vocabulary-layout.ts';

const OUTPUT = fileURLToPath(new URL('../../src/contract/generated/o200k.bin', import.meta.url));
/** A load of 0.38 keeps a look-up at about one probe. */
const SLOTS = 1 << 19;
const MAX_CODE_POINT = 0x10ffff;

/** Hash over everything the table depends on: these two files, the package's version, the Unicode version. */
function sourceHash(): number {
  const hash = createHash('sha256');
  for (const file of [
    import.meta.filename,
    fileURLToPath(new URL('../../src/contract/tokens/vocabulary-layout.ts', import.meta.url)),
    fileURLToPath(import.meta.resolve('gpt-tokenizer/package.json')),
  ]) {
    hash.update(readFileSync(file));
  }
  return hash
    .update(process.versions.unicode ?? '')
    .digest()
    .readInt32LE();
}

function isUpToDate(source: number): boolean {
  const header = new Int32Array(HEADER_WORDS);
  try {
    const file = openSync(OUTPUT, 'r');
    readSync(file, header);
    closeSync(file);
  } catch {
    return false;
  }
  return header[HEADER.magic] === MAGIC && header[HEADER.format] === FORMAT && header[HEADER.source] === source;
}

async function readTokens(): Promise<Uint8Array[]> {
  const { default: ranks } = await import('gpt-tokenizer/bpeRanks/o200k_base');
  const encoder = new TextEncoder();
  return Array.from(ranks, (token) => (typeof token === 'string' ? encoder.encode(token) : Uint8Array.from(token)));
}

const CLASS_PATTERNS: readonly (readonly [RegExp, number])[] = [
  [/[\r\n]/u, CLASS.newline],
  // Not \s: in tiktoken's regular expressions that is White_Space, which has U+0085 and lacks U+FEFF.
  [/\p{White_Space}/u, CLASS.space],
  [/[\p{Lu}\p{Lt}]/u, CLASS.upper],
  [/\p{Ll}/u, CLASS.lower],
  [/\p{L}/u, CLASS.caseless],
  [/\p{M}/u, CLASS.mark],
  [/\p{N}/u, CLASS.number],
];

function classOf(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  return CLASS_PATTERNS.find(([pattern]) => pattern.test(character))?.[1] ?? CLASS.other;
}

function classRanges(): Int32Array {
  const ranges: number[] = [];
  let previous = -1;
  for (let codePoint = 0; codePoint <= MAX_CODE_POINT; codePoint++) {
    const current = classOf(codePoint);
    if (current !== previous) ranges.push((codePoint << CLASS_BITS) | current);
    previous = current;
  }
  return Int32Array.from(ranges);
}

function hashTable(tokens: readonly Uint8Array[]): Int32Array {
  const slots = new Int32Array(SLOTS).fill(EMPTY_SLOT);
  for (const [token, bytes] of tokens.entries()) {
    const hash = mixHash(hashBytes(bytes, 0, bytes.length));
    let slot = hash & (SLOTS - 1);
    while (slots[slot] !== EMPTY_SLOT) slot = (slot + 1) & (SLOTS - 1);
    slots[slot] = (hash & (-1 << TOKEN_BITS)) | token;
  }
  return slots;
}

function assemble(tokens: readonly Uint8Array[], source: number): Uint8Array {
  const slots = hashTable(tokens);
  const ranges = classRanges();
  const lengths = Uint8Array.from(tokens, (token) => token.length);
  const tokenBytes = tokens.reduce((sum, token) => sum + token.length, 0);
  const header = new Int32Array(HEADER_WORDS);
  const lengthsAt = header.byteLength + slots.byteLength + ranges.byteLength;
  const bytesAt = lengthsAt + aligned(lengths.length);
  header[HEADER.magic] = MAGIC;
  header[HEADER.format] = FORMAT;
  header[HEADER.source] = source;
  header[HEADER.tokens] = tokens.length;
  header[HEADER.longest] = Math.max(...new Set(lengths));
  header[HEADER.slots] = SLOTS;
  header[HEADER.ranges] = ranges.length;
  header[HEADER.tokenBytes] = tokenBytes;
  header[HEADER.fileBytes] = bytesAt + tokenBytes;
  const file = new Uint8Array(bytesAt + tokenBytes);
  file.set(new Uint8Array(header.buffer), 0);
  file.set(new Uint8Array(slots.buffer), header.byteLength);
  file.set(new Uint8Array(ranges.buffer), header.byteLength + slots.byteLength);
  file.set(lengths, lengthsAt);
  let at = bytesAt;
  for (const token of tokens) {
    file.set(token, at);
    at += token.length;
  }
  return file;
}

const source = sourceHash();
if (!isUpToDate(source)) {
  const file = assemble(await readTokens(), source);
  mkdirSync(dirname(OUTPUT), { recursive: true });
  // Written aside and renamed, so that a reader never meets half a table.
  writeFileSync(`${OUTPUT}.${process.pid}`, file);
  renameSync(`${OUTPUT}.${process.pid}`, OUTPUT);
}

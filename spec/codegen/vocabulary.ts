/**
 * Writes the o200k_base and cl100k_base vocabularies, each as one binary table that starmock loads in milliseconds.
 * Ranks come from the dev dependency gpt-tokenizer, character classes from the regular expressions of this Node.
 * Run: `node spec/codegen/vocabulary.ts`; it does nothing when the tables are up to date.
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  aligned,
  CLASS,
  CLASS_BITS,
  FORMAT,
  HEADER,
  HEADER_WORDS,
  hashTable,
  MAGIC,
} from '../../src/contract/tokens/vocabulary-layout.ts';

/** A table that is written. A load of 0.38 keeps a look-up at about one probe. */
interface TableFile {
  readonly name: 'o200k' | 'cl100k';
  readonly slots: number;
  /** Whether the slots are in the file. They do not compress, so the table that few programs read leaves them out. */
  readonly stored: boolean;
}

const TABLES: readonly TableFile[] = [
  { name: 'o200k', slots: 1 << 19, stored: true },
  { name: 'cl100k', slots: 1 << 18, stored: false },
];

const outputOf = ({ name }: TableFile): string =>
  fileURLToPath(new URL(`../../src/contract/generated/${name}.bin`, import.meta.url));
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

function isUpToDate(output: string, source: number): boolean {
  const header = new Int32Array(HEADER_WORDS);
  try {
    const file = openSync(output, 'r');
    readSync(file, header);
    closeSync(file);
  } catch {
    return false;
  }
  return header[HEADER.magic] === MAGIC && header[HEADER.format] === FORMAT && header[HEADER.source] === source;
}

async function readTokens({ name }: TableFile): Promise<Uint8Array[]> {
  const { default: ranks } =
    name === 'o200k'
      ? await import('gpt-tokenizer/bpeRanks/o200k_base')
      : await import('gpt-tokenizer/bpeRanks/cl100k_base');
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

function joined(tokens: readonly Uint8Array[]): { readonly offsets: Int32Array; readonly bytes: Uint8Array } {
  const offsets = new Int32Array(tokens.length + 1);
  for (const [token, { length }] of tokens.entries()) offsets[token + 1] = (offsets[token] ?? 0) + length;
  const bytes = new Uint8Array(offsets[tokens.length] ?? 0);
  for (const [token, part] of tokens.entries()) bytes.set(part, offsets[token]);
  return { offsets, bytes };
}

function assemble(table: TableFile, tokens: readonly Uint8Array[], source: number): Uint8Array {
  const { offsets, bytes } = joined(tokens);
  const slots = table.stored ? hashTable(table.slots, offsets, bytes) : new Int32Array(0);
  const ranges = classRanges();
  const lengths = Uint8Array.from(tokens, (token) => token.length);
  const header = new Int32Array(HEADER_WORDS);
  const lengthsAt = header.byteLength + slots.byteLength + ranges.byteLength;
  const bytesAt = lengthsAt + aligned(lengths.length);
  header[HEADER.magic] = MAGIC;
  header[HEADER.format] = FORMAT;
  header[HEADER.source] = source;
  header[HEADER.tokens] = tokens.length;
  header[HEADER.longest] = Math.max(...new Set(lengths));
  header[HEADER.slots] = slots.length;
  header[HEADER.builtSlots] = table.stored ? 0 : table.slots;
  header[HEADER.ranges] = ranges.length;
  header[HEADER.tokenBytes] = bytes.length;
  header[HEADER.fileBytes] = bytesAt + bytes.length;
  const file = new Uint8Array(bytesAt + bytes.length);
  file.set(new Uint8Array(header.buffer), 0);
  file.set(new Uint8Array(slots.buffer), header.byteLength);
  file.set(new Uint8Array(ranges.buffer), header.byteLength + slots.byteLength);
  file.set(lengths, lengthsAt);
  file.set(bytes, bytesAt);
  return file;
}

async function write(table: TableFile, source: number): Promise<void> {
  const output = outputOf(table);
  if (isUpToDate(output, source)) return;
  const file = assemble(table, await readTokens(table), source);
  mkdirSync(dirname(output), { recursive: true });
  // Written aside and renamed, so that a reader never meets half a table.
  writeFileSync(`${output}.${process.pid}`, file);
  renameSync(`${output}.${process.pid}`, output);
}

const source = sourceHash();
await Promise.all(TABLES.map((table) => write(table, source)));

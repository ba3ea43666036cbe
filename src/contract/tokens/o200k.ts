import { mergeLong } from './o200k-merge-long.ts';
import { mergeShort, SHORT_PIECE } from './o200k-merge.ts';
import { pieceEnd } from './o200k-split.ts';
import { PieceCounts } from './piece-counts.ts';
import type { TokenPiece, Tokenizer } from './tokenizer.ts';
import { findToken, NO_TOKEN, readVocabulary, sameBytes, type Vocabulary as Table } from './vocabulary.ts';

/** How a text is split before it is merged; see {@link pieceEnd}. */
type Split = typeof pieceEnd;

interface Vocabulary extends Table {
  readonly split: Split;
}

/**
 * Pieces above this many bytes are cut into windows, so that a run of 20 MB needs neither gigabytes nor many seconds.
 * Each cut may cost or save a token or two; every piece up to this length is exact.
 */
export const LONGEST_PIECE: number = 3 << 18;
/** Fits the cache. A multiple of 2, 3 and 4, so that a run of one character is cut into equal windows. */
const WINDOW = 3 << 14;

/** Texts up to this many UTF-16 units are encoded into one reused buffer. */
const SCRATCH_UNITS = 1 << 14;
const scratch = new Uint8Array(SCRATCH_UNITS * 3);
const encoder = new TextEncoder();

/**
 * The encoder over a table written by `spec/codegen/vocabulary.ts`, for instance one fetched by a browser.
 * In Node use `loadTokenizer`.
 *
 * @param split the splitter that goes with the table: that of o200k_base unless it is named
 * @throws StarmockError BAD_VOCABULARY when `table` is not such a table.
 * @example
 * const tokenizer = createTokenizer(new Uint8Array(await (await fetch('/o200k.bin')).arrayBuffer()));
 * tokenizer.count('Hello!'); // 2
 */
export function createTokenizer(table: Uint8Array, split: Split = pieceEnd): Tokenizer {
  const vocabulary: Vocabulary = { ...readVocabulary(table), split };
  const whole: WholePieces = [];
  whole.length = vocabulary.offsets.length;
  const known = new PieceCounts();
  const count = (text: string): number => {
    if (text.length > SCRATCH_UNITS) return countTokens(vocabulary, known, encoder.encode(text));
    return countTokens(vocabulary, known, scratch, encoder.encodeInto(text, scratch).written);
  };
  return {
    count,
    countOnce: count,
    encode: (text) => encodeInto(vocabulary, text),
    pieces: (text) => cutPieces(vocabulary, whole, text.toWellFormed(), encodeInto(vocabulary, text)),
    bytes: (token) => vocabulary.bytes.slice(vocabulary.offsets[token] ?? 0, vocabulary.offsets[token + 1] ?? 0),
  };
}

/** Gives `use` the UTF-8 of `text`, lone surrogates as U+FFFD; the bytes are only lent. */
function encodeUtf8<T>(text: string, use: (bytes: Uint8Array, length: number) => T): T {
  if (text.length <= SCRATCH_UNITS) return use(scratch, encoder.encodeInto(text, scratch).written);
  const bytes = encoder.encode(text);
  return use(bytes, bytes.length);
}

function encodeInto(vocabulary: Vocabulary, text: string): number[] {
  const tokens: number[] = [];
  encodeUtf8(text, (bytes, length) => tokenize(vocabulary, bytes, length, tokens));
  return tokens;
}

/** Splits and counts. */
function countTokens(vocabulary: Vocabulary, known: PieceCounts, bytes: Uint8Array, length = bytes.length): number {
  const countPiece = (start: number, end: number): number =>
    findToken(vocabulary, bytes, start, end) === NO_TOKEN ? mergePiece(vocabulary, bytes, start, end, undefined) : 1;
  let count = 0;
  for (let at = 0; at < length;) {
    const end = vocabulary.split(bytes, at, length, vocabulary.classes);
    count += known.of(bytes, at, end, countPiece);
    at = end;
  }
  return count;
}

/** Splits and merges. */
function tokenize(vocabulary: Vocabulary, bytes: Uint8Array, length: number, out: number[]): void {
  for (let at = 0; at < length;) {
    const end = vocabulary.split(bytes, at, length, vocabulary.classes);
    const token = findToken(vocabulary, bytes, at, end);
    if (token === NO_TOKEN) mergePiece(vocabulary, bytes, at, end, out);
    else out.push(token);
    at = end;
  }
}

function mergePiece(
  vocabulary: Vocabulary,
  bytes: Uint8Array,
  start: number,
  end: number,
  out: number[] | undefined,
): number {
  if (end - start <= SHORT_PIECE) return mergeShort(vocabulary, bytes, start, end, out);
  if (end - start <= LONGEST_PIECE) return mergeLong(vocabulary, bytes, start, end, out);
  let total = 0;
  let last = 0;
  for (let at = start, before = start; at < end;) {
    const next = characterStart(bytes, at + WINDOW, end);
    const repeats = at > start && next - at === at - before && sameBytes(bytes, before, bytes, at, next - at);
    if (out !== undefined || !repeats) last = mergeLong(vocabulary, bytes, at, next, out);
    total += last;
    before = at;
    at = next;
  }
  return total;
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** The last place up to `at` where a character begins. */
function characterStart(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return end;
  let start = at;
  while (isContinuation(bytes[start] as number)) start--;
  return start;
}

/** Pieces of one token each, by token; null for tokens that are no whole characters, nothing for those not met yet. */
type WholePieces = (TokenPiece | null | undefined)[];

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The piece of a token that is whole characters by itself, as nearly all are. It is made once and shared: a thousand answers
 * that are being streamed hold one text for each token instead of one for each place it stands in.
 */
function wholePiece({ bytes, offsets }: Vocabulary, whole: WholePieces, token: number): TokenPiece | null {
  const known = whole[token];
  if (known !== undefined) return known;
  let piece: TokenPiece | null = null;
  try {
    piece = { text: strict.decode(bytes.subarray(offsets[token], offsets[token + 1])), tokens: [token] };
  } catch {
    // Part of a character.
  }
  whole[token] = piece;
  return piece;
}

function cutPieces(vocabulary: Vocabulary, whole: WholePieces, text: string, tokens: readonly number[]): TokenPiece[] {
  const pieces: TokenPiece[] = [];
  let from = 0;
  let to = 0;
  // Bytes still missing from the character that the tokens so far broke off in.
  let missing = 0;
  let run: number[] | undefined;
  for (const token of tokens) {
    const alone = run === undefined ? wholePiece(vocabulary, whole, token) : null;
    if (alone) {
      pieces.push(alone);
      to += alone.text.length;
      from = to;
      continue;
    }
    // A literal of one is allocated at its size, which a push is not; nearly every run is one token.
    if (run === undefined) run = [token];
    else run.push(token);
    const end = vocabulary.offsets[token + 1] as number;
    for (let at = vocabulary.offsets[token] as number; at < end; at++) {
      const byte = vocabulary.bytes[at] as number;
      if (isContinuation(byte)) {
        missing--;
        continue;
      }
      missing = byte < 0x80 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
      to += missing === 3 ? 2 : 1;
    }
    if (missing > 0) continue;
    pieces.push({ text: text.slice(from, to), tokens: run });
    from = to;
    run = undefined;
  }
  return pieces;
}

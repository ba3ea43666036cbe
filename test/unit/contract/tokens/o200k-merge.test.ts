import { describe, expect, it } from 'vitest';
import { mergeLong } from '../../../../src/contract/tokens/o200k-merge-long.ts';
import { mergeShort } from '../../../../src/contract/tokens/o200k-merge.ts';
import {
  EMPTY_SLOT,
  hashBytes,
  hashPowers,
  mixHash,
  TOKEN_BITS,
} from '../../../../src/contract/tokens/vocabulary-layout.ts';
import { NO_TOKEN, type Vocabulary } from '../../../../src/contract/tokens/vocabulary.ts';
import { createRandom, type Random } from '../../../../src/engine/random.ts';

const utf8 = new TextEncoder();
const SLOTS = 256;
const LONGEST = 6;
/** Mostly one letter: only there do tokens overlap with themselves, and the order of equals matters. */
const LETTERS = ['a', 'a', 'a', 'a', 'a', 'b', 'c'];

/** A vocabulary of the given tokens, ranked in their order. */
function vocabularyOf(tokens: readonly string[]): Vocabulary {
  const slots = new Int32Array(SLOTS).fill(EMPTY_SLOT);
  const offsets = new Int32Array(tokens.length + 1);
  const pairs = new Int32Array(0x10000).fill(NO_TOKEN);
  const singles = new Int32Array(0x100).fill(NO_TOKEN);
  for (const [token, text] of tokens.entries()) {
    const bytes = utf8.encode(text);
    const hash = mixHash(hashBytes(bytes, 0, bytes.length));
    let slot = hash & (SLOTS - 1);
    while (slots[slot] !== EMPTY_SLOT) slot = (slot + 1) & (SLOTS - 1);
    slots[slot] = (hash & (-1 << TOKEN_BITS)) | token;
    offsets[token + 1] = (offsets[token] ?? 0) + bytes.length;
    if (bytes.length === 1) singles[bytes[0] ?? 0] = token;
    if (bytes.length === 2) pairs[((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)] = token;
  }
  const rest = { slots, offsets, pairs, singles, powers: hashPowers(LONGEST), classes: new Uint8Array(0) };
  return { size: tokens.length, longest: LONGEST, bytes: utf8.encode(tokens.join('')), ...rest };
}

/** The definition, as slow as it is short. */
function merge(tokens: readonly string[], text: string): number[] {
  const ranks = new Map(tokens.map((token, rank) => [token, rank]));
  const parts = [...text];
  for (;;) {
    const pairs = parts.slice(1).map((part, i) => ranks.get(`${parts[i]}${part}`) ?? NO_TOKEN);
    const lowest = Math.min(NO_TOKEN, ...pairs);
    if (lowest === NO_TOKEN) return parts.map((part) => ranks.get(part) ?? NO_TOKEN);
    const at = pairs.indexOf(lowest);
    parts.splice(at, 2, `${parts[at]}${parts[at + 1]}`);
  }
}

/** Tokens in no order: unlike in a trained vocabulary, a longer one may rank before its parts. */
function drawTokens(random: Random): string[] {
  const word = (): string => Array.from({ length: random.int(2, LONGEST) }, () => random.pick(LETTERS)).join('');
  return random.shuffle([...new Set([...'abc', ...Array.from({ length: random.int(3, 60) }, word)])]);
}

describe.each([
  ['mergeShort', mergeShort],
  ['mergeLong', mergeLong],
])('%s', (_, merger) => {
  it('merges as the definition says, whatever the ranks', () => {
    const random = createRandom('merge');
    for (let i = 0; i < 1500; i++) {
      const tokens = drawTokens(random);
      const text = Array.from({ length: random.int(1, 96) }, () => random.pick(LETTERS)).join('');
      const bytes = utf8.encode(`--${text}--`);
      const out: number[] = [];
      const count = merger(vocabularyOf(tokens), bytes, 2, 2 + text.length, out);
      expect(out, `${text} with ${tokens.join(' ')}`).toEqual(merge(tokens, text));
      expect(count).toBe(out.length);
    }
  });
});

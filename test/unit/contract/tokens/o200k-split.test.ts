import { readFileSync } from 'node:fs';
import { O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';
import { describe, expect, it } from 'vitest';
import { pieceEnd } from '../../../../src/contract/tokens/o200k-split.ts';
import { readVocabulary } from '../../../../src/contract/tokens/vocabulary.ts';
import { createRandom } from '../../../../src/engine/random.ts';

const TABLE = new URL('../../../../src/contract/generated/o200k.bin', import.meta.url);
const { classes } = readVocabulary(readFileSync(TABLE));
const utf8 = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function split(text: string): string[] {
  const bytes = utf8.encode(text);
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = pieceEnd(bytes, at, bytes.length, classes);
    pieces.push(decoder.decode(bytes.subarray(at, end)));
    at = end;
  }
  return pieces;
}
const published = (text: string): string[] => text.match(O200K_TOKEN_SPLIT_REGEX) ?? [];

/** One of each class and of each character that a rule names: cases, caseless, mark, digit, kinds of white space, punctuation. */
const SHORT = ['a', 'B', '中', '\u0301', '7', ' ', '\t', '\n', '\r', '!', '/', "'", 's'];
const MORE = [
  ...SHORT,
  'L',
  'l',
  'v',
  'E',
  'ǅ',
  'ʰ',
  '½',
  '\u3000',
  '😀',
  '𐐀',
  '𐐨',
  '\u{1e8d0}',
  '𝟗',
  '\u200d',
  'é',
  '_',
];

/** Every string of `length` letters of an alphabet. */
function* words(alphabet: readonly string[], length: number): Generator<string> {
  if (length === 0) yield '';
  else for (const rest of words(alphabet, length - 1)) for (const letter of alphabet) yield letter + rest;
}

describe('pieceEnd', () => {
  it('splits every string of up to four characters of each kind as the published expression does', () => {
    const differing: string[] = [];
    for (const length of [1, 2, 3, 4]) {
      for (const text of words(SHORT, length))
        if (split(text).join('|') !== published(text).join('|')) differing.push(text);
    }
    expect(differing).toEqual([]);
  });

  it('splits 30,000 longer strings as the published expression does', () => {
    const random = createRandom('split');
    const differing: string[] = [];
    for (let i = 0; i < 30_000; i++) {
      const text = Array.from({ length: random.int(5, 24) }, () => random.pick(MORE)).join('');
      if (split(text).join('|') !== published(text).join('|')) differing.push(text);
    }
    expect(differing).toEqual([]);
  });

  it('gives every code point the class that the published expression gives it', () => {
    const differing: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += codePoint < 0x3000 ? 1 : 13) {
      // Lone surrogates are no text; of the other two see o200k.test.ts.
      if ((codePoint >= 0xd800 && codePoint <= 0xdfff) || codePoint === 0xfeff || codePoint === 0x85) continue;
      const text = `a${String.fromCodePoint(codePoint)}B `;
      if (split(text).join('|') !== published(text).join('|')) differing.push(codePoint.toString(16));
    }
    expect(differing).toEqual([]);
  });
});

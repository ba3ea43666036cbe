// Proves src/contract/tokens/cl100k-split.ts.
import { readFileSync } from 'node:fs';
import { encode } from 'gpt-tokenizer/encoding/cl100k_base';
import { CL100K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';
import { describe, expect, it } from 'vitest';
import { cl100kPieceEnd } from '../../../../src/contract/tokens/cl100k-split.ts';
import { loadTokenizer } from '../../../../src/contract/tokens/load-tokenizer.ts';
import { readVocabulary } from '../../../../src/contract/tokens/vocabulary.ts';
import { createRandom, type Random } from '../../../../src/engine/random.ts';

const tokenizer = loadTokenizer('cl100k');
const { classes } = readVocabulary(
  readFileSync(new URL('../../../../src/contract/generated/cl100k.bin', import.meta.url)),
);
const PLAIN = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };
const utf8 = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function split(text: string): string[] {
  const bytes = utf8.encode(text);
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = cl100kPieceEnd(bytes, at, bytes.length, classes);
    pieces.push(decoder.decode(bytes.subarray(at, end)));
    at = end;
  }
  return pieces;
}
const published = (text: string): string[] => text.match(CL100K_TOKEN_SPLIT_REGEX) ?? [];

/** One of each class and of each character that a rule names: cases, caseless, mark, digit, kinds of white space, punctuation. */
const SHORT = ['a', 'B', '中', '\u0301', '7', ' ', '\t', '\n', '\r', '!', "'", 's', 'L'];
const MORE = [...SHORT, 'l', 'v', 'E', 'ǅ', 'ʰ', '½', '\u3000', '😀', '𐐀', '\u{1e8d0}', '𝟗', '\u200d', 'é', '_', '/'];

/** Every string of `length` letters of an alphabet. */
function* words(alphabet: readonly string[], length: number): Generator<string> {
  if (length === 0) yield '';
  else for (const rest of words(alphabet, length - 1)) for (const letter of alphabet) yield letter + rest;
}

const drawn = (random: Random, pool: readonly string[], least: number, most: number): string =>
  Array.from({ length: random.int(least, most) }, () => random.pick(pool)).join('');

/** Words, code, scripts, spaces, digits and oddities; not what JavaScript takes for white space and the service does not. */
const TEXTS = [
  'The quick brown fox jumps over the lazy dog, unbelievably often; XMLHttpRequest and iPhone. '.split(/(?<= )/),
  ["I'm", "can't", "WE'LL", "'re", "'", '’s', 'function () {', '\n  return x?.y;\n}', '// note', '</div>\r\n', '==='],
  [...'今天天气怎么样？日本語のひらがな 한국어 안녕 مرحبا שלום สวัสดี नमस्ते Привет Γειά'],
  [' ', '   ', '\n\n', '\r\n', '\t', ' \n ', '\u00a0', '\u3000', '0', '42', '2026-08-21', '3.14', '½', 'Ⅷ', '٣٤'],
  ['😀', '👨‍👩‍👧', '🇯🇵', 'é', 'e\u0301', '\ud800', '\0', '<|endoftext|>', '!?', '...', '{"a":1}', '@#$%', '~', '"'],
].flat();

describe('the cl100k splitter', () => {
  it('splits every string of up to four characters of each kind as the published expression does', () => {
    const differing = [1, 2, 3, 4].flatMap((length) =>
      [...words(SHORT, length)].filter((text) => split(text).join('|') !== published(text).join('|')),
    );
    expect(differing).toEqual([]);
  });

  it('splits 20,000 longer strings as the published expression does', () => {
    const random = createRandom('cl100k-split');
    const texts = Array.from({ length: 20_000 }, () => drawn(random, MORE, 5, 24));
    expect(texts.filter((text) => split(text).join('|') !== published(text).join('|'))).toEqual([]);
  });
});

describe('the cl100k tokenizer', () => {
  it('encodes 10,000 seeded strings to the tokens of gpt-tokenizer', () => {
    const random = createRandom('cl100k');
    const texts = Array.from({ length: 10_000 }, () => drawn(random, TEXTS, 1, 24));
    const differing = texts.filter((text) => {
      const tokens = encode(text, PLAIN);
      return tokens.join() !== tokenizer.encode(text).join() || tokens.length !== tokenizer.count(text);
    });
    expect(differing).toEqual([]);
  });

  it.each(['a', ' ', '\n', '=-', '中', '😀', '0', 'aB', ' the'])(
    'encodes a long run of %j as gpt-tokenizer does',
    (unit) => {
      const text = unit.repeat(500);
      expect(tokenizer.encode(text)).toEqual(encode(text, PLAIN));
    },
  );

  it('gives the pieces and bytes of its own table', () => {
    const text = 'naïve 😀 café';
    const pieces = tokenizer.pieces(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.flatMap(({ tokens }) => tokens)).toEqual(encode(text, PLAIN));
    expect(decoder.decode(tokenizer.bytes(9906))).toBe('Hello');
  });

  it('counts otherwise than o200k, which stays as it was', () => {
    const text = '今天天气怎么样 我们去公园玩好吗';
    expect(loadTokenizer('cl100k')).toBe(tokenizer);
    expect(loadTokenizer()).not.toBe(tokenizer);
    expect(tokenizer.count(text)).toBeGreaterThan(loadTokenizer().count(text));
  });
});

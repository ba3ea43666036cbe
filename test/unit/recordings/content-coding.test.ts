import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeContent, type Decoded } from '../../../src/recordings/content-coding.ts';

const TEXT = '{"choices":[{"message":{"content":"你好"}}]}'.repeat(20);
const LIMIT = 1_000_000;
const raw = Buffer.from(TEXT);
const text = (decoded: Decoded): string =>
  'bytes' in decoded ? Buffer.from(decoded.bytes).toString() : decoded.failed;

describe('decodeContent', () => {
  it.each([
    [undefined, raw],
    ['', raw],
    ['identity', raw],
    ['gzip', gzipSync(raw)],
    ['X-GZIP', gzipSync(raw)],
    ['deflate', deflateSync(raw)],
    ['br', brotliCompressSync(raw)],
    ['zstd', zstdCompressSync(raw)],
    [' gzip , identity', gzipSync(raw)],
    ['deflate, gzip', gzipSync(deflateSync(raw))],
  ])('undoes %s', (coding, bytes) => {
    expect(text(decodeContent(coding, bytes, LIMIT))).toBe(TEXT);
  });

  it.each([
    ['gzip', gzipSync(raw)],
    ['deflate', deflateSync(raw)],
    ['br', brotliCompressSync(raw)],
    ['zstd', zstdCompressSync(raw)],
  ])('decodes a body of %s that was cut off as far as it came', (coding, bytes) => {
    const decoded = text(decodeContent(coding, bytes.subarray(0, bytes.length - 8), LIMIT));
    expect(TEXT.startsWith(decoded)).toBe(true);
  });

  it.each([
    ['gzip', 'gzip: '],
    ['br', 'br: '],
    ['zstd', 'zstd: '],
    ['compress', 'unknown content encoding "compress"'],
    ['aws-chunked, gzip', 'gzip: '],
  ])('says why a body of %s cannot be decoded', (coding, cause) => {
    const decoded = decodeContent(coding, Buffer.from('this is not compressed'), LIMIT);
    expect('failed' in decoded && decoded.failed.startsWith(cause)).toBe(true);
  });

  it('does not take the name of something else for a coding', () => {
    expect(decodeContent('constructor', raw, LIMIT)).toEqual({ failed: 'unknown content encoding "constructor"' });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['deflate', deflateSync],
  ] as const)('does not let a small body of %s fill the memory', (coding, compress) => {
    const bomb = compress(Buffer.alloc(5_000_000));
    expect(bomb.length).toBeLessThan(20_000);
    expect(decodeContent(coding, bomb, LIMIT)).toEqual({ failed: expect.stringContaining(coding) as string });
  });
});

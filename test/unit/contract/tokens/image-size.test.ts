import { describe, expect, it } from 'vitest';
import { readImageSize } from '../../../../src/contract/tokens/image-size.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { effort } from '../../../support/effort.ts';

/** Real files, the smallest that encoders write, with one exception: the JPEG has an EXIF-like segment before its frame. */
const FILES = {
  png: 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8DAwMAAAAn+Af9LyChrAAAAAElFTkSuQmCC',
  gif: 'R0lGODlhAgADAIAAAAAAAP///yH5BAAAAAAALAAAAAACAAMAAAICRF4AOw==',
  webpLossless: 'UklGRhoAAABXRUJQVlA4TA0AAAAvAYAAABAHEREYiP4HAA==',
} as const;

const dataUrl = (base64: string, type = 'image/png'): string => `data:${type};base64,${base64}`;
const base64 = (bytes: readonly number[]): string => btoa(String.fromCharCode(...bytes));
const text = (word: string): number[] => [...word].map((character) => character.charCodeAt(0));

const webp = (kind: string, header: readonly number[]): number[] => [
  ...text('RIFF'),
  60,
  0,
  0,
  0,
  ...text('WEBP'),
  ...text(kind),
  40,
  0,
  0,
  0,
  ...header,
  ...Array.from({ length: 20 }, () => 0),
];
const jpeg = (...segments: readonly number[][]): number[] => [0xff, 0xd8, ...segments.flat()];
const FRAME = [0xff, 0xc2, 0, 11, 8, 0x01, 0x90, 0x03, 0x20, 3, 1, 0x22, 0];
const EXIF = [0xff, 0xe1, 0x40, 0x02, ...Array.from({ length: 0x4000 }, (_, i) => (i * 31) & 0xff)];

describe('readImageSize', () => {
  it('reads PNG, GIF and lossless WebP files', () => {
    expect(readImageSize(dataUrl(FILES.png))).toEqual({ kind: 'png', width: 2, height: 3 });
    expect(readImageSize(dataUrl(FILES.gif))).toEqual({ kind: 'gif', width: 2, height: 3 });
    expect(readImageSize(dataUrl(FILES.webpLossless))).toEqual({ kind: 'webp', width: 2, height: 3 });
  });

  it('reads lossy and extended WebP headers', () => {
    const lossy = webp('VP8 ', [0x30, 1, 0, 0x9d, 0x01, 0x2a, 0x20, 0x03, 0x90, 0x41]);
    expect(readImageSize(Uint8Array.from(lossy))).toEqual({ kind: 'webp', width: 800, height: 400 });
    const extended = webp('VP8X', [0x10, 0, 0, 0, 0x1f, 0x03, 0, 0x8f, 0x01, 0x01]);
    expect(readImageSize(Uint8Array.from(extended))).toEqual({ kind: 'webp', width: 800, height: 65_936 });
  });

  it('reads a JPEG whose frame comes after large segments, fill bytes and markers without length', () => {
    const bytes = jpeg(EXIF, EXIF, [0xff, 0xd0], [0xff, 0xff, 0xff, ...FRAME.slice(1)]);
    expect(readImageSize(Uint8Array.from(bytes))).toEqual({ kind: 'jpeg', width: 800, height: 400 });
    expect(readImageSize(dataUrl(base64(jpeg(FRAME))))).toEqual({ kind: 'jpeg', width: 800, height: 400 });
  });

  it('does not take a Huffman table for a frame, nor look behind the scan', () => {
    expect(readImageSize(Uint8Array.from(jpeg([0xff, 0xc4, 0, 4, 1, 2], FRAME)))).toMatchObject({ width: 800 });
    expect(readImageSize(Uint8Array.from(jpeg([0xff, 0xda, 0, 4, 1, 2], FRAME)))).toBeUndefined();
  });

  it('accepts base64 in lines, the URL alphabet, and parameters', () => {
    const lines = FILES.png.replaceAll(/.{20}/g, '$&\r\n');
    expect(readImageSize(dataUrl(lines))).toMatchObject({ width: 2, height: 3 });
    const other = FILES.png.replaceAll('+', '-').replaceAll('/', '_');
    expect(readImageSize(dataUrl(other, 'image/png;charset=binary'))).toMatchObject({ width: 2, height: 3 });
  });

  it.each([
    ['an http URL', 'https://example.com/a.png'],
    ['a data URL without base64', 'data:image/png,abc'],
    ['another kind of file', dataUrl(base64(text('<svg xmlns="http://www.w3.org/2000/svg"/>')))],
    ['no data', dataUrl('')],
    ['what is not base64', dataUrl('!!!!')],
    ['a side of zero', dataUrl(base64([...text('GIF89a'), 0, 0, 3, 0]))],
  ])('knows no size of %s', (_, url) => {
    expect(readImageSize(url)).toBeUndefined();
  });

  it('knows no size of a file that breaks off in its header', () => {
    const files = [
      jpeg(FRAME),
      webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 32, 3, 144, 1]),
      webp('VP8L', [0x2f, 1, 1, 1, 1]),
    ];
    for (const [index, needed] of [9, 30, 25].entries()) {
      for (let length = 0; length < needed; length++) {
        expect(
          readImageSize(Uint8Array.from(files[index] ?? []).slice(0, length)),
          `${index} at ${length}`,
        ).toBeUndefined();
      }
    }
  });

  it('reads bytes and their data URL alike', () => {
    const random = createRandom('image');
    const files = [
      jpeg(EXIF, FRAME),
      webp('VP8X', [0, 0, 0, 0, 1, 2, 0, 3, 4, 0]),
      text('GIF89a').concat([5, 0, 6, 0]),
    ];
    for (let i = 0; i < 300; i++) {
      const bytes = [...random.pick(files)];
      bytes[random.int(0, 40)] = random.int(0, 255);
      const whole = bytes.map((byte) => byte ?? 0);
      expect(readImageSize(dataUrl(btoa(whole.map((byte) => String.fromCharCode(byte)).join(''))))).toEqual(
        readImageSize(Uint8Array.from(whole)),
      );
    }
  });

  it('reads no more than the header of 20 MB', () => {
    const url = dataUrl(FILES.png + 'A'.repeat(20_000_000));
    const cost = effort(() => expect(readImageSize(url)).toMatchObject({ width: 2 }));
    // To decode all of it costs some fifty.
    expect(cost).toBeLessThan(25);
  });
});

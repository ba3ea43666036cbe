import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/contract/api-types.ts';
import { createMock } from '../../../../src/create-mock.ts';
import { findInflate } from '../../../../src/inflate.ts';
import { imageFacts } from '../../../../src/mock/images/image-facts.ts';
import { nameColor } from '../../../../src/mock/images/name-colors.ts';
import { coloredSquare } from '../../../../src/verify/probes/colored-square.ts';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly color: number;
  /** Filter byte and samples of each row. */
  readonly rows: readonly (readonly number[])[];
  readonly palette?: readonly number[];
  readonly opacity?: readonly number[];
  readonly interlace?: number;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function png({ width, height, depth = 8, color, rows, palette, opacity, interlace = 0 }: Picture): string {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, color, 0, 0, interlace], 8);
  const data = deflateSync(Buffer.from(rows.flat()));
  const file = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', Buffer.from(palette))] : []),
    ...(opacity ? [chunk('tRNS', Buffer.from(opacity))] : []),
    // Two chunks: a decoder has to join them.
    chunk('IDAT', data.subarray(0, 5)),
    chunk('IDAT', data.subarray(5)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${file.toString('base64')}`;
}

const asked = (...urls: string[]): Message[] => [
  { role: 'user', content: urls.map((url) => ({ type: 'image_url', image_url: { url } })) },
];
const colors = (url: string): readonly string[] | undefined => imageFacts(asked(url), findInflate())[0]?.colors;
const filled = (pixel: readonly number[], width: number, height: number): number[][] =>
  Array.from({ length: height }, () => [0, ...Array.from({ length: width }, () => pixel).flat()]);

describe('imageFacts', () => {
  it.each([
    ['RGB', png({ width: 3, height: 2, color: 2, rows: filled([0, 0, 255], 3, 2) }), ['blue']],
    ['RGBA', png({ width: 3, height: 2, color: 6, rows: filled([0, 160, 0, 255], 3, 2) }), ['green']],
    ['greyscale', png({ width: 2, height: 2, color: 0, rows: filled([128], 2, 2) }), ['grey']],
    ['greyscale with opacity', png({ width: 2, height: 2, color: 4, rows: filled([255, 255], 2, 2) }), ['white']],
    [
      'a palette',
      png({
        width: 2,
        height: 2,
        color: 3,
        palette: [255, 0, 0, 255, 255, 0],
        rows: [
          [0, 1, 1],
          [0, 1, 0],
        ],
      }),
      ['yellow', 'red'],
    ],
    [
      'a palette of one bit',
      png({ width: 9, height: 1, depth: 1, color: 3, palette: [0, 0, 0, 128, 0, 128], rows: [[0, 0xff, 0x80]] }),
      ['purple'],
    ],
    [
      'a palette with a transparent color',
      png({ width: 2, height: 1, color: 3, palette: [255, 0, 0, 0, 0, 255], opacity: [0], rows: [[0, 0, 1]] }),
      ['blue'],
    ],
    [
      'all filters',
      png({
        width: 2,
        height: 5,
        color: 2,
        rows: [
          [1, 255, 0, 0, 0, 0, 0],
          [2, 0, 0, 0, 0, 0, 0],
          [3, 128, 0, 0, 0, 0, 0],
          [4, 0, 0, 0, 0, 0, 0],
          [0, 255, 0, 0, 255, 0, 0],
        ],
      }),
      ['red'],
    ],
    ['a square made elsewhere', coloredSquare(16, 'red'), ['red']],
  ])('sees the colors of %s', (_, url, names) => {
    expect(colors(url)).toEqual(names);
  });

  const square = png({ width: 2, height: 2, color: 2, rows: filled([255, 0, 0], 2, 2) });
  const bytes = Buffer.from(square.slice(square.indexOf(',') + 1), 'base64');

  it.each([
    ['an interlaced one', png({ width: 1, height: 1, color: 2, interlace: 1, rows: [[0, 255, 0, 0]] })],
    ['sixteen bits', png({ width: 1, height: 1, depth: 16, color: 0, rows: [[0, 255, 255]] })],
    ['a wrong filter', png({ width: 1, height: 1, color: 2, rows: [[9, 255, 0, 0]] })],
    ['too few rows', png({ width: 1, height: 3, color: 2, rows: [[0, 255, 0, 0]] })],
    ['too many rows', png({ width: 1, height: 1, color: 2, rows: filled([255, 0, 0], 1, 99) })],
    ['a large one', png({ width: 600, height: 600, color: 0, rows: filled([0], 600, 600) })],
    ['a transparent one', png({ width: 1, height: 1, color: 6, rows: [[0, 255, 0, 0, 0]] })],
    ['a file that is cut off', `data:image/png;base64,${bytes.subarray(0, 50).toString('base64')}`],
  ])('says of %s no more than before', (_, url) => {
    const [fact] = imageFacts(asked(url), findInflate());
    expect(fact?.kind).toBe('png');
    expect(fact).not.toHaveProperty('colors');
  });

  it('survives every broken byte', () => {
    for (let at = 8; at < bytes.length; at++) {
      const broken = Buffer.from(bytes);
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      expect(() => colors(`data:image/png;base64,${broken.toString('base64')}`)).not.toThrow();
    }
  });

  it('looks at no pixels without a way to inflate', () => {
    expect(imageFacts(asked(square))).toEqual([{ kind: 'png', width: 2, height: 2 }]);
  });
});

describe('nameColor', () => {
  it.each([
    [[255, 0, 0], 'red'],
    [[220, 20, 60], 'red'],
    [[255, 165, 0], 'orange'],
    [[139, 69, 19], 'brown'],
    [[255, 255, 0], 'yellow'],
    [[0, 128, 0], 'green'],
    [[0, 255, 255], 'cyan'],
    [[0, 0, 128], 'blue'],
    [[128, 0, 128], 'purple'],
    [[255, 0, 255], 'magenta'],
    [[255, 192, 203], 'pink'],
    [[10, 10, 10], 'black'],
    [[250, 250, 250], 'white'],
    [[128, 128, 128], 'grey'],
  ] as const)('calls %j %s', ([red, green, blue], name) => {
    expect(nameColor([red, green, blue, 255])).toBe(name);
  });
});

describe('the mock', () => {
  it('tells the color of an image', async () => {
    await using mock = createMock({ seed: 7 });
    const content = [
      { type: 'text', text: 'What colour fills this image? Reply with one word.' },
      { type: 'image_url', image_url: { url: coloredSquare(16, 'red') } },
    ];
    const response = await mock.fetch('http://mock/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content }] }),
    });
    expect(await response.json()).toMatchObject({ choices: [{ message: { content: 'Red' } }] });
  });
});

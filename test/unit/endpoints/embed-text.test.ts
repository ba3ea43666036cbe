// Proves src/endpoints/embed.
import { describe, expect, test } from 'vitest';
import { embedText, shorten } from '../../../src/endpoints/embed/embed-text.ts';
import { base64Floats, shortestFloat } from '../../../src/wire/float32.ts';

const embed = (text: string, dimensions = 1536, space = 'test'): Float32Array => embedText(text, dimensions, space);

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

const cosine = (a: string, b: string, dimensions?: number): number => dot(embed(a, dimensions), embed(b, dimensions));

const TEXTS = [
  'The invoice is due on the first of May.',
  'Ein Brückenbauer prüft die Schweißnähte.',
  '猫が窓の外を見ている',
  '🙂🙂',
  ' ',
  'x',
  'mañana lloverá en Sevilla',
  'a the of',
];

describe('an embedding', () => {
  test.each(TEXTS.flatMap((text) => [3, 48, 256, 1536, 3072].map((size) => [text, size] as const)))(
    'is as long as 1: %j in %i dimensions',
    (text, size) => {
      const vector = embed(text, size);
      expect(vector).toHaveLength(size);
      expect(Math.abs(Math.sqrt(dot(vector, vector)) - 1)).toBeLessThan(1e-6);
    },
  );

  test.each(TEXTS)('is the same each time, and whatever the case: %j', (text) => {
    expect(embed(text)).toEqual(embed(text));
    expect(cosine(text, text.toUpperCase())).toBeCloseTo(1, 5);
  });

  test.each([
    'please book two seats on the early train to Basel',
    'our warehouse in Porto ships spare parts every other Tuesday morning',
    'the orchestra rehearses a forgotten symphony before the autumn festival opens',
  ])('stays near when a letter of one word changes: %s', (text) => {
    const words = text.split(' ');
    for (let at = 0; at < words.length; at++) {
      const typo = words.with(at, `${(words[at] ?? '').slice(0, -1)}q`).join(' ');
      expect(cosine(text, typo)).toBeGreaterThan(0.75);
    }
  });

  test.each([
    ['Refunds are paid within five days', 'A refund is paid in five days', 'Five days of hiking', 'Owls hunt at night'],
    ['The pump leaks oil', 'Oil is leaking from the pumps', 'The pump is painted green', 'She sings in a choir'],
    ['東京の天気は晴れです', '東京の天気は雨です', '東京に住んでいます', 'パンを焼く'],
  ])('is nearest to what says the same: %s', (text, same, topic, other) => {
    const [near, middle, far] = [same, topic, other].map((one) => cosine(text, one));
    expect(near).toBeGreaterThan(middle ?? 1);
    expect(middle).toBeGreaterThan(far ?? 1);
  });

  test.each([
    [1536, 0.15],
    [256, 0.25],
  ])('is at right angles to that of other words, about: %i dimensions', (dimensions, bound) => {
    const topics = [
      'violin concerto tonight',
      'quarterly tax audit',
      'glacier hiking boots',
      'sourdough bread recipe',
      'kernel memory bug',
      'zebra migration',
    ];
    for (const [at, text] of topics.entries()) {
      for (const other of topics.slice(at + 1)) {
        expect(Math.abs(cosine(text, other, dimensions))).toBeLessThan(bound);
      }
    }
  });

  test('begins as a shorter one does', () => {
    for (const size of [1, 5, 256, 512]) {
      const text = 'A cable car climbs the northern slope';
      expect(dot(shorten(embed(text), size), embed(text, size))).toBeGreaterThan(1 - 1e-6);
    }
  });

  test('has nothing to do with that of another space, in which the same texts are near', () => {
    const [a, b, c] = ['The kettle boils', 'A kettle is boiling', 'Stamps from Peru'] as const;
    expect(Math.abs(dot(embed(a, 1536, 'one'), embed(a, 1536, 'two')))).toBeLessThan(0.15);
    const within = (space: string, other: string): number => dot(embed(a, 1536, space), embed(other, 1536, space));
    for (const space of ['one', 'two', 'three']) expect(within(space, b)).toBeGreaterThan(within(space, c));
  });
});

describe('a 32-bit float', () => {
  test('has the fewest digits that make it, and the same value in base64', () => {
    expect([0.1, 1, -0.00102203, 1e-8].map((value) => shortestFloat(Math.fround(value)))).toEqual([
      0.1, 1, -0.00102203, 1e-8,
    ]);
    const vector = embed('Any text at all, long enough to fill a vector with numbers of many sizes');
    const read = Buffer.from(base64Floats(vector), 'base64');
    for (const [at, value] of vector.entries()) {
      expect(Math.fround(shortestFloat(value))).toBe(value);
      expect(read.readFloatLE(at * 4)).toBe(value);
    }
  });
});

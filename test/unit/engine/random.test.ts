import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/engine/random.ts';

describe('createRandom', () => {
  test('gives the same numbers for the same seed, for ever', () => {
    const random = createRandom('42');
    expect([random.next(), random.next(), random.int(1, 100)]).toMatchInlineSnapshot(`
      [
        0.7538969058077782,
        0.5675286196637899,
        88,
      ]
    `);
  });

  test('gives different numbers for seeds that differ in one letter', () => {
    const firsts = Array.from({ length: 1000 }, (_, i) => createRandom(`seed/${i}`).next());
    expect(new Set(firsts).size).toBe(1000);
    const mean = firsts.reduce((a, b) => a + b, 0) / 1000;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
  });

  test('draws integers from both ends of a range and nothing beyond', () => {
    const random = createRandom('range');
    expect(new Set(Array.from({ length: 500 }, () => random.int(3, 6)))).toEqual(new Set([3, 4, 5, 6]));
  });

  test('forks generators that do not disturb their parent', () => {
    const [a, b] = [createRandom('x'), createRandom('x')];
    a.fork('part').next();
    expect(a.next()).toBe(b.next());
    expect(a.fork('part').next()).not.toBe(a.fork('other').next());
  });

  test('forks what a seed with the label behind a slash gives, also after draws', () => {
    const parent = createRandom('seed/7');
    parent.next();
    const fork = parent.fork('text').fork('more');
    const whole = createRandom('seed/7/text/more');
    expect([fork.next(), fork.next(), fork.normal()]).toEqual([whole.next(), whole.next(), whole.normal()]);
  });

  test('shuffles without losing or repeating anything', () => {
    const items = Array.from({ length: 20 }, (_, i) => i);
    expect(
      createRandom('s')
        .shuffle(items)
        .toSorted((x, y) => x - y),
    ).toEqual(items);
  });
});

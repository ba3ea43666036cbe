import { describe, expect, test } from 'vitest';
import { duration, money, pretty, size, tokens, visible } from '../../../../src/view/page/format.ts';

describe('formats', () => {
  test.each([
    [0.2, '<1 ms'],
    [999, '999 ms'],
    [2470, '2.47 s'],
    [12_340, '12.3 s'],
    [125_000, '2 min 5 s'],
  ])('a duration: %d', (ms, text) => expect(duration(ms)).toBe(text));

  test('sizes, tokens and amounts', () => {
    expect([size(999), size(36_200), size(2_500_000)]).toEqual(['999 B', '36.2 kB', '2.5 MB']);
    expect([tokens({ prompt: 1200, completion: 3 }), tokens({ prompt: 4 })]).toEqual(['1,200 → 3', '4 → 0']);
    expect([money({ amount: 0.0013674, currency: 'CNY' }), money({ amount: 2, currency: 'USD' })]).toEqual([
      '¥0.001367',
      '$2.00',
    ]);
    expect(money({ amount: 1.5, currency: 'not a currency' })).toBe('1.50 not a currency');
  });

  test('shows characters that would hide or turn others', () => {
    expect(visible('a\r\nb\u0000\u001b[31m\u202Ec\u200B\u0085')).toBe('a␍\nb␀␛[31m<U+202E>c<U+200B><U+0085>');
  });

  test('lays out JSON, and nothing else', () => {
    expect([pretty('{"a":1}'), pretty('{"a":')]).toEqual(['{\n  "a": 1\n}', '{"a":']);
  });
});

// Proves src/cli/parse-verify-options.ts.
import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../src/cli/parse-verify-options.ts';

describe('a duration', () => {
  it.each([
    ['90s', 90_000],
    ['20m', 1_200_000],
    ['20min', 1_200_000],
    ['1h30m', 5_400_000],
    ['0.5h', 1_800_000],
    ['24h', 86_400_000],
  ])('is read: %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '20', '0s', '-1m', '1d', '25h', '1 h', 'h', '1h30', '1e3s', 'Infinitys'])('is refused: %j', (text) => {
    expect(() => parseDuration(text)).toThrow(/Expected a duration/);
  });
});

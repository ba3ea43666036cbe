import { describe, expect, it } from 'vitest';
import { countImageTokens } from '../../../../src/contract/tokens/image-tokens.ts';

const TILES = { rule: 'tiles', base: 85, tile: 170, multiplier: 1 } as const;
const PATCHES = { rule: 'patches', base: 0, tile: 0, multiplier: 1 } as const;
const NANO = { ...PATCHES, multiplier: 2.46 };

describe('countImageTokens', () => {
  it.each([
    [1024, 1024, 765],
    [2048, 4096, 1105],
    [4096, 8192, 1105],
    [3008, 2000, 1105],
    [2560, 1669, 1105],
    [800, 400, 425],
    [1, 1, 255],
    [100_000, 1, 765],
  ])('cuts %i × %i into tiles', (width, height, tokens) => {
    expect(countImageTokens({ width, height }, 'high', TILES)).toBe(tokens);
  });

  it.each([
    [1024, 1024, 1024],
    [1800, 2400, 1452],
    [32, 32, 1],
    [33, 32, 2],
  ])('cuts %i × %i into patches', (width, height, tokens) => {
    expect(countImageTokens({ width, height }, 'auto', PATCHES)).toBe(tokens);
  });

  it('multiplies patches and rounds up', () => {
    expect(countImageTokens({ width: 540, height: 360 }, 'auto', NANO)).toBe(502);
  });

  it('never counts more patches than the cap', () => {
    for (let side = 100; side < 20_000; side += 37) {
      expect(countImageTokens({ width: side, height: 3000 }, 'auto', PATCHES)).toBeLessThanOrEqual(1536);
    }
  });

  it('counts low detail as the base, or as a small image', () => {
    expect(countImageTokens({ width: 3000, height: 3000 }, 'low', TILES)).toBe(85);
    expect(countImageTokens({ width: 3000, height: 3000 }, 'low', PATCHES)).toBe(256);
  });
});

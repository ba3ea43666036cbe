import type { ModelInfo } from '../models.ts';

type Rule = ModelInfo['image_tokens'];
type Size = { readonly width: number; readonly height: number };
export type ImageDetail = 'auto' | 'low' | 'high' | 'original';

/** What an image is taken for whose size cannot be known without fetching it. */
export const ASSUMED_SIZE: Size = { width: 1024, height: 1024 };

/** Figures of the published rules, in pixels: https://platform.openai.com/docs/guides/images-vision#calculating-costs */
const TILE = 512;
const TILES_WITHIN = 2048;
const TILES_SHORT_SIDE = 768;
const PATCH = 32;
const MAX_PATCHES = 1536;
const LOW_SIDE = 512;

/**
 * Prompt tokens of one image.
 *
 * @param detail `low` costs a tile model its base alone, and shrinks the image for a patch model; everything else is high.
 * @example
 * countImageTokens({ width: 3008, height: 2000 }, 'auto', { rule: 'tiles', base: 85, tile: 170, multiplier: 1 }); // 1105
 */
export function countImageTokens(size: Size, detail: ImageDetail, rule: Rule): number {
  switch (rule.rule) {
    case 'tiles':
      return rule.base + (detail === 'low' ? 0 : rule.tile * countTiles(size));
    case 'patches':
      return rule.base + Math.ceil(countPatches(detail === 'low' ? fitWithin(size, LOW_SIDE) : size) * rule.multiplier);
  }
}

/** Shrinks, never enlarges, until the longer side is at most `side`. */
function fitWithin({ width, height }: Size, side: number): Size {
  return scale({ width, height }, Math.min(1, side / Math.max(width, height)));
}

/** Whole pixels, so that rounding errors of the scale do not begin a new tile. */
const scale = ({ width, height }: Size, factor: number): Size => ({
  width: Math.max(1, Math.round(width * factor)),
  height: Math.max(1, Math.round(height * factor)),
});

function countTiles(size: Size): number {
  const within = fitWithin(size, TILES_WITHIN);
  const shown = scale(within, Math.min(1, TILES_SHORT_SIDE / Math.min(within.width, within.height)));
  return Math.ceil(shown.width / TILE) * Math.ceil(shown.height / TILE);
}

function countPatches({ width, height }: Size): number {
  const patches = Math.ceil(width / PATCH) * Math.ceil(height / PATCH);
  if (patches <= MAX_PATCHES) return patches;
  const shrink = Math.sqrt((PATCH * PATCH * MAX_PATCHES) / (width * height));
  const across = (width * shrink) / PATCH;
  const down = (height * shrink) / PATCH;
  // Shrunk a little further, so that one side is a whole number of patches.
  const fit = Math.min(Math.floor(across) / across, Math.floor(down) / down);
  return Math.min(MAX_PATCHES, Math.ceil(round6(across * fit)) * Math.ceil(round6(down * fit)));
}

/** Takes off the rounding error of a division that should have come out whole. */
const round6 = (value: number): number => Math.round(value * 1e6) / 1e6;

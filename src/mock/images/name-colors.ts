import type { ColorName } from '../../engine/fill/scene.ts';
import type { Pixel, Pixels } from './png-pixels.ts';

/** Pixels looked at along each side; more would not change which color there is most of. */
const GRID = 64;
/** A color of less than this share is a detail. */
const SHARE = 0.05;
/** Below this opacity a pixel is not seen. */
const SEEN = 32;

/** Hues in degrees up to which a color has its name, of strong and of dark colors. */
const HUES: ReadonlyArray<readonly [below: number, name: ColorName, dark: ColorName]> = [
  [15, 'red', 'red'],
  [45, 'orange', 'brown'],
  [70, 'yellow', 'brown'],
  [165, 'green', 'green'],
  [200, 'cyan', 'cyan'],
  [255, 'blue', 'blue'],
  [285, 'purple', 'purple'],
  [320, 'magenta', 'purple'],
  [345, 'pink', 'purple'],
  [361, 'red', 'red'],
];

/**
 * The plain name of a color.
 *
 * @example nameColor([255, 0, 0, 255]) // 'red'
 */
export function nameColor([red, green, blue]: Pixel): ColorName {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const chroma = most - least;
  const light = (most + least) / 2;
  if (most < 40) return 'black';
  if (chroma < 28 || (light > 235 && chroma < 40)) return light > 225 ? 'white' : 'grey';
  const hue = hueOf(red, green, blue, most, chroma);
  if ((hue < 15 || hue >= 320) && light > 170) return 'pink';
  const [, name, dark] = HUES.find(([below]) => hue < below) ?? [0, 'red', 'red'];
  return light < 85 ? dark : name;
}

function hueOf(red: number, green: number, blue: number, most: number, chroma: number): number {
  if (most === red) return (60 * ((green - blue) / chroma) + 360) % 360;
  return most === green ? 60 * ((blue - red) / chroma + 2) : 60 * ((red - green) / chroma + 4);
}

/** The colors of an image by name, that of most pixels first; empty where nothing of it can be seen. */
export function nameColors({ width, height, at }: Pixels): readonly ColorName[] {
  const counts = new Map<ColorName, number>();
  const [across, down] = [Math.min(width, GRID), Math.min(height, GRID)];
  let seen = 0;
  for (let j = 0; j < down; j++) {
    for (let i = 0; i < across; i++) {
      const pixel = at(Math.floor(((i + 0.5) * width) / across), Math.floor(((j + 0.5) * height) / down));
      if (pixel[3] < SEEN) continue;
      const name = nameColor(pixel);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      seen++;
    }
  }
  return [...counts]
    .filter(([, count]) => count >= seen * SHARE)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name]) => name);
}

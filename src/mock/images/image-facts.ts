import type { Message } from '../../contract/api-types.ts';
import { readImageSize } from '../../contract/tokens/image-size.ts';
import type { ColorName, ImageFact } from '../../engine/fill/scene.ts';
import { nameColors } from './name-colors.ts';
import { readPngPixels, type Inflate } from './png-pixels.ts';

/** Longest data URL whose pixels are looked at, in characters. */
const LONGEST_URL = 1_000_000;
/** Images of a request that are looked at. */
const MAX_IMAGES = 8;

function bytesOf(url: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function colorsOf(url: string, inflate: Inflate): readonly ColorName[] {
  const file = url.length > LONGEST_URL ? undefined : bytesOf(url);
  const pixels = file === undefined ? undefined : readPngPixels(file, inflate);
  return pixels === undefined ? [] : nameColors(pixels);
}

function factOf(url: string, inflate: Inflate | undefined): ImageFact {
  if (!url.startsWith('data:')) return { kind: 'url' };
  const size = readImageSize(url);
  if (!size) return { kind: 'unknown' };
  const colors = size.kind === 'png' && inflate !== undefined ? colorsOf(url, inflate) : [];
  return { kind: size.kind, width: size.width, height: size.height, ...(colors.length > 0 ? { colors } : {}) };
}

/**
 * What can be told of a prompt's images, for the messages after the last answer: size and kind by their headers, the colors of
 * small PNGs by their pixels.
 *
 * @param inflate without it, no pixels are looked at
 */
export function imageFacts(messages: readonly Message[], inflate?: Inflate): ImageFact[] {
  const from = messages.findLastIndex((message) => message.role === 'assistant') + 1;
  const facts: ImageFact[] = [];
  for (const message of messages.slice(from)) {
    if (!Array.isArray(message.content)) continue;
    for (const part of message.content) {
      if (part.type !== 'image_url') continue;
      facts.push(factOf(part.image_url.url, facts.length < MAX_IMAGES ? inflate : undefined));
    }
  }
  return facts;
}

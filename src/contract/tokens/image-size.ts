/** Size in pixels of an image, as its header says. */
export interface ImageSize {
  readonly kind: 'png' | 'jpeg' | 'gif' | 'webp';
  readonly width: number;
  readonly height: number;
}

/** Byte at a place; -1 beyond the end. Lets a header be read without decoding the megabytes after it. */
type ByteAt = (place: number) => number;

const BASE64 = /^data:[^,]*;base64,/i;
/** No parameter list of a data URL is longer; the search for its end stops here. */
const LONGEST_PREFIX = 256;
const LONGEST_LINE = 1024;

/**
 * Reads the size of a PNG, JPEG, GIF or WebP image from its header.
 *
 * @param image a base64 data URL, or the bytes of the file
 * @returns undefined when it is none of these, or its header is broken. The type that a data URL claims is not looked at.
 * @example
 * readImageSize('data:image/gif;base64,R0lGODlhAgADAAAAACw='); // { kind: 'gif', width: 2, height: 3 }
 */
export function readImageSize(image: string | Uint8Array): ImageSize | undefined {
  const at = typeof image === 'string' ? base64Bytes(image) : (place: number): number => image[place] ?? -1;
  if (at === undefined) return undefined;
  const size = readPng(at) ?? readGif(at) ?? readWebp(at) ?? readJpeg(at);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

function base64Bytes(url: string): ByteAt | undefined {
  const prefix = BASE64.exec(url.slice(0, LONGEST_PREFIX))?.[0];
  if (prefix === undefined) return undefined;
  // Wrapped base64 breaks its first line long before that.
  const spaced = /\s/.test(url.slice(0, LONGEST_LINE));
  const text = spaced ? url.slice(prefix.length).replaceAll(/\s/g, '') : url;
  const start = spaced ? 0 : prefix.length;
  return (place) => {
    const group = start + Math.floor(place / 3) * 4 + (place % 3);
    const high = sextet(text.charCodeAt(group));
    const low = sextet(text.charCodeAt(group + 1));
    if (high < 0 || low < 0) return -1;
    const shift = (place % 3) * 2;
    return ((high << (2 + shift)) | (low >> (4 - shift))) & 0xff;
  };
}

/** Value of a base64 or base64url digit; -1 for anything else, and beyond the end. */
function sextet(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x47;
  if (code >= 0x30 && code <= 0x39) return code + 4;
  if (code === 0x2b || code === 0x2d) return 62;
  return code === 0x2f || code === 0x5f ? 63 : -1;
}

const startsWith = (at: ByteAt, place: number, text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (at(place + i) !== text.charCodeAt(i)) return false;
  return true;
};
const big16 = (at: ByteAt, place: number): number => (at(place) << 8) | at(place + 1);
const little16 = (at: ByteAt, place: number): number => at(place) | (at(place + 1) << 8);
const little24 = (at: ByteAt, place: number): number => little16(at, place) | (at(place + 2) << 16);

/** https://www.w3.org/TR/png-3/#11IHDR */
function readPng(at: ByteAt): ImageSize | undefined {
  if (!startsWith(at, 0, '\x89PNG\r\n\x1a\n') || !startsWith(at, 12, 'IHDR')) return undefined;
  const side = (place: number): number => big16(at, place) * 0x10000 + big16(at, place + 2);
  return { kind: 'png', width: side(16), height: side(20) };
}

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt, section 18 */
function readGif(at: ByteAt): ImageSize | undefined {
  if (!startsWith(at, 0, 'GIF87a') && !startsWith(at, 0, 'GIF89a')) return undefined;
  return { kind: 'gif', width: little16(at, 6), height: little16(at, 8) };
}

const webp = (width: number, height: number): ImageSize => ({ kind: 'webp', width, height });

/** https://www.rfc-editor.org/rfc/rfc9649#section-2 */
function readWebp(at: ByteAt): ImageSize | undefined {
  if (!startsWith(at, 0, 'RIFF') || !startsWith(at, 8, 'WEBP')) return undefined;
  if (startsWith(at, 12, 'VP8X')) return webp(little24(at, 24) + 1, little24(at, 27) + 1);
  if (startsWith(at, 12, 'VP8L') && at(20) === 0x2f && at(24) >= 0) {
    return webp((little16(at, 21) & 0x3fff) + 1, ((little24(at, 22) >> 6) & 0x3fff) + 1);
  }
  if (startsWith(at, 12, 'VP8 ') && startsWith(at, 23, '\x9d\x01\x2a') && at(29) >= 0) {
    return webp(little16(at, 26) & 0x3fff, little16(at, 28) & 0x3fff);
  }
  return undefined;
}

/** https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B: the frame header is in a segment behind any number of others. */
function readJpeg(at: ByteAt): ImageSize | undefined {
  if (!startsWith(at, 0, '\xff\xd8\xff')) return undefined;
  for (let place = 2; at(place) === 0xff;) {
    const marker = at(place + 1);
    if (marker === 0xff) {
      place++;
    } else if (isFrame(marker)) {
      return { kind: 'jpeg', width: big16(at, place + 7), height: big16(at, place + 5) };
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      place += 2;
    } else {
      const length = big16(at, place + 2);
      // A scan or the end came first, or the file breaks off.
      if (marker === 0xda || marker === 0xd9 || length < 2) return undefined;
      place += 2 + length;
    }
  }
  return undefined;
}

/** SOF0 to SOF15, but for the three markers of that range that mean something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

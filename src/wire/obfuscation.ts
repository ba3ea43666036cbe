/** Letters and digits to cut padding from; which ones does not matter, only that they differ from chunk to chunk. */
const POOL = 'k3Zq9wLmX2cVb7NhYt5RfGdJ8sAeQ1uPoK6iWzMxC4vBnTyHgFrDjSlEa0UpOkIqZwXmVcNbLtYhRgFdSjAe';
const DATA_PREFIX = 'data: '.length;
const KEY = ',"obfuscation":""}'.length;

/**
 * The `obfuscation` member of a chunk: as many letters as make the JSON text one character longer than a multiple of 16,
 * which hides the length of the token inside (observed on every recorded event of the real API).
 *
 * @param characters of the event so far, from `data: ` up to the place where the member goes
 * @param serial number of the chunk, to vary the letters
 * @example obfuscation('data: {"id":"x"'.length, 0) // ',"obfuscation":"…"'
 */
export function obfuscation(characters: number, serial: number): string {
  const length = characters - DATA_PREFIX + KEY;
  const pad = (16 - ((length - 1) % 16)) % 16;
  const from = (serial * 7) % (POOL.length - 16);
  return `,"obfuscation":"${POOL.slice(from, from + pad)}"`;
}

/** How many characters a text has fewer than units: one outside the basic plane is two units of a JavaScript string. */
export function surrogatePairs(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xdc00 && unit <= 0xdfff) pairs++;
  }
  return pairs;
}

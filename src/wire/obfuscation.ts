/** Letters and digits to cut padding from; which ones does not matter, only that they differ from chunk to chunk. */
const POOL = 'k3Zq9wLmX2cVb7NhYt5RfGdJ8sAeQ1uPoK6iWzMxC4vBnTyHgFrDjSlEa0UpOkIqZwXmVcNbLtYhRgFdSjAe';
const DATA_PREFIX = 'data: '.length;
const KEY = ',"obfuscation":""}'.length;

/**
 * The `obfuscation` member of a chunk: as many letters as make the JSON text one character longer than a multiple of 16,
 * which hides the length of the token inside (observed on every recorded event of the real API).
 *
 * @param body the event so far, from `data: ` up to the place where the member goes
 * @param plain how many characters at the start of `body` are known to be in the basic plane
 * @param serial number of the chunk, to vary the letters
 * @example obfuscation('data: {"id":"x"', 0, 0) // ',"obfuscation":"…"'
 */
export function obfuscation(body: string, plain: number, serial: number): string {
  const length = body.length - surrogatePairs(body, plain) - DATA_PREFIX + KEY;
  const pad = (16 - ((length - 1) % 16)) % 16;
  const from = (serial * 7) % (POOL.length - 16);
  return `,"obfuscation":"${POOL.slice(from, from + pad)}"`;
}

/** The law counts characters, and a character outside the basic plane is two units of a JavaScript string. */
function surrogatePairs(body: string, from: number): number {
  let pairs = 0;
  for (let i = from; i < body.length; i++) {
    const unit = body.charCodeAt(i);
    if (unit >= 0xdc00 && unit <= 0xdfff) pairs++;
  }
  return pairs;
}

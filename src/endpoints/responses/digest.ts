const PRIMES = [0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1] as const;

function lane(text: string, seed: number): number {
  let hash = seed | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * As many hexadecimal digits as are asked for, made of a text: the same for the same text on every machine. It keeps no secret.
 *
 * @example digest('rs/0', 8).length // 8
 */
export function digest(text: string, digits: number): string {
  let out = '';
  for (let round = 0; out.length < digits; round++) {
    const prime = PRIMES[round % PRIMES.length] as number;
    out += lane(text, Math.imul(prime, round + 1) ^ 0x811c9dc5)
      .toString(16)
      .padStart(8, '0');
  }
  return out.slice(0, digits);
}

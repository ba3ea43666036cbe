import { digest } from './digest.ts';

/** Bytes of the hidden text: as much as short thoughts take (recorded: 824 characters and more in all). */
const CIPHERTEXT = 576;
const TIME_DIGITS = 16;
const IV_DIGITS = 32;
const MAC_DIGITS = 64;
const COUNT_DIGITS = 8;

const base64url = (hex: string): string => {
  const bytes = String.fromCharCode(...(hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)));
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_');
};

function hexOf(text: string): string {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  } catch {
    return '';
  }
}

const macOf = (body: string): string => digest(`mac/${body}`, MAC_DIGITS);

/**
 * Thoughts as a client without storage carries them: in the shape of a Fernet token, as the service sends it, with the number of
 * their tokens inside. The mark at the end tells a token of ours from a forged one; it keeps no secret.
 *
 * @param key of the item
 * @param created Unix seconds
 */
export function encryptThoughts(key: string, created: number, tokens: number): string {
  const time = created.toString(16).padStart(TIME_DIGITS, '0');
  const count = tokens.toString(16).padStart(COUNT_DIGITS, '0');
  const hidden = count + digest(`thoughts/${key}`, 2 * CIPHERTEXT - COUNT_DIGITS);
  const body = `80${time}${digest(`iv/${key}`, IV_DIGITS)}${hidden}`;
  return base64url(body + macOf(body));
}

/** How many tokens the thoughts of a token of ours have; `undefined` for any other text. */
export function decryptThoughts(text: string): number | undefined {
  const hex = hexOf(text);
  const body = hex.slice(0, -MAC_DIGITS);
  if (body === '' || macOf(body) !== hex.slice(-MAC_DIGITS)) return undefined;
  const from = 2 + TIME_DIGITS + IV_DIGITS;
  return Number.parseInt(body.slice(from, from + COUNT_DIGITS), 16);
}

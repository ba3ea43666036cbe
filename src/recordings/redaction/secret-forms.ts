import { withEntities } from '../html-entities.ts';
/** A way of writing a secret down. */
export interface SecretForm {
  readonly text: string;
  /** A run of so many characters of it already gives too much away. */
  readonly least: number;
}

/** Shorter secrets are words, and replacing words would spoil the evidence. */
export const SHORTEST_SECRET = 8;
/** Characters of a secret that may not be shown in a row. What good services show of a key is at most 3 + 4. */
const TOO_MANY = 12;

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const urlSafe = (base64: string): string =>
  base64
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');
const hexOfUnit = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, '0');

/** The characters of longer base64 that depend on the secret alone, where it begins so many bytes after a multiple of three. */
function base64Core(secret: Buffer, shift: number): string {
  const whole = Buffer.concat([Buffer.alloc(shift), secret]);
  return whole.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor((whole.length * 8) / 6));
}

function base64Forms(secret: string): string[] {
  const whole = [secret, `:${secret}`, `${secret}:`, `Bearer ${secret}`].map((text) => utf8(text).toString('base64'));
  const cores = [0, 1, 2].map((shift) => base64Core(utf8(secret), shift));
  return [...whole, ...cores].flatMap((text) => [text, urlSafe(text)]);
}

function hexForms(secret: string): string[] {
  const hex = utf8(secret).toString('hex');
  const percent = hex.replaceAll(/../g, '%$&');
  return [hex, hex.toUpperCase(), percent, percent.toUpperCase()];
}

function percentForms(secret: string): string[] {
  // A lone surrogate cannot be percent-encoded.
  const encoded = encodeURIComponent(secret.toWellFormed());
  // Forms have rules of their own: a plus for a space, and more characters that are encoded.
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  return [encoded, encoded.replaceAll('%20', '+'), form].flatMap((text) => [
    text,
    text.replaceAll(/%../g, (code) => code.toLowerCase()),
  ]);
}

function jsonForms(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const units = secret.split('').map(hexOfUnit);
  const codes = [units, units.map((code) => code.toUpperCase())].map((list) =>
    list.map((code) => `\\u${code}`).join(''),
  );
  return [escaped, escaped.replaceAll('/', '\\/'), ...codes];
}

/** Every character as a number, which is how some escape what they do not trust. */
function entityForms(secret: string): string[] {
  const numbers = [10, 16].map((base) => secret.split('').map((unit) => unit.charCodeAt(0).toString(base)));
  const [decimal = [], hex = []] = numbers;
  return [
    decimal.map((code) => `&#${code};`),
    hex.map((code) => `&#x${code};`),
    hex.map((code) => `&#x${code.toUpperCase()};`),
    [withEntities(secret)],
  ].map((parts) => parts.join(''));
}

/** What stands between characters to keep a text readable but hard to find. */
const SEPARATORS = [' ', '-', '.', '\u200B', '\u00AD'];

/** Forms that do not occur by accident, and that cost nothing to look for. */
function disguises(secret: string): string[] {
  const bytes = utf8(secret);
  const hex = bytes.toString('hex');
  const characters = secret.split('');
  return [
    hex.replaceAll(/..(?=.)/g, '$& '),
    hex.replaceAll(/..(?=.)/g, '$&:'),
    hex.replaceAll(/../g, '\\x$&'),
    hex.replaceAll(/../g, '=$&'),
    [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
    Buffer.from(secret, 'utf16le').toString('hex'),
    utf8(bytes.toString('base64')).toString('base64'),
    characters.map((unit) => (/[!-~]/.test(unit) ? String.fromCharCode(unit.charCodeAt(0) + 0xfee0) : unit)).join(''),
    ...SEPARATORS.map((separator) => characters.join(separator)),
  ];
}

/**
 * The ways in which a secret may be found in bytes and texts: as it is, as base64 (also inside of longer base64), in hexadecimal,
 * percent-encoded, with the escapes of JSON and of HTML, backwards, and in some disguises.
 *
 * @returns nothing for a secret of fewer than {@link SHORTEST_SECRET} characters
 */
export function secretForms(secret: string): readonly SecretForm[] {
  if (secret.length < SHORTEST_SECRET) return [];
  const texts = [
    secret,
    ...base64Forms(secret),
    ...hexForms(secret),
    ...percentForms(secret),
    ...jsonForms(secret),
    ...entityForms(secret),
    ...disguises(secret),
    secret.split('').toReversed().join(''),
  ];
  return [...new Set(texts)].map((text) => ({
    text,
    // Of a form that writes two characters for one, twice as many tell as much.
    least: secret.length < TOO_MANY ? text.length : Math.ceil((TOO_MANY * text.length) / secret.length),
  }));
}

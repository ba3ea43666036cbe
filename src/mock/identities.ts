import { createRandom } from '../engine/random.ts';
import type { Identity } from '../wire/identity.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 29;
const CALL_LENGTH = 24;
const REQUEST_LENGTH = 32;

/** What frozen answers carry as their moment of creation: 2025-11-13T00:00:00Z, the date of the model snapshot. */
const FROZEN_TIME = 1_762_992_000;

/** Identities of one call: of the answer, and of the HTTP exchange. */
export interface CallIdentity extends Identity {
  /** `req_` and 32 hexadecimal digits. */
  readonly requestId: string;
}

/** Makes identities; {@link createIdentities}. */
export interface Identities {
  /**
   * @param key what the answer depends on; its text is asked for only where identities are frozen
   * @param prefix of the answer's id
   */
  next(key: { readonly text: string }, prefix: string): CallIdentity;
  /** The moment that answers are created at, in Unix milliseconds; frozen with the identities. */
  now(): number;
}

/** Letters for a 32-bit number: six of them, different for different numbers. */
function letters(value: number): string {
  let rest = value >>> 0;
  let text = '';
  for (let i = 0; i < 6; i++) {
    text += ALPHABET[rest % 62];
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** A bijection of 32-bit numbers (the finaliser of MurmurHash3): successive numbers look unrelated, and none occurs twice. */
function scramble(value: number): number {
  let x = value ^ (value >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

function drawText(seed: string, length: number): string {
  const random = createRandom(seed);
  let text = '';
  while (text.length < length) text += ALPHABET[random.int(0, 61)];
  return text;
}

// Two digits a look-up: a request id is made for each call, and `toString(16)` with padding takes four times as long.
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hex = (value: number): string =>
  `${HEX[value >>> 24]}${HEX[(value >>> 16) & 255]}${HEX[(value >>> 8) & 255]}${HEX[value & 255]}`;

/** Unique identities: a part drawn once for the process, and a scrambled serial number. */
function uniqueIdentities(entropy: string, now: () => number): Identities {
  const base = drawText(entropy, ID_LENGTH).slice(6);
  const callBase = drawText(`${entropy}/call`, CALL_LENGTH).slice(12);
  const salt = createRandom(`${entropy}/salt`);
  const [saltA, saltB, saltC] = [salt.int(0, 2 ** 31), salt.int(0, 2 ** 31), salt.int(0, 2 ** 31)];
  const requestBase = hex(saltA) + hex(saltB);
  let serial = 0;
  return {
    now,
    next: (_key, prefix) => {
      const mine = serial++;
      const mark = scramble(mine + saltA);
      return {
        id: `${prefix}${letters(mark)}${base}`,
        created: Math.floor(now() / 1000),
        requestId: `req_${hex(mark)}${hex(scramble(mine ^ saltC))}${requestBase}`,
        callId: (call) => `call_${letters(scramble(mine ^ saltB))}${letters(scramble(call ^ saltC))}${callBase}`,
      };
    },
  };
}

/** Identities that depend on nothing but the request: the same answer, byte for byte, every time. */
function frozenIdentities(): Identities {
  return {
    now: () => FROZEN_TIME * 1000,
    next: ({ text: key }, prefix) => ({
      id: `${prefix}${drawText(`id/${key}`, ID_LENGTH)}`,
      created: FROZEN_TIME,
      requestId: `req_${[...drawText(`request/${key}`, REQUEST_LENGTH)].map((letter) => (letter.charCodeAt(0) % 16).toString(16)).join('')}`,
      callId: (call) => `call_${drawText(`call/${key}/${call}`, CALL_LENGTH)}`,
    }),
  };
}

/**
 * @param options.entropy differs between processes, so that their identities do
 * @param options.now milliseconds since 1970
 */
export function createIdentities(options: {
  readonly stableIds: boolean;
  readonly entropy: string;
  readonly now: () => number;
}): Identities {
  return options.stableIds ? frozenIdentities() : uniqueIdentities(options.entropy, options.now);
}

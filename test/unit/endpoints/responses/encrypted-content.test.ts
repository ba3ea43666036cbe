import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decryptThoughts, encryptThoughts } from '../../../../src/endpoints/responses/encrypted-content.ts';

const TIME = 1_795_000_123;
const bytesOf = (token: string): Buffer => Buffer.from(token, 'base64url');

describe('thoughts that a client keeps', () => {
  it('have the shape of a Fernet token: version, time, and blocks', () => {
    const token = encryptThoughts('rs_x', TIME, 640);
    expect(token).toMatch(/^gAAAA[\w-]+=*$/);
    expect(token.length % 4).toBe(0);
    const bytes = bytesOf(token);
    expect([bytes[0], bytes.readBigUInt64BE(1)]).toEqual([0x80, BigInt(TIME)]);
    expect(bytes.length % 16).toBe(57 % 16);
    expect(token.length).toBeGreaterThanOrEqual(824);
  });

  it('tell their tokens and are the same each time, and another for another item', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.nat(0xffffff), (key, tokens) => {
        const token = encryptThoughts(key, TIME, tokens);
        expect(decryptThoughts(token)).toBe(tokens);
        expect(encryptThoughts(key, TIME, tokens)).toBe(token);
        expect(encryptThoughts(`${key}.`, TIME, tokens)).not.toBe(token);
      }),
      { numRuns: 100, seed: 9 },
    );
  });

  it('are known as forged where any byte is another', () => {
    const token = encryptThoughts('rs_x', TIME, 64);
    const { length } = bytesOf(token);
    for (let at = 0; at < length; at += 13) {
      const bytes = bytesOf(token);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      expect(decryptThoughts(bytes.toString('base64url'))).toBeUndefined();
    }
  });

  it.each(['', 'gAAAA', 'not base64 ✨', 'A'.repeat(844), encryptThoughts('rs_x', TIME, 64).slice(0, -8)])(
    'are not %j',
    (text) => {
      expect(decryptThoughts(text)).toBeUndefined();
    },
  );
});

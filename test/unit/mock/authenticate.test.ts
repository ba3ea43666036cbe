import { describe, expect, it } from 'vitest';
import { authenticate, INVALID_KEY } from '../../../src/mock/authenticate.ts';

const codeOf = (authorization: string | undefined, keys: readonly string[] = []): string | null | undefined =>
  authenticate(authorization, new Set(keys), 'POST')?.error.code;

describe('authenticate', () => {
  it('accepts any key where none is named, but for the invalid one', () => {
    expect(codeOf('Bearer sk-any')).toBeUndefined();
    expect(codeOf('bearer sk-any')).toBeUndefined();
    expect(codeOf(`Bearer ${INVALID_KEY}`)).toBe('invalid_api_key');
  });

  it('accepts only the keys that are named, and never the invalid one', () => {
    expect(codeOf('Bearer sk-one', ['sk-one'])).toBeUndefined();
    expect(codeOf('Bearer sk-two', ['sk-one'])).toBe('invalid_api_key');
    expect(codeOf(`Bearer ${INVALID_KEY}`, [INVALID_KEY])).toBe('invalid_api_key');
  });

  it('says in another way that nothing came, or something else than a bearer token', () => {
    expect(codeOf(undefined)).toBeNull();
    expect(codeOf('Basic eDp5')).toBeNull();
  });
});

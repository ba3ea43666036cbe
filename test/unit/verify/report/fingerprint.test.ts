import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/contract/finding.ts';
import { fingerprint } from '../../../../src/verify/report/fingerprint.ts';

const FINDING: Finding = {
  requirement: 'finish.once',
  level: 'MUST',
  path: '/choices/0/delta/tool_calls/1',
  event: 12,
  expected: 'one',
  received: 'two',
};
const PARTS = { profile: 'starmagic', model: 'gpt-5.1', variant: 'stream' } as const;

const base = fingerprint(FINDING, PARTS);

describe('fingerprint', () => {
  // Baselines hold these: a change of this value makes every entry of everybody new.
  it('is the same as in every version before', () => {
    expect(base).toBe('9c7a5de7036965ab');
  });

  it.each<[string, Partial<Finding>]>([
    ['the words', { expected: 'a single one', received: 'three' }],
    ['the event', { event: 3 }],
    ['the positions in lists', { path: '/choices/1/delta/tool_calls/12' }],
  ])('does not depend on %s', (_, over) => {
    expect(fingerprint({ ...FINDING, ...over }, PARTS)).toBe(base);
  });

  it('differs where anything else does', () => {
    const others = [
      fingerprint({ ...FINDING, requirement: 'sse.done.once' }, PARTS),
      fingerprint({ ...FINDING, level: 'SHOULD' }, PARTS),
      fingerprint({ ...FINDING, path: '/choices/0/delta' }, PARTS),
      fingerprint(FINDING, { ...PARTS, profile: 'openai' }),
      fingerprint(FINDING, { ...PARTS, model: 'gpt-5.1-chat' }),
      fingerprint(FINDING, { ...PARTS, variant: 'plain' }),
    ];
    expect(new Set([base, ...others]).size).toBe(7);
  });
});

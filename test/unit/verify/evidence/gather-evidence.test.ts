import { describe, expect, it } from 'vitest';
import { gatherEvidence, parseOnce } from '../../../../src/verify/evidence/gather-evidence.ts';
import { evidenceOf, observed, TOOLS } from '../support/observed.ts';

describe('gatherEvidence', () => {
  const first = observed({ probe: 'text', attempt: 0, status: 503 });
  const second = observed({ probe: 'text', attempt: 1 });
  const sample = observed({ probe: 'text', sample: 1 });
  const other = observed({ probe: 'stop' });
  const evidence = evidenceOf([first, second, other, sample]);

  it('counts the last attempt of each sample, and keeps the others', () => {
    expect(evidence.of('text').map(({ observation }) => observation)).toEqual([second, sample]);
    expect(evidence.of('stop').map(({ observation }) => observation)).toEqual([other]);
    expect(evidence.of('limit')).toEqual([]);
    expect(evidence.all).toHaveLength(3);
    expect(evidence.attempts.map(({ status }) => status)).toEqual([503, 200, 200, 200]);
  });

  it('knows the model by the catalogue, and that it knows one not', () => {
    expect(evidence.info?.id).toBe('gpt-5.1');
    expect(gatherEvidence([], TOOLS, { model: 'gpt-9' }).info).toBeUndefined();
  });

  it('knows nothing of capabilities that nobody told of', () => {
    const told = evidenceOf([], { capabilities: new Map([['tools', 'absent']]) });
    expect([told.capability('tools'), told.capability('vision'), evidence.capability('tools')]).toEqual([
      'absent',
      'unknown',
      'unknown',
    ]);
  });

  it('reads an observation once by the same tools', () => {
    expect(parseOnce(first, TOOLS)).toBe(parseOnce(first, TOOLS));
    expect(parseOnce(first, { ...TOOLS })).not.toBe(parseOnce(first, TOOLS));
    expect(evidence.attempts[0]).toBe(parseOnce(first, TOOLS));
  });
});

import { describe, expect, it } from 'vitest';
import { PROBES } from '../../../../src/verify/probes/catalogue.ts';
import { inDisguise, userAgentOf } from '../../../../src/verify/run/disguise.ts';
import { openRun, planRun, probeContext } from '../../../../src/verify/run/open-run.ts';

const ids = (nonce: string, more: object = {}): string[] =>
  inDisguise(PROBES, { suite: 'reseller', ...more }, nonce).map(({ id }) => id);

describe('a run of suite reseller', () => {
  it('sends the same probes in another order for another nonce, and the first one first', () => {
    expect(ids('a')).not.toEqual(ids('b'));
    expect(ids('a').toSorted()).toEqual(ids('b').toSorted());
    expect(ids('a')[0]).toBe(PROBES[0]?.id);
    expect(ids('a')).toEqual(ids('a'));
  });

  it.each(['a', 'b', 'c', 'd', 'e'])('sends what is made from an answer after it: %s', (nonce) => {
    const order = ids(nonce);
    const late = PROBES.filter(({ id, after = [] }) => after.some((one) => order.indexOf(one) > order.indexOf(id)));
    expect(late.map(({ id }) => id)).toEqual([]);
  });

  it('keeps the order of the catalogue where it is frank', () => {
    expect(ids('a', { honestProbes: true })).toEqual(PROBES.map(({ id }) => id));
    expect(ids('a', { suite: 'core' })).toEqual(PROBES.map(({ id }) => id));
  });

  it('names itself as a common client, unless it is told to be frank or what to say', () => {
    expect(userAgentOf({ suite: 'reseller' }, 'a')).not.toContain('starmock');
    expect(userAgentOf({ suite: 'reseller', honestProbes: true }, 'a')).toContain('starmock');
    expect(userAgentOf({ suite: 'reseller', userAgent: 'curl/8' }, 'a')).toBe('curl/8');
    expect(userAgentOf({}, 'a')).toContain('starmock');
  });

  it.each(['price', 'a'])('says starmock nowhere, and costs at most 0.60 for gpt-5.1: %s', async (nonce) => {
    const base = { baseUrl: 'http://mock/v1', apiKey: 'sk-1', models: ['gpt-5.1'], nonce } as const;
    const run = await openRun({ ...base, suite: 'reseller' });
    const said = run.probes.map((probe) =>
      JSON.stringify(probe.request(probeContext(run, 'gpt-5.1', probe, 0, () => undefined)) ?? ''),
    );
    expect(said.filter((text) => /starmock/i.test(text))).toEqual([]);
    expect(planRun(run).reduce((sum, { worst }) => sum + worst.amount, 0)).toBeLessThanOrEqual(0.6);
  });
});

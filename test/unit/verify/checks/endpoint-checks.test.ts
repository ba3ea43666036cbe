import { describe, expect, it } from 'vitest';
import { ENDPOINT_CHECKS } from '../../../../src/verify/checks/endpoint-checks.ts';
import { CHECKS } from '../../../../src/verify/checks/catalogue.ts';
import { suitesOf } from '../../../../src/verify/checks/suites.ts';
import { ENDPOINT_PROBES } from '../../../../src/verify/probes/endpoint-probes.ts';
import { loadVerifiedContract } from '../../../../src/verify/run/open-endpoint.ts';
import { selectProbes } from '../../../../src/verify/run/select-probes.ts';

const ENDPOINTS = ['responses', 'embeddings'] as const;
const PROFILES = ['starmagic', 'openai'] as const;
const sorted = (values: Iterable<string>): string[] => [...values].toSorted();
const twice = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);
const cases = ENDPOINTS.flatMap((endpoint) => PROFILES.map((profile) => [endpoint, profile] as const));

describe.each(ENDPOINTS)('the checks of %s', (endpoint) => {
  const checks = ENDPOINT_CHECKS[endpoint];
  const probes = ENDPOINT_PROBES[endpoint];
  const probeIds = new Set(probes.map(({ id }) => id));

  it('have no id twice, and neither have the probes', () => {
    expect(twice(checks.map(({ id }) => id))).toEqual([]);
    expect(twice(probes.map(({ id }) => id))).toEqual([]);
  });

  it('name a probe of the endpoint where they name any, and each but those shared with chat completions name no other', () => {
    const shared = new Set<string>(CHECKS.map(({ id }) => id));
    const unfed = checks.filter((check) => check.probes.length > 0 && !check.probes.some((id) => probeIds.has(id)));
    expect(unfed.map(({ id }) => id)).toEqual([]);
    const own = checks.filter(({ id }) => !shared.has(id));
    const strange = own.flatMap(({ id, probes: some }) =>
      some.filter((one) => !probeIds.has(one)).map((one) => `${id}: ${one}`),
    );
    expect(strange).toEqual([]);
  });

  it('are fed by every probe', () => {
    const fed = new Set(selectProbes(probes, checks).map(({ id }) => id));
    expect(probes.filter(({ id }) => !fed.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('have probes in the order in which these are made of one another', () => {
    const place = new Map(probes.map(({ id }, index) => [id, index]));
    const late = probes.filter(({ id, after = [] }) =>
      after.some((one) => !((place.get(one) ?? Infinity) < (place.get(id) ?? -1))),
    );
    expect(late.map(({ id }) => id)).toEqual([]);
  });

  it('say what to do in a sentence in the imperative', () => {
    const wrong = checks.filter(({ fix }) => !/^(?:[A-Z][a-z]+|Don't) \S.*\.$/.test(fix));
    expect(wrong.map(({ fix }) => fix)).toEqual([]);
  });

  it('sample nothing but what hangs on the free will of a model', () => {
    expect(checks.filter((check) => check.sampling !== undefined && check.class !== 'behavior')).toEqual([]);
  });
});

describe('the contract that an endpoint is verified by', () => {
  it.each(cases)(
    'has one check for each requirement of %s, and no other, with the profile %s',
    async (endpoint, profile) => {
      const { requirements } = await loadVerifiedContract(profile, endpoint);
      expect(sorted(ENDPOINT_CHECKS[endpoint].map(({ id }) => id))).toEqual(sorted(requirements.map(({ id }) => id)));
    },
  );

  it.each(PROFILES)('is always the same for the profile %s', async (profile) => {
    expect(await loadVerifiedContract(profile, 'responses')).toBe(await loadVerifiedContract(profile, 'responses'));
  });
});

describe('suitesOf', () => {
  it('names the suites that hold something', () => {
    expect(suitesOf(ENDPOINT_CHECKS.responses)).toEqual([
      'core',
      'agent',
      'json',
      'reasoning',
      'state',
      'reseller',
      'full',
    ]);
    expect(suitesOf(ENDPOINT_CHECKS.embeddings)).toEqual(['core', 'reseller', 'full']);
    expect(suitesOf(ENDPOINT_CHECKS.chat)).not.toContain('state');
  });

  it('leaves more than forty requirements of Responses to its core, and the rest to features', () => {
    const own = ENDPOINT_CHECKS.responses.filter(({ id }) => id.startsWith('responses.'));
    expect(own.length).toBeGreaterThan(100);
  });
});

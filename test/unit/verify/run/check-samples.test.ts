import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../../src/verify/checks/catalogue.ts';
import { checkSamples } from '../../../../src/verify/run/check-samples.ts';

const refusal = (samples: Record<string, number>): (() => void) => {
  return () => checkSamples(samples, CHECKS);
};

describe('samples', () => {
  it('may be asked for of every check that has probes of its own to repeat', () => {
    const repeated = CHECKS.filter(({ sampling, probes }) => sampling !== undefined && probes.length > 0);
    expect(repeated.length).toBeGreaterThan(10);
    expect(refusal(Object.fromEntries(repeated.map(({ id }) => [id, 5])))).not.toThrow();
    expect(refusal({})).not.toThrow();
  });

  it('are refused where they would be ignored: of protocol, and of what is judged of every exchange', () => {
    expect(refusal({ 'finish.once': 5 })).toThrow(/"finish.once": it checks every exchange once/);
    const everywhere = CHECKS.filter(({ sampling, probes }) => sampling !== undefined && probes.length === 0);
    for (const { id } of everywhere) expect(refusal({ [id]: 5 })).toThrow(/never sampled/);
  });

  it('are refused of a check that the run does not make, with the name that may be meant', () => {
    expect(refusal({ 'json.objects': 5 })).toThrow(/not part of this run; did you mean "json.object"\?/);
    expect(refusal({ 'something.else': 5 })).toThrow(/not part of this run$/);
  });
});

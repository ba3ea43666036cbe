import { describe, expect, it } from 'vitest';
import { loadProfile } from '../../../../src/contract/profile.ts';
import { loadValidators } from '../../../../src/contract/schema/validators.ts';
import { INITIAL_HEALTH, healthAfter, type EndpointHealth } from '../../../../src/verify/run/give-up.ts';
import type { Observation } from '../../../../src/recordings/observation.ts';
import { observationOf } from '../../../../src/recordings/recorded-exchange.ts';
import { parseExchange, type ParseContext } from '../../../../src/verify/evidence/parse-exchange.ts';
import { tokenizer } from '../../../support/tokenizer.ts';

const contract = await loadProfile('starmagic');
const tools: ParseContext = { contract, validators: await loadValidators(contract), tokenizer };
const request = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'hi' }] };

const good = observationOf({ request, body: { choices: [] }, status: 200, headers: {} });
const silent: Observation = {
  ...observationOf({ request, body: '' }),
  end: { how: 'timeout', ms: 1, detail: 'nothing for 1 ms' },
};
const { head: _, ...headless } = good;
const off = (phase: 'connect' | 'head', code: string): Observation => ({
  ...headless,
  readings: [],
  failure: { phase, code, message: `${phase} failed` },
});
const large = (body: string): Observation => observationOf({ request, body });

const after = (...observations: readonly Observation[]): EndpointHealth =>
  observations.reduce((health, observation) => healthAfter(health, parseExchange(observation, tools)), INITIAL_HEALTH);
const preflight = (over: { readonly status: number; readonly headers?: Record<string, string> }): EndpointHealth =>
  after({ ...observationOf({ request, body: '{}', ...over }), probe: 'text' });

describe('an endpoint', () => {
  it.each([401, 402, 403, 404])('is unusable whose first answer has the status %i', (status) => {
    expect(preflight({ status }).unusable?.reason).toContain(`status ${status}`);
  });

  it('is unusable where it redirects, and its address is told', () => {
    const { unusable } = preflight({ status: 307, headers: { Location: 'https://api.example.com/v2' } });
    expect(unusable?.reason).toMatch(/redirects to https:\/\/api\.example\.com\/v2 \(status 307\)/);
  });

  it('is given up after three answers of which nothing could be read', () => {
    expect(after(silent, silent).unusable).toBeUndefined();
    expect(after(silent, silent, silent).unusable?.reason).toBe('nothing for 1 ms');
  });

  it('is asked on where it has answered once, however often it says nothing afterwards', () => {
    expect(after(good, silent, silent, silent, silent)).toMatchObject({ answered: true, failures: 0 });
    expect(after(silent, silent, good, silent, silent, silent).unusable).toBeUndefined();
  });

  const late: Observation = { ...good, end: { how: 'timeout', ms: 1, detail: 'not whole after 1 ms' } };
  const ill: Observation = observationOf({ request, body: { error: { message: 'no' } }, status: 503, headers: {} });
  const wanting = (wants: 'answer' | 'refusal', count: number): EndpointHealth =>
    Array.from({ length: count }).reduce<EndpointHealth>(
      (health) => healthAfter(health, parseExchange(ill, { ...tools, wants: () => wants })),
      INITIAL_HEALTH,
    );

  it('is given up after five time-outs in a row, whatever could be read', () => {
    expect(after(late, late, late, late).unusable).toBeUndefined();
    expect(after(late, late, late, late, good, late, late, late, late).brokenOff).toBeUndefined();
    expect(after(late, late, late, late, late)).toMatchObject({
      answered: true,
      brokenOff: expect.stringMatching(/^5 /),
    });
  });

  it('is given up where five answers in a row are errors of its own, and not for how it refuses', () => {
    expect(wanting('answer', 4).brokenOff).toBeUndefined();
    expect(wanting('answer', 5).brokenOff).toMatch(/^5 exchanges in a row .* status of 500 or more$/);
    expect(wanting('refusal', 50).brokenOff).toBeUndefined();
  });

  it.each([
    ['no connection is made', off('connect', 'ECONNREFUSED')],
    ['no head comes in time', off('head', 'TIMEOUT')],
  ])('is left where it has answered, and then three times %s', (_, gone) => {
    expect(after(good, gone, gone).brokenOff).toBeUndefined();
    expect(after(good, gone, gone, good, gone, gone).brokenOff).toBeUndefined();
    expect(after(good, gone, gone, gone).brokenOff).toBe('the endpoint can no longer be reached');
  });

  it('is left where its answers fill the memory, by their bytes or by their values', () => {
    const long = large(`{"a":"${'x'.repeat(8_000_000)}"}`);
    expect(after(long, long, long, long).brokenOff).toBeUndefined();
    expect(after(...Array.from({ length: 7 }, () => long)).brokenOff).toMatch(/far larger than what was asked for/);
    expect(after(good, large('[]'.repeat(1_600_000))).brokenOff).toMatch(/far larger than what was asked for/);
  });
});

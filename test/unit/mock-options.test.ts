import { describe, expect, it, test } from 'vitest';
import { createMock, type Mock, type MockOptions } from '../../src/index.ts';
import { post } from '../support/mock.ts';
import { ask } from '../support/requests.ts';

/** What JavaScript may hand in. */
const made = (options: object): Mock => createMock(options as MockOptions);

describe('an option', () => {
  it.each([
    [{ fault: ['429'] }, /unknown option "fault"\. Did you mean "faults"\?/],
    [{ senarios: [] }, /unknown option "senarios"\. Did you mean "scenarios"\?/],
    [{ zebra: 1 }, /unknown option "zebra"\.$/],
    [{ toString: 1 }, /unknown option "toString"/],
    [{ faults: 'sse.stall' }, /invalid "faults": expected a list of strings, got "sse\.stall"/],
    [{ faultScript: [429] }, /invalid "faultScript"/],
    [{ faultRate: 1.5 }, /invalid "faultRate": expected a number from 0 to 1, got 1\.5/],
    [{ scenarios: './scenarios.yaml' }, /invalid "scenarios": expected a list/],
    [{ profile: 5 }, /invalid "profile"/],
    [{ speed: 0 }, /invalid "speed"/],
    [{ speed: 'fast' }, /invalid "speed"/],
    [{ strict: 'yes' }, /invalid "strict": expected true or false, got "yes"/],
    [{ modelAliases: ['a=b'] }, /invalid "modelAliases"/],
    [{ onExchange: true }, /invalid "onExchange"/],
    [{ anyModel: true, strictModels: true }, /mutually exclusive/],
  ])('%j that is wrong throws where it is given', (options, message) => {
    expect(() => made(options)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
    expect(() => made(options)).toThrow(message);
  });

  it('that is undefined counts as not given', async () => {
    await using mock = made({ faults: undefined, profile: undefined, speed: undefined });
    expect((await post(mock, ask('Hello'))).status).toBe(200);
  });
});

const LATE: readonly (readonly [string, object, string])[] = [
  ['fault', { faults: ['sse.stal'] }, 'BAD_OPTION'],
  ['parameter of a fault', { faults: ['sse.stall@chunks=3'] }, 'BAD_OPTION'],
  ['step of a script', { faultScript: ['429', 'okay'] }, 'BAD_OPTION'],
  ['scenario', { scenarios: [{ match: { usr: 'a' }, reply: 'A' }] }, 'BAD_SCENARIO'],
  ['file of scenarios', { scenarios: ['/nowhere/scenarios.yaml'] }, 'BAD_SCENARIO'],
  ['profile', { profile: 'openay' }, 'BAD_PROFILE'],
  ['alias', { modelAliases: { mine: 'gpt-none' } }, 'BAD_OPTION'],
];

const CALLS: readonly (readonly [string, (mock: Mock) => Promise<unknown>])[] = [
  ['fetch', (mock) => post(mock, ask('Hello'))],
  [
    'fetch of another endpoint',
    (mock) => mock.fetch('http://mock/v1/models', { headers: { authorization: 'Bearer k' } }),
  ],
  ['listen', (mock) => mock.listen()],
  ['warm', (mock) => mock.warm()],
  ['use', (mock) => mock.use({ reply: 'x' })],
  ['controlled', (mock) => mock.controlled()],
];

describe.each(LATE)('a wrong %s', (_name, options, code) => {
  test.each(CALLS)('rejects the first call, of %s, and is no exception elsewhere', async (_call, call) => {
    const inside: unknown[] = [];
    const mock = made({ ...options, onInternalError: (error: unknown) => inside.push(error) });
    await expect(call(mock)).rejects.toMatchObject({ code });
    await expect(call(mock)).rejects.toMatchObject({ code });
    expect(inside).toEqual([]);
    await mock.close();
  });
});

test('a profile that is nearly a name is told which', async () => {
  await expect(createMock({ profile: 'openay' }).warm()).rejects.toThrow(/Did you mean "openai"\?/);
});

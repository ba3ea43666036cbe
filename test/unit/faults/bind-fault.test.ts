import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/engine/random.ts';
import type { Plan } from '../../../src/engine/plan.ts';
import { bindFault, type BoundFault } from '../../../src/faults/bind-fault.ts';
import type { Fault, FaultRequest } from '../../../src/faults/fault.ts';
import { chooseFault } from '../../../src/faults/find-fault.ts';
import { injectFaults, joinInjections } from '../../../src/faults/injection.ts';
import { refuse } from '../../../src/faults/transforms/refuse.ts';

const request = (text: string): FaultRequest => ({
  method: 'POST',
  path: '/v1/chat/completions',
  body: { model: 'gpt-5.1', messages: [{ role: 'user', content: text }] },
  trusted: false,
  header: () => undefined,
});

const bind = (text: string, seed = 'a'): BoundFault =>
  bindFault(chooseFault(text), (label) => {
    const random = createRandom(`${seed}/${label}`);
    return () => random.next();
  });

const FAULT: Fault = {
  name: 'test.fault',
  title: 'Says its name.',
  harm: 'fatal',
  breaks: ['err.server'],
  seen: 'assumed',
};

const made = (fault: Partial<Fault>): BoundFault =>
  bindFault({ text: fault.name ?? FAULT.name, fault: { ...FAULT, ...fault }, values: new Map() }, () => Math.random);

const said = (message: string): Plan => refuse(message);

describe('a bound fault', () => {
  test('counts the requests that it meets', () => {
    const bound = bind('b.bom');
    expect([1, 2, 3].map(() => bound.meet(request('hi'), false).serial)).toEqual([0, 1, 2]);
  });

  test('draws the same for the same seed, request and call, and something else otherwise', () => {
    const draws = (seed: string, text: string): number[] => {
      const { random } = bind('err.flaky-500', seed).meet(request(text), false);
      return [random(), random()];
    };
    expect(draws('a', 'hi')).toEqual(draws('a', 'hi'));
    expect(new Set([draws('a', 'hi'), draws('b', 'hi'), draws('a', 'ho')].flat()).size).toBe(6);
  });

  test('draws anew for each call', () => {
    const bound = bind('err.flaky-500');
    const [first, second] = [bound.meet(request('hi'), false), bound.meet(request('hi'), false)];
    expect(first.random()).not.toBe(second.random());
  });

  test('remembers a text for the next request', () => {
    const bound = bind('b.bom');
    expect(bound.meet(request('hi'), false).remember('one')).toBeUndefined();
    expect(bound.meet(request('hi'), false).remember('two')).toBe('one');
  });

  test('has its parameters, by name and kind', () => {
    const context = bind('param.ignore=stop').meet(request('hi'), false);
    expect(context.text('value')).toBe('stop');
    expect(() => context.number('value')).toThrow(TypeError);
    expect(() => context.text('other')).toThrow(TypeError);
  });
});

describe('faults that one request meets', () => {
  const shout = made({
    name: 'test.shout',
    plan: (plan) => (plan.kind === 'error' ? said(`${plan.error.message}!`) : plan),
  });
  const ask = made({
    name: 'test.ask',
    plan: (plan) => (plan.kind === 'error' ? said(`${plan.error.message}?`) : plan),
  });

  test('bend it one after the other', () => {
    expect(injectFaults([shout, ask], request('hi')).plan(said('hey'))).toEqual(said('hey!?'));
    expect(injectFaults([ask, shout], request('hi')).plan(said('hey'))).toEqual(said('hey?!'));
  });

  test('are over when one of them refuses it', () => {
    const never = made({ policy: () => expect.unreachable('a request that is refused goes no further') });
    const refusing = made({ policy: () => refuse('no') });
    expect(injectFaults([refusing, never], request('hi')).policy()).toEqual(refuse('no'));
  });

  test('see the request as the client sent it, and hand it on bent', () => {
    const drop = made({ policy: (one) => ({ ...one, body: {} }) });
    const look = made({
      policy: (one, context) => ({
        ...one,
        path: `${Object.keys(one.body ?? {}).length}/${Object.keys(context.request.body ?? {}).length}`,
      }),
    });
    expect(injectFaults([drop, look], request('hi')).policy()).toMatchObject({ body: {}, path: '0/2' });
  });

  test('know whether a stream was asked for', () => {
    const body = { ...request('hi').body, stream: true };
    expect(injectFaults([], { ...request('hi'), body }).stream).toBe(true);
    expect(injectFaults([], request('hi')).stream).toBe(false);
  });

  test('are told by name, those of a scenario last', () => {
    const joined = joinInjections(injectFaults([shout], request('hi')), injectFaults([ask], request('hi')));
    expect(joined.names).toEqual(['test.shout', 'test.ask']);
    expect(joined.plan(said('hey'))).toEqual(said('hey!?'));
  });
});

import { describe, expect, test } from 'vitest';
import { createIndex } from '../../../src/scenarios/scenario-index.ts';
import { takeScenario, unusedScenarios } from '../../../src/scenarios/scenario-set.ts';
import { createScenarioState } from '../../../src/scenarios/scenario-state.ts';
import type { Scenario } from '../../../src/scenarios/scenario.ts';
import { answers, factsOf, play, setOf } from './support.ts';
import { ask } from '../../support/requests.ts';

const many = (make: (index: number) => Scenario): Scenario[] => Array.from({ length: 2000 }, (_, index) => make(index));

describe('specificity', () => {
  test('puts more before less, whatever the order of loading', async () => {
    const set = await setOf(
      { name: 'any', reply: 'x' },
      { name: 'model', match: { model: 'gpt-5.1' }, reply: 'x' },
      { name: 'pattern', match: { model: 'gpt-*' }, reply: 'x' },
      { name: 'word', match: { user: 'hello' }, reply: 'x' },
      { name: 'words', match: { user: 'hello there' }, reply: 'x' },
      { name: 'whole', match: { user: { equals: 'hello there' } }, reply: 'x' },
      { name: 'header', match: { headers: { 'x-test': 'a' } }, reply: 'x' },
    );
    const order = ['header', 'whole', 'words', 'word', 'model', 'pattern', 'any'];
    expect(set.scenarios.map(({ name }) => name)).toEqual(order);
  });

  test('leaves equals in the order of loading', async () => {
    const set = await setOf(
      { name: 'first', match: { user: 'one' }, reply: 'x' },
      { name: 'second', match: { user: 'two' }, reply: 'x' },
    );
    expect(answers(set, factsOf(ask('two one')))).toBe('first');
  });
});

describe('the index', () => {
  test.each<[string, (index: number) => Scenario]>([
    ['words', (i) => ({ match: { user: `order number ${i}` }, reply: 'x' })],
    ['whole texts', (i) => ({ match: { user: { equals: `order number ${i}` } }, reply: 'x' })],
    ['headers', (i) => ({ match: { headers: { 'x-test': String(i) } }, reply: 'x' })],
    ['places', (i) => ({ match: { json: { path: '/metadata/test', equals: String(i) } }, reply: 'x' })],
    ['tools', (i) => ({ match: { tools: [`tool_${i}`] }, reply: 'x' })],
    ['a literal beside a pattern', (i) => ({ match: { model: `model-${i}`, user: { regex: '7' } }, reply: 'x' })],
  ])('looks at one scenario of 2000 that differ in %s', async (_title, make) => {
    const set = await setOf(...many(make));
    const facts = factsOf(
      ask('order number 7', {
        model: 'model-7',
        metadata: { test: '7' },
        tools: [{ type: 'function', function: { name: 'tool_7' } }],
      }),
      { 'x-test': '7' },
    );
    expect(createIndex(set.scenarios).candidates(facts).length).toBe(1);
    expect(set.match(facts, createScenarioState())?.scenario.name).toBe('scenario 8');
  });

  test('finds what a look at every scenario finds', async () => {
    const set = await setOf(
      { name: 'a', match: { user: { contains: ['red', 'blue'] } }, reply: 'x' },
      { name: 'b', match: { user: { contains: 'blu', partial: true } }, reply: 'x' },
      { name: 'c', match: { message: { role: 'any', at: 'history', contains: 'red' } }, reply: 'x' },
      { name: 'd', match: { user: { regex: 'gre+n' }, model: 'gpt-4o' }, reply: 'x' },
      { name: 'e', reply: 'x' },
    );
    for (const text of ['red blue', 'blue', 'bluish', 'red', 'green', '', 'redblue']) {
      const facts = factsOf(ask(text, { model: text === 'green' ? 'gpt-4o' : 'gpt-5.1' }));
      const all = set.scenarios.filter(({ conditions }) => conditions.every((one) => one.test(facts)));
      expect([text, answers(set, facts)]).toEqual([text, all[0]?.name]);
    }
  });
});

describe('state', () => {
  test('belongs to the session: two of them do not see each other', async () => {
    const set = await setOf({ sequence: ['one', 'two'] });
    const [a, b] = [createScenarioState(), createScenarioState()];
    const say = (state: typeof a): unknown => {
      const script = play(set, factsOf(ask('hi')), state);
      return script?.kind === 'answer' ? script.choices[0]?.draft.text : script;
    };
    expect([say(a), say(b), say(a), say(a), say(b)]).toEqual(['one', 'one', 'two', 'two', 'two']);
  });

  test('is not changed by matching', async () => {
    const set = await setOf({ name: 'once', times: 1, reply: 'x' });
    const state = createScenarioState();
    const facts = factsOf(ask('hi'));
    set.match(facts, state);
    expect(answers(set, facts, state)).toBe('once');
  });

  test('survives a reload under the same name', async () => {
    const old = await setOf({ name: 'once', times: 1, reply: 'x' });
    const state = createScenarioState();
    const facts = factsOf(ask('hi'));
    const found = old.match(facts, state);
    if (found) takeScenario(state, found);
    const renewed = await setOf(
      { name: 'new', match: { model: 'other' }, reply: 'x' },
      { name: 'once', times: 1, reply: 'y' },
    );
    expect(answers(renewed, facts, state)).toBeUndefined();
  });

  test('tells which scenarios nobody used', async () => {
    const set = await setOf({ name: 'used', reply: 'x' }, { name: 'idle', match: { model: 'other' }, reply: 'x' });
    const state = createScenarioState();
    play(set, factsOf(ask('hi')), state);
    expect(unusedScenarios(set, [createScenarioState(), state]).map(({ name }) => name)).toEqual(['idle']);
  });
});

describe('a scenario that only calls tools', () => {
  const result = {
    model: 'gpt-5.1',
    messages: [
      { role: 'user', content: 'weather' },
      { role: 'assistant', tool_calls: [{ id: 'a', type: 'function', function: { name: 'get', arguments: '{}' } }] },
      { role: 'tool', tool_call_id: 'a', content: 'rain' },
    ],
  } as const;
  const calls = { tool_calls: [{ name: 'get' }] };

  test('leaves the result alone, so that loops end', async () => {
    const set = await setOf({ name: 'call', match: { user: 'weather' }, reply: calls });
    expect(answers(set, factsOf(ask('weather')))).toBe('call');
    expect(answers(set, factsOf(result as never))).toBeUndefined();
  });

  test('takes the result when its match says so, or when its sequence goes on', async () => {
    const asked = await setOf({ name: 'call', match: { user: 'weather', tool_result: { tool: 'get' } }, reply: calls });
    const steps = await setOf({ name: 'loop', match: { user: 'weather' }, sequence: [calls, 'It rains.'] });
    expect([answers(asked, factsOf(result as never)), answers(steps, factsOf(result as never))]).toEqual([
      'call',
      'loop',
    ]);
  });
});

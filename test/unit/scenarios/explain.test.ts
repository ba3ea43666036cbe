import { describe, expect, test } from 'vitest';
import { explanationText, unmatchedMessage } from '../../../src/scenarios/explain.ts';
import type { RequestFacts } from '../../../src/scenarios/request-facts.ts';
import type { ScenarioSet } from '../../../src/scenarios/scenario-set.ts';
import { createScenarioState } from '../../../src/scenarios/scenario-state.ts';
import { factsOf, play, setOf } from './support.ts';
import { ask } from '../../support/requests.ts';

const names = (set: ScenarioSet, facts: RequestFacts): string[] =>
  set.explain(facts, createScenarioState()).map(({ scenario }) => scenario);

describe('explanations', () => {
  test('put the nearest scenario first, and what matches before it', async () => {
    const set = await setOf(
      { name: 'far', match: { user: 'sea', model: 'gpt-4o' }, reply: 'x' },
      { name: 'near', match: { user: 'weather', model: 'gpt-4o' }, reply: 'x' },
      { name: 'there', match: { model: 'gpt-5.1' }, reply: 'x' },
    );
    expect(names(set, factsOf(ask('the weather')))).toEqual(['there', 'near', 'far']);
  });

  test('name the first condition that fails', async () => {
    const set = await setOf({
      name: 'it',
      match: { user: 'weather', tools: ['a', 'b'], turn: 2 },
      reply: 'x',
    });
    const facts = factsOf(ask('weather', { tools: [{ type: 'function', function: { name: 'a' } }] }));
    expect(set.explain(facts, createScenarioState())[0]?.failed).toEqual({
      label: 'the request declares the tool "b"',
      points: 30,
      holds: false,
      received: 'it declares "a"',
    });
  });

  test('tell that a scenario is used up, and take it for the nearest', async () => {
    const set = await setOf(
      { name: 'once', times: 1, reply: 'x' },
      { name: 'other', match: { user: 'hi', model: 'gpt-4o' }, reply: 'x' },
    );
    const state = createScenarioState();
    play(set, factsOf(ask('hi')), state);
    expect(unmatchedMessage(set.explain(factsOf(ask('hi')), state)).split('\n')[1]).toBe(
      '1. once (test): not met: the scenario is used once at most (already reached).',
    );
  });

  test('show no secret, neither the one sent nor the one wanted', async () => {
    const set = await setOf(
      { match: { headers: { Authorization: 'Bearer sk-wanted' } }, reply: 'x' },
      { match: { headers: { 'x-api-key': { contains: 'sk-wanted' } } }, reply: 'x' },
    );
    const facts = factsOf(ask('hi'), { authorization: 'Bearer sk-sent', 'x-api-key': 'sk-sent' });
    const explanations = set.explain(facts, createScenarioState());
    expect(JSON.stringify(explanations) + unmatchedMessage(explanations)).not.toMatch(/sk-/);
  });

  test('stay short however long the request and the list are', async () => {
    const scenarios = Array.from({ length: 500 }, (_, index) => ({ match: { user: `word${index}` }, reply: 'x' }));
    const set = await setOf(...scenarios);
    const message = unmatchedMessage(set.explain(factsOf(ask('long '.repeat(10_000))), createScenarioState()));
    expect(message.split('\n')).toHaveLength(4);
    expect(message.length).toBeLessThan(1000);
  });

  test('are told in full with the points', async () => {
    const set = await setOf(
      { name: 'a', match: { model: 'gpt-4o', stream: false }, reply: 'x' },
      { name: 'b', reply: 'x' },
    );
    expect(explanationText(set.explain(factsOf(ask('hi')), createScenarioState()), 5).split('\n')).toEqual([
      'matches  b (test), 0 points',
      '  + no conditions',
      'no match  a (test), 12 points',
      '  - the model is gpt-4o (10): it is "gpt-5.1"',
      '  + the request is not streamed (2)',
    ]);
  });

  test('say so when nothing is loaded', async () => {
    const set = await setOf();
    expect(unmatchedMessage(set.explain(factsOf(ask('hi')), createScenarioState()))).toMatch(/no scenarios are loaded/);
  });
});

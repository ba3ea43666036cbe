import {
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  integer,
  oneof,
  option,
  record,
  string,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchConditions } from '../../../src/scenarios/match-conditions.ts';
import { createScenarioState } from '../../../src/scenarios/scenario-state.ts';
import type { Match } from '../../../src/scenarios/scenario.ts';
import { containsWords, textFact, wordsOf } from '../../../src/scenarios/text-fact.ts';
import { factsOf, setOf } from './support.ts';
import { ask } from '../../support/requests.ts';

const word = constantFrom('red', 'Blue', 'grün', '天', '天气', 'c++', 'İ', "don't", '_', '𝐀');
const phrase = array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const text = array(oneof(word, string({ maxLength: 3 })), { maxLength: 6 }).map((words) => words.join(' '));
const maybe = { nil: undefined };

const match = record({
  user: option(
    oneof(
      phrase,
      record({ contains: phrase, partial: boolean(), ignore_case: boolean() }),
      record({ equals: phrase, ignore_case: boolean() }),
    ),
    maybe,
  ),
  message: option(
    record({
      role: constantFrom('any', 'user', 'assistant'),
      at: constantFrom('any', 'history', 'first', 0, -1),
      contains: phrase,
    }),
    maybe,
  ),
  model: option(constantFrom('gpt-5.1', 'gpt-4o', 'gpt-*'), maybe),
  turn: option(integer({ min: 1, max: 2 }), maybe),
  headers: option(record({ 'x-test': constantFrom('a', 'b') }), maybe),
  json: option(
    record({
      path: constantFrom('/messages/0/role', '/messages/*/content'),
      equals: oneof(phrase, constantFrom('user')),
    }),
    maybe,
  ),
});

/** Keys without a value are not there. */
const defined = (value: object): Match =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));

describe('the index', () => {
  test('never hides a scenario that matches', async () => {
    await assert(
      asyncProperty(
        array(match, { maxLength: 12 }),
        text,
        constantFrom('gpt-5.1', 'gpt-4o'),
        constantFrom('a', 'b'),
        async (matches, said, model, header) => {
          const scenarios = matches.map((one, index) => ({
            name: `${index}`,
            match: defined(one),
            times: 1,
            reply: 'x',
          }));
          const set = await setOf(...scenarios);
          const facts = factsOf(ask(said, { model }), { 'x-test': header });
          const first = set.scenarios.find(({ conditions }) => conditions.every((condition) => condition.test(facts)));
          expect(set.match(facts, createScenarioState())?.scenario.name).toBe(first?.name);
        },
      ),
      { numRuns: 400, seed: 7 },
    );
  });

  test('finds the words of each phrase that a text contains', async () => {
    await assert(
      asyncProperty(text, phrase, async (said, wanted) => {
        const { lower } = textFact(said);
        const missing = wordsOf(wanted.toLowerCase()).filter((one) => !wordsOf(lower).includes(one));
        expect(containsWords(lower, wanted.toLowerCase()) && missing.length > 0).toBe(false);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  test('has conditions that hold wherever their literals are needed', () => {
    const conditions = matchConditions({ user: 'red fish' }, () => undefined);
    expect(conditions[0]?.keys.map(({ value }) => value)).toEqual(['red', 'fish']);
  });
});

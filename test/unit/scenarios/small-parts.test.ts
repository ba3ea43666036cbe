// Proves src/scenarios/: parts too small for a file of tests of their own.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nearestName } from '../../../src/contract/did-you-mean.ts';
import { ERROR_STATUS } from '../../../src/scenarios/error-names.ts';
import { parseJsonPath, valuesAt } from '../../../src/scenarios/json-path.ts';
import { compilePattern } from '../../../src/scenarios/safe-regex.ts';
import { scriptUsage } from '../../../src/engine/script-usage.ts';
import type { Match, Reply, Scenario } from '../../../src/scenarios/scenario.ts';
import { wordsOf } from '../../../src/scenarios/text-fact.ts';

describe('regular expressions', () => {
  test.each(['(a+)+', '(?:a*)*b', '((a|b)+c?)+', '(\\w+\\s?)*$', '(a{2,})+', '(([a-z])+.)+[A-Z]', '(?<x>a+){1,}'])(
    'are refused where repetition is nested: %s',
    (source) => {
      expect(compilePattern(source, false)).toHaveProperty('fault');
    },
  );

  test.each(['a+b+', '(a+)?', '(ab)+', '(a|b)*', '[(+)+]+', '\\(a+\\)+', '(a+){2}', '^(?:\\d{3}-)+x', '[\\]a+]+'])(
    'are taken where it is not: %s',
    (source) => {
      expect(compilePattern(source, false)).toBeInstanceOf(RegExp);
    },
  );
});

describe('words', () => {
  test('are told apart in every script', () => {
    expect(wordsOf('Tokyo东京 is 日本, ok_1')).toEqual(['Tokyo', '东', '京', 'is', '日', '本', 'ok_1']);
  });
});

describe('paths', () => {
  const value = { a: [{ b: 1 }, { b: 2 }], 'x/y': { '~': 3 }, '*': 4 };

  test.each([
    ['', [value]],
    ['/a/1/b', [2]],
    ['/a/*/b', [1, 2]],
    ['/x~1y/~0', [3]],
    ['/~2', [4]],
    ['/a/-', []],
    ['/toString', []],
  ])('lead to values: %s', (path, expected) => {
    expect(valuesAt(value, parseJsonPath(path))).toEqual(expected);
  });
});

describe('near names', () => {
  test.each([
    ['containz', 'contains'],
    ['toolCalls', 'tool_calls'],
    ['tol_calls', 'tool_calls'],
    ['cotnains', 'contains'],
    ['banana', undefined],
    ['x'.repeat(100_000), undefined],
  ])('are found: %.20s', (name, expected) => {
    expect(nearestName(name, ['contains', 'tool_calls', 'equals'])).toBe(expected);
  });
});

describe('usage', () => {
  const counted = {
    prompt_tokens: 10,
    completion_tokens: 5,
    total_tokens: 15,
    completion_tokens_details: { reasoning_tokens: 3, audio_tokens: 0 },
  };

  test('keeps what was counted, and adds up', () => {
    const usage = scriptUsage(counted, { prompt_tokens: 100, completion_tokens_details: { reasoning_tokens: 4 } });
    expect(usage).toMatchObject({
      prompt_tokens: 100,
      total_tokens: 105,
      completion_tokens_details: { reasoning_tokens: 4, audio_tokens: 0 },
    });
  });

  test('takes a wrong total as it is given', () => {
    expect(scriptUsage(counted, { total_tokens: 1 }).total_tokens).toBe(1);
  });
});

describe('the schema of scenario files', () => {
  const path = 'spec/schemas/scenarios.schema.json';
  const schema = JSON.parse(readFileSync(path, 'utf8'));
  const keys = (name: string): string[] => Object.keys(schema.$defs[name].properties).toSorted();

  // The compiler refuses a list that lacks a key of the type, or has another one.
  test('has the keys of the types', () => {
    const scenario = { name: 1, match: 1, reply: 1, sequence: 1, after_last: 1, times: 1, allow: 1 } satisfies Record<
      keyof Scenario,
      1
    >;
    const match = {
      model: 1,
      user: 1,
      system: 1,
      message: 1,
      tools: 1,
      tool_result: 1,
      turn: 1,
      response_format: 1,
      stream: 1,
      headers: 1,
      json: 1,
    } satisfies Record<Exclude<keyof Match, 'predicate'>, 1>;
    const answer = { text: 1, json: 1, reasoning: 1, refusal: 1, tool_calls: 1, finish_reason: 1, logprobs: 1 };
    const reply = {
      ...answer,
      choices: 1,
      usage: 1,
      error: 1,
      fault: 1,
      timing: 1,
      template: 1,
      generate: 1,
    } satisfies Record<keyof Reply, number>;
    expect(keys('scenario')).toEqual(Object.keys(scenario).toSorted());
    expect(keys('match')).toEqual(Object.keys(match).toSorted());
    expect([...keys('answerFields'), ...keys('replyFields')].toSorted()).toEqual(Object.keys(reply).toSorted());
    expect(schema.$defs.errorName.enum.toSorted()).toEqual(Object.keys(ERROR_STATUS).toSorted());
  });
});

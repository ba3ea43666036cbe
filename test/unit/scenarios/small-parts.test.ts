// Proves src/scenarios/: parts too small for a file of tests of their own.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nearestName } from '../../../src/contract/did-you-mean.ts';
import { ERROR_STATUS } from '../../../src/scenarios/error-names.ts';
import { parseJsonPath, valuesAt } from '../../../src/scenarios/json-path.ts';
import { compilePattern } from '../../../src/scenarios/safe-regex.ts';
import { parseFile } from '../../../src/scenarios/parse-file.ts';
import { growth, MAX_LINEAR_GROWTH } from '../../support/effort.ts';
import { scriptUsage } from '../../../src/engine/script-usage.ts';
import type { Match, Reply, Scenario } from '../../../src/scenarios/scenario.ts';
import { wordsOf } from '../../../src/scenarios/text-fact.ts';

describe('regular expressions', () => {
  const matches = (source: string, text: string, ignoreCase = false): boolean => {
    const pattern = compilePattern(source, ignoreCase);
    if ('fault' in pattern) throw new Error(pattern.fault);
    return pattern.test(text);
  };

  test.each([
    '(a+)+$',
    '(a|a)*b',
    '(.*?,){30}P',
    '(\\w+\\s?)*$',
    '(?:a|a|a)+c',
    '(([a-z])+.)+[A-Z]',
    '(x?){900}x{900}y',
  ])('take time that grows with the text alone: %s', (source) => {
    expect(growth((size) => matches(source, `${'a,x '.repeat(size / 4)}!`), 20_000)).toBeLessThan(MAX_LINEAR_GROWTH);
  });

  test.each(['(?=a)b', 'a(?!b)', '(?<=a)b', '(?<!a)b', '(a)\\1', '(?<x>a)\\k<x>', 'a{1001}'])(
    'are refused, with what to do, where that is impossible: %s',
    (source) => {
      expect(compilePattern(source, false)).toMatchObject({ hint: expect.stringContaining('contains') as string });
    },
  );

  test.each(['a(', '[z-a]', 'a**', '\\1x', '\\'])('are refused where they are none: %s', (source) => {
    expect(compilePattern(source, false)).toHaveProperty('fault');
  });

  test('mean what they mean in JavaScript', () => {
    const sources = [
      '^.$',
      '^\\s+$',
      '^[\\s-]+$',
      '^\\S$',
      '\\bday\\b',
      '^\\p{Script=Han}+$',
      '^\\p{Lu}',
      '\\u{1F600}',
      '^[^\\d.]$',
      'a.c',
      '[.]x',
      '^\\/',
    ];
    const texts = [
      'x',
      '😀',
      '\u00a0\u3000',
      '\u2028',
      'a day in',
      'days',
      '東京',
      'Über',
      'a\nc',
      'a\u2029c',
      'abc',
      '.x',
      '/',
      '-',
      '5',
      '',
    ];
    for (const source of sources)
      for (const text of texts)
        expect([source, text, matches(source, text)]).toEqual([source, text, new RegExp(source, 'u').test(text)]);
    expect([matches('ÜBER', 'über', true), matches('ÜBER', 'über')]).toEqual([true, false]);
  });

  test('given as values of the language stay as they are', () => {
    const pattern = compilePattern(/(?=a)(a+)\1/g, true);
    expect(String(pattern)).toBe('/(?=a)(a+)\\1/i');
    expect('test' in pattern && [pattern.test('xAA'), pattern.test('xA')]).toEqual([true, false]);
  });
});

describe('YAML aliases', () => {
  const bomb = (levels: number): string =>
    `scenarios: []\na0: &a0 [x, y, z]\n${Array.from({ length: levels }, (_, at) => `a${at + 1}: &a${at + 1} [${Array.from({ length: 8 }, () => `*a${at}`).join(', ')}]\n`).join('')}`;

  test('may stand for some values, and not for millions', async () => {
    expect(await parseFile('a.yaml', bomb(3))).not.toHaveProperty('fault');
    expect(await parseFile('a.yaml', bomb(7))).toMatchObject({
      fault: { line: 3, message: expect.stringContaining('aliases') as string },
    });
    expect(await parseFile('a.yaml', 'scenarios: &me [*me]')).toHaveProperty('fault');
  });
});

describe('nesting', () => {
  const nested = (levels: number): string => `{"scenarios":${'['.repeat(levels)}${']'.repeat(levels)}}`;

  test.each(['a.json', 'a.yaml'])('may be deep, and not so deep that no program can walk it: %s', async (file) => {
    expect(await parseFile(file, nested(90))).not.toHaveProperty('fault');
    for (const levels of [110, 100_000]) {
      expect(await parseFile(file, nested(levels))).toMatchObject({
        fault: { message: expect.stringMatching(/nest/) as string },
      });
    }
  });
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
    const scenario = {
      name: 1,
      match: 1,
      reply: 1,
      sequence: 1,
      after_last: 1,
      times: 1,
      set_state: 1,
      allow: 1,
    } satisfies Record<keyof Scenario, 1>;
    const match = {
      model: 1,
      user: 1,
      system: 1,
      message: 1,
      tools: 1,
      tool_result: 1,
      turn: 1,
      state: 1,
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

import { describe, expect, test } from 'vitest';
import { parseFile } from '../../../src/scenarios/parse-file.ts';
import type { Reply, Scenario } from '../../../src/scenarios/scenario.ts';
import { valueSource, type Source } from '../../../src/scenarios/source.ts';
import { problemsOf } from './support.ts';

async function file(name: string, text: string): Promise<Source> {
  const source = await parseFile(name, text);
  if ('fault' in source) throw new Error(source.fault.message);
  return source;
}

/** What is said against one scenario, without its place. */
async function against(value: unknown): Promise<string[]> {
  const lines = await problemsOf([valueSource('test', [value as Scenario])]);
  return lines.map((line) => line.replace(/^test#\S+ /, ''));
}

const replies = (reply: unknown, more = {}): Promise<string[]> => against({ reply, ...more });

describe('diagnostics', () => {
  test('name file, line and column, in YAML and JSON alike', async () => {
    const yaml = await file('a.yaml', 'scenarios:\n  - match:\n      usr: hi\n    reply: x\n');
    const json = await file('b.json', '{\n  "scenarios": [\n    { "match": { "usr": "hi" }, "reply": "x" }\n  ]\n}');
    expect(await problemsOf([yaml, json])).toEqual([
      'a.yaml:3:7 unknown key "usr"; did you mean "user"?',
      'b.json:3:18 unknown key "usr"; did you mean "user"?',
    ]);
  });

  test('follow aliases to the text that they stand for', async () => {
    const yaml = await file(
      'a.yaml',
      'scenarios:\n  - reply: &it { text: 5 }\n  - { match: { turn: 1 }, reply: *it }\n',
    );
    const [first, second] = await problemsOf([yaml]);
    expect([first, second]).toEqual(Array(2).fill('a.yaml:2:24 expected a string, got the number 5; add quotes'));
  });

  test('give values a pointer, as they have no line', async () => {
    expect(await problemsOf([valueSource('createMock', [{ reply: 5 } as never])])).toEqual([
      'createMock#/scenarios/0/reply expected a string or an object, got the number 5; add quotes',
    ]);
  });

  test('come all at once, from all sources', async () => {
    const sources = [
      valueSource('a', [{ name: 'x', reply: 'x' }]),
      valueSource('b', [{ name: 'x', match: { turn: 1 }, reply: 'x' }, { reply: 'y' }, { replly: 'z' } as never]),
    ];
    expect(await problemsOf(sources)).toEqual([
      'b#/scenarios/2/replly unknown key "replly"; did you mean "reply"?',
      'b#/scenarios/0/name duplicate scenario name "x"; it is already used in a',
      'b#/scenarios/1 never used: "x" in a has the same conditions and comes first; add a condition, or limit the first one with times',
    ]);
  });

  test.each([
    [null, 'test expected an object, got null'],
    [{ scenarios: {} }, 'test#/scenarios expected a list, got an object'],
    [{ scenario: [] }, 'test missing key "scenarios"'],
  ])('judge a whole file: %j', async (value, expected) => {
    expect(await problemsOf([{ file: 'test', value }])).toContain(expected);
  });
});

describe('shape', () => {
  test.each([
    [{ reply: 'x', sequence: ['y'] }, ['"reply" and "sequence" cannot be combined; keep one']],
    [{ match: {} }, ['expected "reply" or "sequence"']],
    [{ match: { user: {} }, reply: 'x' }, ['expected "equals", "contains" or "regex"']],
    [
      { match: { user: { partial: true, equals: 'x' } }, reply: 'x' },
      ['"partial" says something about "contains", which is not there'],
    ],
    [{ match: { turn: { min: 3, max: 2 } }, reply: 'x' }, ['min is greater than max']],
    [{ match: { user: { regex: '(' } }, reply: 'x' }, [expect.stringMatching(/^invalid regular expression: /)]],
    [{ match: { user: { regex: '(?=a)(a+)+$' } }, reply: 'x' }, [expect.stringMatching(/look-around/)]],
    [
      { match: { json: { path: 'x', exists: true } }, reply: 'x' },
      ['expected a JSON Pointer that starts with /, got "x"'],
    ],
    [{ match: { response_format: 'json' }, reply: 'x' }, [expect.stringMatching(/^expected one of text, json_object/)]],
    [{ match: { tools: [] }, reply: 'x' }, ['must not be empty']],
    [{ times: 0, reply: 'x' }, ['expected at least 1, got the number 0']],
    [{ allow: ['tool.arg.json'], reply: 'x' }, ['unknown requirement "tool.arg.json"; did you mean "tool.args.json"?']],
  ])('is judged: %j', async (value, expected) => {
    expect(await against(value)).toEqual(expected);
  });
});

const purpose = (id: string): string => `; add allow: [${id}] to the scenario if this is intended`;

describe('a reply', () => {
  test.each<[Reply, string]>([
    [{ text: 'x', error: 500 }, '"text" and "error" cannot be combined'],
    [{ error: 500, generate: true }, '"error" and "generate" cannot be combined'],
    [{ text: 'x', refusal: 'y' }, '"text" and "refusal" cannot be combined'],
    [{ text: 'x', json: 1 }, '"text" and "json" cannot be combined'],
    [{ error: 500, usage: { prompt_tokens: 1 } }, '"error" and "usage" cannot be combined'],
    [{ error: 500, timing: { tokens_per_second: 1 } }, 'errors support only first_token_ms'],
    [{ fault: 'b.usage-nul' }, 'there is no fault "b.usage-nul"; did you mean b.usage-null?'],
    [
      { template: true, text: '{{#user}}' },
      expect.stringMatching(
        /^invalid template: .*; templates are Liquid: write sections as \{% for … %\} or \{% if … %\}$/,
      ),
    ],
    [{ template: true, text: '{% if user %}' }, expect.stringMatching(/^invalid template: tag .* not closed/)],
    [{ template: true, text: '{{ user | loud }}' }, 'invalid template: undefined filter: loud'],
    [{ template: true, text: '{{usr}}' }, 'unknown template variable "usr"; did you mean "user"?'],
    [{ template: true, text: '{% include "x" %}' }, 'invalid template: tag "include" not found'],
    [
      { template: true, text: '{% if a %}{% endif %}{{ usr }}' },
      expect.stringMatching(/^unknown template variable "a"; known are model, /),
    ],
    [{ tool_calls: [{ name: 'f', arguments: {}, input: '' }] }, '"arguments" and "input" cannot be combined'],
  ])('must not contradict itself: %j', async (reply, expected) => {
    expect(await replies(reply)).toEqual([expected]);
  });

  test.each<[string, Reply, string]>([
    ['tool.args.json', { tool_calls: [{ name: 'f', arguments: '{' }] }, 'arguments is not a JSON object'],
    ['finish.tool-calls', { text: 'x', finish_reason: 'tool_calls' }, 'finish_reason tool_calls requires tool_calls'],
    ['param.logprobs', { text: 'x', logprobs: [{ token: 'y', logprob: 0 }] }, 'the tokens do not add up to the text'],
    [
      'usage.sum',
      { text: 'x', usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 4 } },
      '1 + 2 is 3, not 4',
    ],
  ])('may break %s only on purpose', async (id, reply, message) => {
    expect(await replies(reply)).toEqual([message + purpose(id)]);
    expect(await replies(reply, { allow: [id] })).toEqual([]);
  });

  test('that says nothing is a mistake, one that only has a fault is none', async () => {
    expect(await replies({ timing: { first_token_ms: 5 } })).toEqual([expect.stringMatching(/^the reply is empty/)]);
    expect(await replies({ fault: 'b.bom' })).toEqual([]);
  });

  test('that was cut short owes no whole arguments', async () => {
    expect(await replies({ tool_calls: [{ name: 'f', arguments: '{' }], finish_reason: 'length' })).toEqual([]);
  });
});

const pair = (first: Scenario, second: Scenario): Promise<string[]> =>
  problemsOf([valueSource('test', [first, second])]);

describe('shadowing', () => {
  test('is found however the same is written', async () => {
    const found = await pair(
      { match: { user: 'Hello', message: { role: 'user', at: -1, contains: 'there' } }, reply: 'x' },
      { match: { user: { contains: ['there', 'hello'] }, model: '*' }, reply: 'y' },
    );
    expect(found).toEqual([expect.stringContaining('never used: "scenario 1"')]);
  });

  test('is none where the first steps aside', async () => {
    expect(await pair({ times: 2, reply: 'x' }, { reply: 'y' })).toEqual([]);
  });

  test('knows that a scenario which only calls tools leaves results to others', async () => {
    const calls: Scenario = { match: { user: 'x' }, reply: { tool_calls: [{ name: 'f' }] } };
    const words: Scenario = { match: { user: 'x' }, reply: 'y' };
    expect(await pair(calls, words)).toEqual([]);
    expect(await pair(words, calls)).toEqual([expect.stringContaining('never used')]);
  });
});

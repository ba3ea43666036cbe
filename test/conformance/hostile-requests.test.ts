// Small requests that cost, or once cost, far more than they weigh, and values that an unjudged key brings to where none is expected.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { effortOf } from '../support/effort.ts';
import { post, testMock } from '../support/mock.ts';

const errors: unknown[] = [];
const mock = testMock({ onInternalError: (error) => void errors.push(error) });

/** Of what is answered within a fifth of a second in quiet; what hangs a server takes a hundred times as much. */
const MAX_EFFORT = 300;

const ask = (more: object, content = 'f'): object => ({
  model: 'gpt-5.1',
  messages: [{ role: 'user', content }],
  ...more,
});
const tool = (parameters: unknown): object =>
  ask({ tool_choice: 'required', tools: [{ type: 'function', function: { name: 'f', parameters } }] });
const value = (x: unknown): object => tool({ type: 'object', properties: { x }, required: ['x'] });
const pattern = (source: string, more: object = {}): object => value({ type: 'string', pattern: source, ...more });
const items = (schema: object, more: object = {}): object =>
  value({ type: 'array', minItems: 2000, items: schema, ...more });
const grammar = (syntax: string, definition: string): object =>
  ask({
    tool_choice: 'required',
    tools: [{ type: 'custom', custom: { name: 'g', format: { type: 'grammar', grammar: { syntax, definition } } } }],
  });
const format = (schema: unknown): object =>
  ask({ response_format: { type: 'json_schema', json_schema: { name: 'x', schema } } });
const names = (count: number, most = count): string[] => Array.from({ length: count }, (_, at) => `v${at % most}`);
const essay = (more: object): object => ({
  ...ask(more, 'Write a 2000 word essay about hills'),
  model: 'gpt-5.1-chat',
});
const nest = (times: number, inner: string, end: string): string => '('.repeat(times) + inner + end.repeat(times);
const wrap = (times: number, around: (inner: unknown) => unknown): unknown => {
  let schema: unknown = { type: 'string' };
  for (let level = 0; level < times; level++) schema = around(schema);
  return schema;
};

const KINDS: Readonly<Record<string, object>> = {
  'log probabilities for 128 essays': essay({ n: 128, logprobs: true, top_logprobs: 20 }),
  'log probabilities for 4 streamed essays': essay({ n: 4, logprobs: true, top_logprobs: 20, stream: true }),
  'unique items of a list with repeats': items({ enum: names(3000, 2500) }, { uniqueItems: true }),
  'unique items of a very long list': items({ enum: names(15_000) }, { uniqueItems: true }),
  'unique objects of a list': items({ enum: names(2000, 900).map((a) => ({ a, b: [a] })) }, { uniqueItems: true }),
  'unique items of which there are two': items(
    { type: 'object', required: ['a'], properties: { a: { type: 'boolean' } } },
    { uniqueItems: true },
  ),
  'items of a long list, each held against a pattern': items({ enum: names(2000), pattern: '^(v|v)*9$' }),
  'items whose pattern nothing matches': items({ type: 'string', pattern: '^(a|a)*b$c' }),
  'a long text of what is in no pool': pattern('^[^\\u0000-\\ud7ff\\ue000-\\uffff]{70000}$'),
  'many long texts': items({ type: 'string', pattern: '^[^a-z\\u0080-\\uffff]{60000}$' }),
  'a class of thousands of ranges': pattern(
    `^[^${names(5000)
      .map((_, at) => String.fromCodePoint(0x200 + 2 * at))
      .join('')}\\w]{60000}$`,
  ),
  'thousands of alternatives, repeated': pattern(`^(?:${names(2500).join('|')})+$`, { minLength: 4000 }),
  'thousands of look-aheads': pattern(`^${'(?=.*[ab]{40})'.repeat(1000)}.*$`, { minLength: 50_000 }),
  'a Lark grammar of blank lines': grammar('lark', `start: "a"${'\n'.repeat(45_000)}`),
  'a Lark grammar of blanks and comments': grammar(
    'lark',
    `start: "a"\n${' \n'.repeat(15_000)}${'// x\n'.repeat(1000)}`,
  ),
  'a Lark grammar of alternatives': grammar('lark', `start: a~50\na: "x"${'\n | "y"'.repeat(6000)}`),
  'a Lark grammar of counted groups': grammar('lark', 'start: ((((("ab"~50)~50)~50)~50)~50)~50'),
  'a Lark grammar of patterns that nothing matches': grammar('lark', 'start: (/^(a|a)*$b/)~50 x~50\nx: start~50'),
  'a Lark grammar nested without end': grammar('lark', `start: ${nest(15_000, '"a"', ')')}`),
  'a pattern as grammar that nothing matches': grammar('regex', '^(a|a)*b$c'),
  'an optional group a thousand times': pattern('(b?){1500}'),
  'nothing at all, thousands of times': pattern('(){3000}'),
  'an edge thousands of times': pattern('(?:\\b){30000}$'),
  'optional letters thousands of times': pattern('^([x-z]?){7000}$', { minLength: 300 }),
  'groups in groups, each many times': pattern(nest(150, 'a?', '){300}')),
  'groups in groups, each any times': pattern(`^${nest(150, 'a|b', ')+')}c$`, { minLength: 400 }),
  'millions of empty groups': pattern('^(((a?){2000}){2000}){2000}$'),
  'the same pattern in the format of the answer': format({
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string', pattern: '^(?:c?){4000}$' } },
  }),
  'a reference doubled thirty times': tool({
    type: 'object',
    required: ['a'],
    properties: { a: { $ref: '#/$defs/d0' } },
    $defs: Object.fromEntries(
      names(31).map((_, at) => [
        `d${at}`,
        at === 30 ? { type: 'string' } : { oneOf: [{ $ref: `#/$defs/d${at + 1}` }, { $ref: `#/$defs/d${at + 1}` }] },
      ]),
    ),
  }),
  'objects in objects': tool(wrap(1000, (a) => ({ type: 'object', required: ['a'], properties: { a } }))),
  'arrays in arrays': value(wrap(1000, (schema) => ({ type: 'array', minItems: 1, items: schema }))),
  'arrays of arrays of thousands': items({
    type: 'array',
    minItems: 2000,
    items: { type: 'array', minItems: 2000, items: {} },
  }),
  'negations in negations': value(wrap(600, (not) => ({ not }))),
  'tools and a prompt of one particle': ask(
    {
      tools: [
        {
          type: 'function',
          function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
        },
      ],
    },
    '的'.repeat(7000),
  ),
  'a prompt of open brackets': ask({}, '{"a":'.repeat(10_000)),
  'an option of tens of thousands': value({ type: 'string', enum: names(30_000) }),
  'a label for each of thousands of lines': ask(
    {},
    `Label each line as A or B, one label per line.\n\n${names(8000).join('\n')}`,
  ),
};

describe('a request that looks harmless', () => {
  beforeAll(async () => {
    // What every first request loads is not what this is about.
    for (const body of [value({ type: 'string' }), grammar('lark', 'start: "a"'), essay({ n: 2, logprobs: true })])
      // oxlint-disable-next-line no-await-in-loop
      await (await post(mock, body)).text();
  });

  test.each(Object.keys(KINDS))('is answered soon, and without an internal error: %s', async (kind) => {
    let status = 0;
    const cost = await effortOf(async () => {
      const response = await post(mock, KINDS[kind]);
      ({ status } = response);
      await response.text();
    });
    expect([errors, status]).toEqual([[], 200]);
    expect(cost).toBeLessThan(MAX_EFFORT);
  });

  const call = (more: object): object =>
    ask({
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', tool_calls: [{ id: 'c', ...more }] },
        { role: 'tool', tool_call_id: 'c', content: 'ok' },
      ],
      tools: [{ type: 'function', function: { name: 'f' } }],
    });
  const STRAYS = [{}, null, 5, 'x', [], [{}], { name: 5, arguments: {} }, { input: null }];
  test.each(STRAYS)('may have members that its own tags rule out: %j', async (stray) => {
    const bodies = [
      call({ type: 'custom', custom: { name: 'f', input: 'x' }, function: stray }),
      call({ type: 'function', function: { name: 'f', arguments: '{}' }, custom: stray }),
      ask({ tools: [{ type: 'custom', custom: { name: 'g' }, function: stray }], tool_choice: 'required' }),
      ask({ tools: [{ type: 'function', function: { name: 'g' }, custom: stray }], tool_choice: 'required' }),
      ask({
        messages: [
          { role: 'user', content: [{ type: 'text', text: 'hi', image_url: stray, refusal: stray, file: stray }] },
        ],
      }),
      ask({
        tools: [{ type: 'function', function: { name: 'f' } }],
        tool_choice: { type: 'function', function: { name: 'f' }, custom: stray, allowed_tools: stray },
      }),
      ask({ response_format: { type: 'text', json_schema: stray } }),
      ask({ messages: [{ role: 'user', content: 'hi', tool_calls: stray, function_call: stray, refusal: stray }] }),
    ];
    const statuses = await Promise.all(bodies.map(async (body) => (await post(mock, body)).status));
    expect(errors).toEqual([]);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  });
});

const shared = resolve('../shared/cases/hostile');

describe.skipIf(!existsSync(shared))('requests of attackers (skipped where ../shared is absent)', () => {
  const files = existsSync(shared) ? readdirSync(shared).filter((name) => name.endsWith('.json')) : [];
  test.each(files)('%s', async (name) => {
    let status = 0;
    const cost = await effortOf(async () => {
      const response = await post(mock, readFileSync(join(shared, name), 'utf8'));
      ({ status } = response);
      await response.text();
    });
    expect(errors).toEqual([]);
    expect(status).toBeLessThan(500);
    expect(cost).toBeLessThan(MAX_EFFORT);
  });
});

import { describe, expect, test } from 'vitest';
import type { ChatCompletionRequest } from '../../../src/contract/api-types.ts';
import type { Reply, Scenario } from '../../../src/scenarios/scenario.ts';
import { createScenarioState } from '../../../src/scenarios/scenario-state.ts';
import type { Script } from '../../../src/scenarios/script.ts';
import { factsOf, play, setOf } from './support.ts';
import { ask } from '../../support/requests.ts';

const weather = {
  type: 'function',
  function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
} as const;

const withTools = (more: Partial<ChatCompletionRequest> = {}): ChatCompletionRequest =>
  ask('hi', { tools: [weather as never], ...more });

async function resolve(reply: Reply, request: ChatCompletionRequest, more: Partial<Scenario> = {}): Promise<Script> {
  const set = await setOf({ name: 'it', reply, ...more } as Scenario);
  const script = play(set, factsOf(request), createScenarioState());
  if (!script) throw new Error('unmatched');
  return script;
}

const call = (name: string, input?: object | string): Reply => ({
  tool_calls: [{ name, ...(input === undefined ? {} : { arguments: input as never }) }],
});

describe('a reply that does not fit the request', () => {
  test.each<[string, Reply, ChatCompletionRequest]>([
    ['tool.name.known', call('get_wether'), withTools()],
    ['tool.name.known', call('get_weather'), ask('hi')],
    ['tool.args.schema', call('get_weather', { city: 5 }), withTools()],
    ['tool.choice.none', call('get_weather'), withTools({ tool_choice: 'none' })],
    ['tool.choice.required', { text: 'no' }, withTools({ tool_choice: 'required' })],
    [
      'tool.choice.required',
      { text: 'no' },
      withTools({ tool_choice: { type: 'function', function: { name: 'get_weather' } } as never }),
    ],
    [
      'tool.parallel',
      { tool_calls: [{ name: 'get_weather' }, { name: 'get_weather' }] },
      withTools({ parallel_tool_calls: false }),
    ],
    ['finish.tool-calls', { ...call('get_weather'), finish_reason: 'stop' }, withTools()],
    ['json.object', { text: '[1]' }, ask('hi', { response_format: { type: 'json_object' } })],
    [
      'json.schema',
      { text: 'no' },
      ask('hi', { response_format: { type: 'json_schema', json_schema: { name: 'a' } } }),
    ],
    [
      'json.schema',
      { json: { a: 1 } },
      ask('hi', {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'a', strict: true, schema: { type: 'object', properties: { a: { type: 'string' } } } },
        },
      }),
    ],
    ['param.n', { choices: [{ text: 'a' }, { text: 'b' }] }, ask('hi')],
  ])('is refused by %s: %j', async (id, reply, request) => {
    const script = await resolve(reply, request);
    expect(script).toMatchObject({ kind: 'mismatch', violations: [{ requirement: id }] });
    expect((await resolve(reply, request, { allow: [id as never] })).kind).toBe('answer');
  });

  test('names all that is wrong and the way out', async () => {
    const script = await resolve(
      { tool_calls: [{ name: 'a' }, { name: 'b' }] },
      withTools({ parallel_tool_calls: false }),
    );
    expect(script).toMatchObject({
      message:
        'Scenario "it" (test) cannot reply to this request: it calls a, but the request declares get_weather; ' +
        'it calls b, but the request declares get_weather; it makes 2 calls where one is allowed. ' +
        'If this is intended, add allow: [tool.name.known, tool.parallel].',
    });
  });

  test('cannot be allowed where nothing would be left to judge', async () => {
    expect((await resolve({ tool_calls: [{ name: 'get_weather', input: 'x' }] }, withTools())).kind).toBe('mismatch');
  });
});

describe('a reply that fits', () => {
  test.each<[Reply, ChatCompletionRequest]>([
    [{ text: '{"a":', finish_reason: 'length' }, ask('hi', { response_format: { type: 'json_object' } })],
    [{ refusal: 'no' }, withTools({ tool_choice: 'required', response_format: { type: 'json_object' } })],
    [call('get_weather', { city: 'Oslo' }), withTools({ response_format: { type: 'json_object' } })],
    [
      { ...call('get_weather'), finish_reason: 'stop' },
      withTools({ tool_choice: { type: 'function', function: { name: 'get_weather' } } as never }),
    ],
  ])('is not held to rules that do not bind it: %j', async (reply, request) => {
    expect((await resolve(reply, request)).kind).toBe('answer');
  });

  test('is said by every choice', async () => {
    expect(await resolve({ text: 'x' }, ask('hi', { n: 3 }))).toMatchObject({
      choices: ['x', 'x', 'x'].map((text) => ({ draft: { text } })),
    });
  });

  test('calls the deprecated functions in the old way', async () => {
    const script = await resolve(call('old'), ask('hi', { functions: [{ name: 'old' }] }));
    expect(script).toMatchObject({
      choices: [{ draft: { says: 'calls', calls: [{ tool: 'legacy', name: 'old', input: '{}' }] } }],
    });
  });

  test('carries its fault, its pace and its counts along', async () => {
    const more = { usage: { prompt_tokens: 1 }, timing: { first_token_ms: 2 }, fault: 'b.bom' };
    expect(await resolve({ text: 'x', ...more }, ask('hi'))).toMatchObject(more);
    expect(await resolve({ fault: 'b.bom' }, ask('hi'))).toEqual({ kind: 'generate', fault: 'b.bom' });
  });
});

const fill = async (text: string, request: ChatCompletionRequest = ask('it\'s "me" <b>')): Promise<unknown> => {
  const script = await resolve({ template: true, text }, request);
  return script.kind === 'answer' ? script.choices[0]?.draft.text : script.kind;
};

describe('a template', () => {
  test.each([
    ['{{user}}', 'it\'s "me" <b>'],
    ['{{model}} {{turn}} {{use}} {{seed}}', 'gpt-5.1 1 0 test'],
    ['{{messages[0].role}}', 'user'],
    ['{% for one in messages %}{{one.role}}: {{one.text}};{% endfor %}', 'user: it\'s "me" <b>;'],
    ['{% if tools.size == 0 %}none{% endif %}', 'none'],
    ['{% if result %}a result{% else %}no result{% endif %}', 'no result'],
    ['{{ now | date: "%Y-%m-%d %H:%M" }}, {{ "now" | date: "%a" }}', '2026-03-05 08:09, Thu'],
    ['{{ "today" | date_to_string }}, {{ "now" | date_to_xmlschema }}', '05 Mar 2026, 2026-03-05T08:09:00+00:00'],
    ['{{ user | upcase | slice: 0, 4 }} {{ request.messages | json | size }}', "IT'S 45"],
    ['{{request.messages[0]}}', '{"role":"user","content":"it\'s \\"me\\" <b>"}'],
    ['{{result.text}}', 'mismatch'],
    ['{{request.metadata.tenant}}', 'mismatch'],
    ['no names', 'no names'],
  ])('reads the request: %s', async (template, expected) => {
    expect(await fill(template)).toBe(expected);
  });

  test('draws from the seed, the request and the number of its use', async () => {
    const text = '{{ uuid }} {{ uuid }} {{ 1 | random: 1000000 }} {{ messages | sample | json }}';
    const [first, again, other] = [await fill(text, ask('a')), await fill(text, ask('a')), await fill(text, ask('b'))];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(first).toMatch(
      /^([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}) \1 \d{1,7} \{"role":"user","text":"a"\}$/,
    );
  });

  test.each(['{{ user | random: 6 }}', '{{ 7 | random: 6 }}'])('asks for numbers to draw from: %s', async (text) => {
    expect(await resolve({ template: true, text }, ask('hi'))).toMatchObject({
      message: expect.stringContaining('random needs two whole numbers, the smaller one first') as string,
    });
  });

  test.each([
    '{% for a in (1..100000000) %}{% endfor %}',
    '{% for a in (1..9999) %}{% for b in (1..9999) %}{{ user }}{% endfor %}{% endfor %}',
    '{{ messages.map.constructor }}',
    '{{ request.constructor.name }}',
    '{{ captures.__proto__ }}',
  ])('reaches neither prototypes nor much time or memory: %s', async (text) => {
    expect(await resolve({ template: true, text }, ask('hi'))).toMatchObject({ kind: 'mismatch' });
  });

  test('is only a text where it is not switched on', async () => {
    expect(await resolve({ text: '{{user}}' }, ask('hi'))).toMatchObject({
      choices: [{ draft: { text: '{{user}}' } }],
    });
  });

  test('fills arguments and the words of errors', async () => {
    const reply: Reply = { template: true, tool_calls: [{ name: 'get_weather', arguments: { city: '{{user}}' } }] };
    expect(await resolve(reply, withTools())).toMatchObject({
      choices: [{ draft: { calls: [{ input: '{"city":"hi"}' }] } }],
    });
    const error: Reply = { template: true, error: { status: 418, message: 'No {{user}}' } };
    expect(await resolve(error, ask('tea'))).toEqual({ kind: 'error', error: { status: 418, message: 'No tea' } });
  });
});

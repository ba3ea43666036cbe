// Input that hangs, blows up or crashes careless servers. Each is answered, soon, and the server goes on.
import { expect, test, describe } from 'vitest';
import { serve } from '../support/serve.ts';
import { HEADERS } from '../support/requests.ts';

const served = serve('--speed', 'instant', '--self-check');

interface Got {
  readonly status: number;
  readonly code: unknown;
  readonly param: unknown;
  readonly message: string;
  readonly content: string;
  readonly calls: readonly { readonly function: { readonly name: string; readonly arguments: string } }[];
  readonly usage: { readonly prompt_tokens: number } | undefined;
}

/** The bound of a single answer: ten times what the slowest takes on a busy machine, and far below what anything quadratic would take. */
const SOON = 100_000;

async function send(text: string): Promise<Got> {
  const response = await fetch(`${served.url}/chat/completions`, {
    method: 'POST',
    headers: HEADERS,
    body: text,
    signal: AbortSignal.timeout(SOON),
  });
  const body = (await response.json()) as {
    error?: { code: unknown; param: unknown; message: string };
    choices?: { message: { content: string | null; tool_calls?: Got['calls'] } }[];
    usage?: { prompt_tokens: number };
  };
  const message = body.choices?.[0]?.message;
  return {
    status: response.status,
    code: body.error?.code,
    param: body.error?.param,
    message: body.error?.message ?? '',
    content: message?.content ?? '',
    calls: message?.tool_calls ?? [],
    usage: body.usage,
  };
}

const HELLO = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hello!' }] };
const post = (over: object): Promise<Got> => send(JSON.stringify({ ...HELLO, ...over }));
const say = (content: unknown): Promise<Got> => post({ messages: [{ role: 'user', content }] });
const tool = (parameters: unknown, over: object = {}): object => ({
  type: 'function',
  function: { name: 'f', parameters, ...over },
});
const forced = (parameters: unknown, over: object = {}): Promise<Got> =>
  post({ tools: [tool(parameters, over)], tool_choice: 'required' });
const shaped = (schema: unknown, strict = false): Promise<Got> =>
  post({ response_format: { type: 'json_schema', json_schema: { name: 'x', schema, strict } } });
const object = (properties: object, required: readonly string[] = Object.keys(properties)): object => ({
  type: 'object',
  properties,
  required,
});

const DEEP = 10_000;
const nested = (open: string, close: string, core = ''): string => open.repeat(DEEP) + core + close.repeat(DEEP);
/** `{"model":…,"messages":…,<more>}` as text, since values this deep cannot be built with the usual functions. */
const bodyWith = (more: string): string => `${JSON.stringify(HELLO).slice(0, -1)},${more}}`;

describe('nesting of 10,000 levels', () => {
  test.each([
    ['as the body', nested('[', ']')],
    ['as the content', `{"model":"gpt-5.1","messages":[{"role":"user","content":${nested('[', ']')}}]}`],
    ['as the messages', `{"model":"gpt-5.1","messages":${nested('[', ']')}}`],
    ['as the metadata', bodyWith(`"metadata":${nested('{"a":', '}', '1')}`)],
    ['as tool_choice', bodyWith(`"tool_choice":${nested('{"a":', '}', '1')}`)],
  ])('is refused %s', async (_, text) => {
    expect((await send(text)).status).toBe(400);
  });

  test('is ignored under a key that gateways ignore', async () => {
    expect((await send(bodyWith(`"extra":${nested('{"a":', '}', '1')}`))).status).toBe(200);
  });

  test.each(['auto', 'required'])('is answered in the schema of a tool (tool_choice %s)', async (choice) => {
    const schema = nested('{"type":"object","required":["a"],"properties":{"a":', '}}', '{"type":"string"}');
    const tools = `"tools":[{"type":"function","function":{"name":"f","parameters":${schema}}}],"tool_choice":"${choice}"`;
    expect([200, 400]).toContain((await send(bodyWith(tools))).status);
  });

  test.each([true, false])('is answered in the schema of the answer (strict %s)', async (strict) => {
    const schema = nested('{"type":"object","properties":{"a":', '}}', '{"type":"string"}');
    const format = `"response_format":{"type":"json_schema","json_schema":{"name":"x","strict":${strict},"schema":${schema}}}`;
    const { status } = await send(bodyWith(format));
    expect(strict ? [400] : [200, 400]).toContain(status);
  });

  test('is answered in the arguments of an earlier call and in the result of a tool', async () => {
    const args = nested('[', ']');
    const messages = [
      ...HELLO.messages,
      { role: 'assistant', tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: args } }] },
      { role: 'tool', tool_call_id: 'c', content: args },
    ];
    expect((await post({ messages })).status).toBe(200);
  });
});

describe('size', () => {
  test('20 MB of words are refused for their tokens', async () => {
    const { status, code, param } = await say('whale '.repeat(3_300_000));
    expect([status, code, param]).toEqual([400, 'context_length_exceeded', 'messages']);
  });

  test('20 MB of one letter are answered', async () => {
    const { status, code } = await say('a'.repeat(19_900_000));
    expect([status, code]).toEqual([400, 'context_length_exceeded']);
  });

  test('20 MB in one string of base64 are answered', async () => {
    const url = `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAA${'A'.repeat(19_000_000)}`;
    expect((await say([{ type: 'image_url', image_url: { url } }])).status).toBe(200);
  });

  test('20 MB of junk are refused', async () => {
    expect((await send('['.repeat(19_000_000))).status).toBe(400);
    expect((await send(`${JSON.stringify(HELLO)}${' '.repeat(19_000_000)}x`)).status).toBe(400);
  });

  test('1 MB of one letter is counted in a moment', async () => {
    // A merge that is quadratic takes minutes here; in quiet the answer takes some hundred milliseconds.
    const { status, usage } = await say('a'.repeat(1_000_000));
    expect([status, usage?.prompt_tokens]).toEqual([200, expect.any(Number) as number]);
    expect(usage?.prompt_tokens).toBeGreaterThan(100_000);
  });

  test.each([' ', '\n', '🙂', '天', '\u0301', "'", '1', '\u0000', '<|endoftext|>', 'aA', '\t x', 'ab\u200D'])(
    '300,000 times %j is counted in a moment',
    async (unit) => {
      expect([200, 400]).toContain((await say(unit.repeat(300_000))).status);
    },
  );

  test('20,000 messages are answered', async () => {
    const messages = Array.from({ length: 20_000 }, (_, i) => ({
      role: i % 2 ? 'assistant' : 'user',
      content: `m${i}`,
    }));
    expect((await post({ messages: [...messages, ...HELLO.messages] })).status).toBe(200);
  });

  test('10,000 keys that nobody knows are ignored', async () => {
    expect((await post(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i])))).status).toBe(200);
  });

  test('128 choices are given, 129 are refused', async () => {
    expect((await post({ n: 128, max_completion_tokens: 5 })).status).toBe(200);
    expect(await post({ n: 129 })).toMatchObject({ status: 400, param: 'n' });
  });

  test('long stop texts, and many of them, are looked for', async () => {
    expect((await post({ stop: 'a'.repeat(1_000_000) })).status).toBe(200);
    expect((await post({ stop: ['', ' ', '\n', 'e'] })).status).toBe(200);
  });
});

describe('text', () => {
  test.each([
    ['a lone high surrogate', '\uD800'],
    ['a lone low surrogate', 'x\uDC00y'],
    ['surrogates in the wrong order', '\uDC00\uD800'],
    ['NUL', 'a\u0000b'],
    ['a byte order mark', '\uFEFFhello'],
    ['line separators', 'a\u2028b\u2029c'],
    ['text that runs from right to left', '\u202Eabc שלום'],
    ['private-use characters', '\uE000'.repeat(40)],
    ['what looks like an event', 'data: [DONE]\n\ndata: {"error":1}\n\n'],
    ['markup', '</script><!--&lt;'],
  ])('%s is taken and may come back, plain and streamed', async (_, text) => {
    const messages = [{ role: 'user', content: `Repeat exactly: ${text}` }];
    expect((await post({ messages })).status).toBe(200);
    const response = await fetch(`${served.url}/chat/completions`, {
      method: 'POST',
      headers: HEADERS,
      body: JSON.stringify({ ...HELLO, messages, stream: true }),
      signal: AbortSignal.timeout(SOON),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const events = new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\n\n');
    expect(events.slice(-2)).toEqual(['data: [DONE]', '']);
    for (const event of events.slice(0, -2)) expect(() => JSON.parse(event.slice(6)) as unknown).not.toThrow();
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', ''])(
    'the key %j is nothing special',
    async (key) => {
      const text = `{${JSON.stringify(key)}:{"model":"x","polluted":1},${JSON.stringify(HELLO).slice(1)}`;
      expect((await send(text)).status).toBe(200);
      const schema = `{"type":"object","required":[${JSON.stringify(key)}],"properties":{${JSON.stringify(key)}:{"type":"integer"}}}`;
      const tools = `"tools":[{"type":"function","function":{"name":"f","parameters":${schema}}}],"tool_choice":"required"`;
      const { status, calls } = await send(bodyWith(tools));
      const args = JSON.parse(calls[0]?.function.arguments ?? '{}') as object;
      expect([status, Object.keys(args)]).toEqual([200, [key]]);
    },
  );

  test('numbers beyond all bounds are refused', async () => {
    for (const field of ['temperature', 'seed', 'n', 'max_tokens', 'top_logprobs']) {
      expect(await send(bodyWith(`"${field}":1e999`))).toMatchObject({ status: 400, param: field });
      expect(await send(bodyWith(`"${field}":-1e999`))).toMatchObject({ status: 400, param: field });
    }
  });

  test('the last of two equal keys counts', async () => {
    expect((await send(`{"model":"gpt-0",${JSON.stringify(HELLO).slice(1)}`)).status).toBe(200);
  });
});

describe('schemas', () => {
  test.each([
    '^(a+)+$',
    '^(a|a)*b$',
    '(x+x+)+y',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '^(?=(a+))\\1b',
    '(?<!a)b',
    '\\p{L}{2}',
    '[',
  ])('the pattern %s does not stop the server', async (pattern) => {
    const schema = object({ a: { type: 'string', pattern, minLength: 40 } });
    expect([200, 400]).toContain((await forced(schema)).status);
    expect([200, 400]).toContain((await shaped(schema)).status);
  });

  const node = object({ value: { type: 'string' }, next: { $ref: '#/$defs/node' } });
  test.each([
    ['that never end', { ...object({ node: { $ref: '#/$defs/node' } }), $defs: { node } }],
    ['to the root', object({ next: { $ref: '#' } })],
    [
      'in a circle',
      { ...object({ a: { $ref: '#/$defs/a' } }), $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
    ],
    ['to nowhere', object({ a: { $ref: '#/$defs/none' } })],
    ['to another document', object({ a: { $ref: 'https://example.com/schema.json' } })],
    ['to themselves', object({ a: { $ref: '#/properties/a' } })],
  ])('references %s are answered', async (_, schema) => {
    expect([200, 400]).toContain((await forced(schema)).status);
    expect([200, 400]).toContain((await shaped(schema)).status);
    expect([200, 400]).toContain((await shaped(schema, true)).status);
  });

  test('a recursion that may end does end', async () => {
    const list = object({ value: { type: 'string' }, next: { anyOf: [{ $ref: '#/$defs/list' }, { type: 'null' }] } });
    const { status, calls } = await forced({ ...object({ list: { $ref: '#/$defs/list' } }), $defs: { list } });
    expect(status).toBe(200);
    expect(JSON.parse(calls[0]?.function.arguments ?? '')).toHaveProperty('list.value');
  });

  test('5,000 properties are filled', async () => {
    const names = Array.from({ length: 5000 }, (_, i) => `property_${i}`);
    const schema = object(Object.fromEntries(names.map((name) => [name, { type: 'integer' }])));
    const { status, calls } = await forced(schema);
    expect(status).toBe(200);
    expect(Object.keys(JSON.parse(calls[0]?.function.arguments ?? '') as object)).toEqual(names);
  });

  test.each([
    ['an empty enum', { enum: [] }],
    ['lengths that exclude each other', { type: 'string', minLength: 9, maxLength: 2 }],
    ['numbers that exclude each other', { type: 'integer', minimum: 9, maximum: 2 }],
    ['multiples of nothing', { type: 'number', multipleOf: 0 }],
    ['a multiple out of reach', { type: 'integer', multipleOf: 7, minimum: 1, maximum: 3 }],
    ['a text of a billion letters', { type: 'string', minLength: 1e9 }],
    ['a list of a billion things', { type: 'array', items: { type: 'string' }, minItems: 1e9 }],
    ['three different booleans', { type: 'array', items: { type: 'boolean' }, minItems: 3, uniqueItems: true }],
    ['a billion properties', { type: 'object', minProperties: 1e9 }],
    ['a pattern of a billion letters', { type: 'string', pattern: '^a{1000000000}$' }],
    ['nothing at all', { not: {} }],
    ['a false schema', false],
    ['types that exclude each other', { allOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['an unknown format', { type: 'string', format: 'made-up' }],
    ['an unknown type', { type: 'file' }],
    ['bounds that are no numbers', { type: 'integer', minimum: 'a' }],
    ['a required property that is not described', { type: 'object', required: ['a', 'b'] }],
    ['huge numbers', { type: 'number', minimum: 1e308 }],
    ['numbers finer than any', { type: 'number', exclusiveMinimum: 0, maximum: 5e-324 }],
  ])('%s cannot be had, and is answered all the same', async (_, schema) => {
    expect([200, 400]).toContain((await forced(object({ a: schema }))).status);
    expect([200, 400]).toContain((await shaped(object({ a: schema }))).status);
  });

  test('an enum of 20,000 values is drawn from', async () => {
    const values = Array.from({ length: 20_000 }, (_, i) => `value ${i}`);
    const { status, calls } = await forced(object({ a: { type: 'string', enum: values } }));
    expect(status).toBe(200);
    expect(values).toContain((JSON.parse(calls[0]?.function.arguments ?? '') as { a: string }).a);
  });

  test('128 tools are declared, 129 are refused', async () => {
    const tools = Array.from({ length: 129 }, (_, i) => tool(object({ q: { type: 'string' } }), { name: `tool_${i}` }));
    const few = await post({ tools: tools.slice(0, 128), tool_choice: 'required' });
    expect([few.status, few.calls.length > 0]).toEqual([200, true]);
    expect(await post({ tools })).toMatchObject({ status: 400, param: 'tools', code: 'array_above_max_length' });
  });
});

/** The head of a PNG with any size. */
const png = (width: string, height: string): string =>
  `data:image/png;base64,${Buffer.from(`89504e470d0a1a0a0000000d49484452${width}${height}0806000000`, 'hex').toString('base64')}`;

describe('images', () => {
  test.each([
    ['as large as can be written', png('ffffffff', 'ffffffff')],
    ['without any size', png('00000000', '00000000')],
    ['cut off in its head', 'data:image/png;base64,iVBORw0KGgo='],
    ['cut off at once', 'data:image/jpeg;base64,/9j/'],
    ['of no kind', 'data:image/gif;base64,R0lGODdh'],
    [
      'that loops in its segments',
      `data:image/jpeg;base64,${Buffer.from('ffd8ffe00000ffe00000', 'hex').toString('base64')}`,
    ],
    ['with an empty WebP body', `data:image/webp;base64,${Buffer.from('RIFF\0\0\0\0WEBP').toString('base64')}`],
    ['with a million commas', `data:image/png${';a=b'.repeat(250_000)},x`],
  ])('%s is answered', async (_, url) => {
    const { status, usage } = await say([{ type: 'image_url', image_url: { url } }]);
    expect([200, 400]).toContain(status);
    expect(usage?.prompt_tokens ?? 0).toBeLessThan(100_000);
  });
});

test('the server is as well as before', async () => {
  const { status, content } = await say('What is the capital of France?');
  expect(status).toBe(200);
  expect(content).toContain('Paris');
});

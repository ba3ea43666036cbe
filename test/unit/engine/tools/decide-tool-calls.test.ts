import { describe, expect, it } from 'vitest';
import type { JsonValue, Message, Tool } from '../../../../src/contract/api-types.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { decideToolCalls, type ToolQuestion } from '../../../../src/engine/tools/decide-tool-calls.ts';
import type { ToolIntent } from '../../../../src/engine/tools/make-intents.ts';
import { toolsFromFunctions } from '../../../../src/engine/tools/legacy-functions.ts';
import { growth, MAX_LINEAR_GROWTH } from '../../../support/effort.ts';
import { user } from '../../../support/requests.ts';

const S = { type: 'string' };
const N = { type: 'number' };

function tool(
  name: string,
  description: string,
  properties: Record<string, JsonValue> = {},
  required = Object.keys(properties),
): Tool {
  return { type: 'function', function: { name, description, parameters: { type: 'object', properties, required } } };
}

const TOOLS = {
  get_weather: tool('get_weather', 'Get the current weather in a given location', {
    location: { ...S, description: 'City name' },
  }),
  get_time: tool('get_time', 'Get the current time in a timezone', { timezone: S }),
  send_email: tool('send_email', 'Send an email', { to: { ...S, description: 'recipient email address' }, body: S }),
  calculator: tool('calculator', 'Evaluate a mathematical expression', { expression: S }),
  multiply: tool('multiply', 'Multiply two numbers', { a: N, b: N }),
  add_numbers: tool('add_numbers', 'Add two numbers', { a: N, b: N }),
  web_search: tool('web_search', 'Search the web', { query: S }),
  get_news: tool('get_news', '', { location: S }),
  stock_lookup: tool('stock_lookup', '', { symbol: S }),
  book_flight: tool('book_flight', 'Book a flight', { origin: S, destination: S }),
  create_file: tool('create_file', '', { path: S }),
  delete_file: tool('delete_file', '', { path: S }),
  get_exchange_rate: tool('get_exchange_rate', '', { from_currency: S, to_currency: S }),
  get_mixed_content: tool('get_mixed_content', ''),
  set_light: tool('set_light', 'Turn a light on or off', { room: S, on: { type: 'boolean' } }),
  final_result: tool('final_result', 'The final response', { city: S, summary: S }),
  translate_text: tool('translate_text', 'Translate text', { text: S, target_language: S }),
  search_products: tool('search_products', 'Search the product catalog', { query: S, max_price: N }, ['query']),
  get_order_status: tool('get_order_status', 'Look up order status', { order_id: S }),
} as const;
type Name = keyof typeof TOOLS;

function decide(text: string, names: readonly Name[], more: Partial<ToolQuestion> = {}): readonly ToolIntent[] {
  const tools = names.map((name) => TOOLS[name]);
  return decideToolCalls({
    tools,
    toolChoice: 'auto',
    parallel: true,
    messages: [user(text)],
    random: createRandom('1'),
    ...more,
  }).calls;
}

const brief = (intents: readonly ToolIntent[]): JsonValue[] =>
  intents.map((intent) => [intent.name, intent.kind === 'function' ? intent.arguments : intent.input]);

const weather = (location: string): JsonValue => ['get_weather', { location }];

const TABLE: readonly (readonly [string, readonly Name[], JsonValue[]])[] = [
  ["What's the weather in Tokyo?", ['get_weather'], [weather('Tokyo')]],
  ['can you check the forecast for berlin', ['get_weather'], [weather('Berlin')]],
  ['Will I need an umbrella in London tomorrow?', ['get_weather'], [weather('London')]],
  [
    "What's the weather in Seattle and San Francisco today?",
    ['get_weather'],
    [weather('Seattle'), weather('San Francisco')],
  ],
  [
    "What's the weather in San Francisco, Tokyo, and Paris?",
    ['get_weather'],
    [weather('San Francisco'), weather('Tokyo'), weather('Paris')],
  ],
  ["What's the weather in Tokyo? Will it rain?", ['get_weather'], [weather('Tokyo')]],
  [
    'weather in Paris and time in CET',
    ['get_weather', 'get_time'],
    [weather('Paris'), ['get_time', { timezone: 'CET' }]],
  ],
  [
    "Hey, what's the weather in Boston? Also, any news in town?",
    ['get_weather', 'get_news'],
    [weather('Boston'), ['get_news', { location: 'Boston' }]],
  ],
  ['What time is it in Tokyo?', ['get_time', 'get_weather'], [['get_time', { timezone: 'Asia/Tokyo' }]]],
  [
    'Delete the file `.env` and create `test.txt`',
    ['create_file', 'delete_file'],
    [
      ['delete_file', { path: '.env' }],
      ['create_file', { path: 'test.txt' }],
    ],
  ],
  ['What is 6 times 7?', ['multiply'], [['multiply', { a: 6, b: 7 }]]],
  ['Add 5 and 7', ['multiply', 'add_numbers'], [['add_numbers', { a: 5, b: 7 }]]],
  ['What is 17*23?', ['calculator', 'get_weather'], [['calculator', { expression: '17*23' }]]],
  ['What is OpenLLMetry?', ['web_search'], [['web_search', { query: 'What is OpenLLMetry' }]]],
  [
    'Who won the world cup in 2022?',
    ['web_search', 'get_weather'],
    [['web_search', { query: 'Who won the world cup in 2022' }]],
  ],
  [
    'Book a flight from New York to London',
    ['book_flight', 'get_weather'],
    [['book_flight', { origin: 'New York', destination: 'London' }]],
  ],
  [
    'What is the exchange rate from USD to EUR?',
    ['get_exchange_rate'],
    [['get_exchange_rate', { from_currency: 'USD', to_currency: 'EUR' }]],
  ],
  [
    'stock price of Apple and Microsoft',
    ['stock_lookup'],
    [
      ['stock_lookup', { symbol: 'AAPL' }],
      ['stock_lookup', { symbol: 'MSFT' }],
    ],
  ],
  [
    'Call the get_mixed_content tool and describe what you received.',
    ['get_mixed_content'],
    [['get_mixed_content', {}]],
  ],
  [
    'Send an email to bob@x.com saying hello',
    ['send_email', 'get_weather'],
    [['send_email', { to: 'bob@x.com', body: 'hello' }]],
  ],
  ['Turn off the light in the kitchen', ['set_light'], [['set_light', { room: 'kitchen', on: false }]]],
  [
    "Translate 'hello' to French and German",
    ['translate_text'],
    [
      ['translate_text', { text: 'hello', target_language: 'French' }],
      ['translate_text', { text: 'hello', target_language: 'German' }],
    ],
  ],
  [
    'Find me running shoes under $100',
    ['search_products'],
    [['search_products', { query: 'running shoes under $100', max_price: 100 }]],
  ],
  ['Where is my order #12345?', ['get_order_status'], [['get_order_status', { order_id: '12345' }]]],
  ['Get weather for Paris and summarize', ['get_weather', 'final_result'], [weather('Paris')]],
  ['东京的天气怎么样？', ['get_weather'], [weather('东京')]],
  ['北京和上海的天气', ['get_weather'], [weather('北京'), weather('上海')]],
  [
    '北京现在几点？天气怎么样？',
    ['get_weather', 'get_time'],
    [['get_time', { timezone: 'Asia/Shanghai' }], weather('北京')],
  ],
  ['hi', ['get_weather'], []],
  ['Thanks!', ['get_weather'], []],
  ['你好', ['get_weather'], []],
  ['how are you?', ['web_search'], []],
  ['tell me a joke', ['web_search', 'get_weather'], []],
  ['Tell me about Paris', ['get_weather'], []],
  ['Write a poem about the weather', ['get_weather'], []],
  ['Explain how weather works', ['get_weather'], []],
  ['How do I cook pasta?', ['get_weather', 'calculator', 'send_email'], []],
  ['What is the capital of France?', ['calculator'], []],
  ['Book a flight from New York to London.', ['get_weather'], []],
  ['Should we use microservices?', ['get_weather'], []],
  ['Do not call any tool. What is the weather in Rome?', ['get_weather'], []],
  ['Acknowledge the exchange-rate tool without calling it.', ['get_exchange_rate'], []],
  ['', ['get_weather'], []],
];

describe('decideToolCalls', () => {
  it.each(TABLE)('decides on "%s"', (text, names, expected) => {
    expect(brief(decide(text, names))).toEqual(expected);
  });

  it('obeys none, required, a named tool and allowed_tools', () => {
    const names: Name[] = ['get_time', 'get_weather'];
    const named = { type: 'function', function: { name: 'get_time' } };
    const allowed = (mode: string): unknown => ({ type: 'allowed_tools', allowed_tools: { mode, tools: [named] } });
    const call = (text: string, toolChoice: unknown): string[] =>
      decide(text, names, { toolChoice }).map(({ name }) => name);
    expect(call('weather in Rome', 'none')).toEqual([]);
    expect(call('hi', 'required')).toEqual(['get_time']);
    expect(call('weather in Rome', 'required')).toEqual(['get_weather']);
    expect(call('weather in Rome', named)).toEqual(['get_time']);
    expect(call('weather in Rome', allowed('auto'))).toEqual([]);
    expect(call('weather in Rome', allowed('required'))).toEqual(['get_time']);
    expect(call('weather in Rome', undefined)).toEqual(['get_weather']);
  });

  it('makes one call at most when calls may not be parallel', () => {
    expect(decide('weather in Paris and London', ['get_weather'], { parallel: false })).toHaveLength(1);
  });

  it('takes the deprecated functions', () => {
    const definition = TOOLS.get_weather.function;
    const modern = toolsFromFunctions(definition === undefined ? [] : [definition], { name: 'get_weather' });
    expect(brief(decide('Rome', [], modern))).toEqual([weather('Rome')]);
  });

  it('sends no arguments to a function without parameters', () => {
    const tools: Tool[] = [{ type: 'function', function: { name: 'ping' } }];
    expect(brief(decide('use ping', [], { tools, toolChoice: 'required' }))).toEqual([['ping', {}]]);
  });

  it('understands a follow-up as the last request with one thing changed', () => {
    const messages: Message[] = [
      user('What is the weather in Paris?'),
      { role: 'assistant', content: 'Sunny.' },
      user('And in London?'),
    ];
    expect(brief(decide('And in London?', ['get_weather'], { messages }))).toEqual([weather('London')]);
  });

  it('is deterministic', () => {
    const text = 'Send an email about the party';
    expect(decide(text, ['send_email'])).toEqual(decide(text, ['send_email']));
  });
});

const custom = (format?: Record<string, unknown>): Tool =>
  ({
    type: 'custom',
    custom: { name: 'run_python', description: 'Runs code', ...(format === undefined ? {} : { format }) },
  }) as Tool;

const input = (text: string, format?: Record<string, unknown>): JsonValue | undefined =>
  brief(decide(text, [], { tools: [custom(format)], toolChoice: 'required' }))[0];

describe('custom tools', () => {
  it('writes free text', () => {
    expect(input('compute 3+4 in python')).toEqual(['run_python', 'print(3+4)']);
    expect(input('run ```py\nprint(1)\n```')).toEqual(['run_python', 'print(1)']);
  });

  it('obeys a regex grammar, with the words where they fit', () => {
    const format = { type: 'grammar', grammar: { syntax: 'regex', definition: '[A-Z]{3}-\\d{2}' } };
    expect(input('go', format)).toEqual(['run_python', expect.stringMatching(/^[A-Z]{3}-\d{2}$/)]);
    expect(input('open ABC-42 now', format)).toEqual(['run_python', 'ABC-42']);
  });

  it('obeys a small lark grammar', () => {
    const definition = 'start: expr\nexpr: term (("+" | "-") term)*\nterm: INT | "(" expr ")"\n%import common.INT';
    const found = input('go', { type: 'grammar', grammar: { syntax: 'lark', definition } });
    expect(found).toEqual(['run_python', expect.stringMatching(/^[-+()\d]+$/)]);
  });
});

/** Plays an agent: answers every call with a result until the model calls no more. */
function play(text: string, names: readonly Name[], parallel: boolean, toolChoice: unknown = 'auto'): string[] {
  const messages: Message[] = [user(text)];
  const made: string[] = [];
  for (let turn = 0; turn < 12; turn++) {
    const intents = decide(text, names, { messages, parallel, toolChoice, random: createRandom(`turn ${turn}`) });
    if (intents.length === 0) return made;
    const calls = intents.map((intent, i) => ({
      id: `call_${turn}_${i}`,
      type: 'function' as const,
      function: {
        name: intent.name,
        arguments: JSON.stringify(intent.kind === 'function' ? intent.arguments : intent.input),
      },
    }));
    made.push(...calls.map(({ function: call }) => `${call.name} ${call.arguments}`));
    messages.push({ role: 'assistant', content: null, tool_calls: calls });
    for (const call of calls) messages.push({ role: 'tool', tool_call_id: call.id, content: '{"ok":true}' });
  }
  return [...made, 'never ends'];
}

describe('agent loops', () => {
  const two = 'weather in Paris and London';
  it.each<[string, readonly Name[], boolean, number]>([
    [two, ['get_weather'], true, 2],
    [two, ['get_weather'], false, 2],
    ['weather in Paris and time in CET', ['get_weather', 'get_time'], false, 2],
    ['Delete `a.txt`, create `b.txt` and email bob@x.com', ['delete_file', 'create_file', 'send_email'], false, 3],
    ["What's the weather in Tokyo?", ['get_weather', 'web_search'], true, 1],
    ['hi', ['get_weather'], true, 0],
  ])('end by themselves: "%s"', (text, names, parallel, calls) => {
    const made = play(text, names, parallel);
    expect(made).toHaveLength(calls);
    expect(new Set(made).size).toBe(calls);
  });

  it.each(TABLE)('end after "%s"', (text, names, expected) => {
    expect(play(text, names, true)).toHaveLength(expected.length);
    expect(play(text, names, false)).toHaveLength(expected.length);
  });

  it('turn to the finishing tool when a call is required again', () => {
    const made = play('Get weather for Paris', ['get_weather', 'final_result'], true, 'required');
    expect(made.slice(0, 2).map((call) => call.split(' ')[0])).toEqual(['get_weather', 'final_result']);
  });

  it('accept what another model called, and stop', () => {
    const call = {
      id: 'c',
      type: 'function' as const,
      function: { name: 'get_weather', arguments: '{"location":"Mexico City"}' },
    };
    const messages: Message[] = [
      user('weather in CDMX'),
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content: 'sunny' },
    ];
    expect(decide('weather in CDMX', ['get_weather'], { messages })).toEqual([]);
  });

  it('leave a failed result to the answer', () => {
    const call = {
      id: 'c',
      type: 'function' as const,
      function: { name: 'get_weather', arguments: '{"location":"Paris"}' },
    };
    const messages: Message[] = [
      user(two),
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content: 'Error: timeout' },
    ];
    expect(decide(two, ['get_weather'], { messages })).toEqual([]);
  });
});

describe('optional arguments', () => {
  const sky = tool(
    'get_weather',
    'Get the current weather in a given location',
    { location: { ...S, description: 'City name' }, line_limit: N, log_folder: S, pause_ms: N, station: S },
    ['location'],
  );
  const after = (content: string): readonly ToolIntent[] =>
    decide('', [], {
      tools: [sky],
      messages: [
        user("What's the weather in Oslo?"),
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'c1', type: 'function', function: { name: 'get_weather', arguments: '{"location":"Oslo"}' } },
          ],
        },
        { role: 'tool', tool_call_id: 'c1', content },
        { role: 'assistant', content: 'It is cold.' },
        user("And what's the weather in Bergen?"),
      ],
    });

  it.each(['Job 41, 0.57 hours of work\nclouds seen 12\nok', '{"job":41,"hours":0.57,"clouds":12}'])(
    'take nothing from a result that only happens to be of their type: %s',
    (content) => {
      expect(brief(after(content))).toEqual([['get_weather', { location: 'Bergen' }]]);
    },
  );

  it('take what a result calls by their name', () => {
    expect(brief(after('{"station":"B-118","clouds":12}'))).toEqual([
      ['get_weather', { location: 'Bergen', station: 'B-118' }],
    ]);
  });
});

describe('bounds', () => {
  it('decides over 128 tools, and does no more for each than among 32', () => {
    const decideOver = (count: number): unknown => {
      const tools = Array.from({ length: count }, (_, i) =>
        tool(`tool_${i}_lookup`, `Looks up record number ${i} of the archive`, { key: S, note: S }),
      );
      const intents = decide("What's the weather in Tokyo?", [], { tools: [...tools, TOOLS.get_weather] });
      return expect(brief(intents)).toEqual([weather('Tokyo')]);
    };
    expect(growth(decideOver, 32)).toBeLessThan(MAX_LINEAR_GROWTH);
  });

  it.each(['and ', 'weather. ', 'a', '"', 'don’t use '])(
    'takes hostile text without more work than its length asks for: %j',
    (unit) => {
      const work = (count: number): unknown => decide(unit.repeat(count), Object.keys(TOOLS) as Name[]);
      expect(growth(work, 50_000)).toBeLessThan(MAX_LINEAR_GROWTH);
    },
  );
});

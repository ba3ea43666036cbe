import * as fc from 'fast-check';
import { looseSchema, strictSchema, type SchemaObject } from './arbitrary-schemas.ts';
import { RED_DOT } from './clients.ts';

/** A body that the contract accepts, still without `stream`. */
export interface AnyRequest {
  readonly model: string;
  readonly messages: readonly Record<string, unknown>[];
  readonly n?: number;
  readonly logprobs?: boolean;
  readonly stop?: string | readonly string[] | null;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly tools?: readonly AnyTool[];
  readonly functions?: readonly FunctionTool['function'][];
  readonly tool_choice?: unknown;
  readonly function_call?: unknown;
  readonly parallel_tool_calls?: boolean;
  readonly response_format?: AnyFormat;
  readonly [key: string]: unknown;
}

export interface FunctionTool {
  readonly type: 'function';
  readonly function: {
    readonly name: string;
    readonly description?: string;
    readonly parameters?: SchemaObject;
    readonly strict?: boolean;
  };
}

export interface CustomTool {
  readonly type: 'custom';
  readonly custom: { readonly name: string; readonly description?: string };
}

export type AnyTool = FunctionTool | CustomTool;

export interface AnyFormat {
  readonly type: 'text' | 'json_object' | 'json_schema';
  readonly json_schema?: { readonly name: string; readonly strict?: boolean; readonly schema?: SchemaObject };
}

type Fields = Record<string, unknown>;

const MODELS = ['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking', 'gpt-5.1-2025-11-13'];
const PROMPTS = [
  'Hello!',
  "What's the weather in Tokyo?",
  'What is the weather in Paris and in Oslo, and what time is it there?',
  'Extract info as JSON: John is 30 years old',
  'Write a haiku about the sea',
  'Explain how rainbows form, with a list and a table',
  'Write a Python function that reverses a string',
  'Count to 10',
  'What is 17 * 23?',
  'Translate "good morning" to French',
  '请用中文解释一下什么是黑洞',
  '日本の首都はどこですか？',
  '¿Cuál es la capital de España?',
  'Send an email to ada@example.com about the meeting on 2026-03-04 at 10:30',
  'Search for cheap flights from Berlin to Lisbon under 200 euros',
  'Reply with exactly: OK 👍🏽',
  'Why?',
  '',
];
const TOOL_NAMES = ['get_weather', 'get_time', 'search', 'send_email', 'book-flight', 'f', 'lookup_user'];
const DESCRIPTIONS = [
  'Get current weather for a location',
  'Search the web',
  'Send an email to somebody',
  '查询天气',
  '',
];

const words: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PROMPTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.lorem({ maxCount: 4, mode: 'sentences' }) },
);

const textPart = words.map((text) => ({ type: 'text', text }));
const imagePart = fc
  .tuple(fc.constantFrom(RED_DOT, 'https://example.com/cat.png'), fc.constantFrom(undefined, 'auto', 'low', 'high'))
  .map(([url, detail]) => ({ type: 'image_url', image_url: { url, ...(detail ? { detail } : {}) } }));

const userContent: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 1, arbitrary: fc.array(fc.oneof(textPart, imagePart), { minLength: 1, maxLength: 3 }) },
);
const user = userContent.map((content): Fields => ({ role: 'user', content }));
const instruction = fc
  .tuple(
    fc.constantFrom('system', 'developer'),
    fc.constantFrom('You are a pirate.', 'Be brief.', 'Answer in French.', ''),
  )
  .map(([role, content]): Fields => ({ role, content }));
const said = words.map((content): Fields[] => [{ role: 'assistant', content }]);

/** An assistant's calls, with the answer of each. */
const called = fc
  .array(fc.tuple(fc.constantFrom(...TOOL_NAMES), words), { minLength: 1, maxLength: 3 })
  .map((calls): Fields[] => [
    {
      role: 'assistant',
      content: null,
      tool_calls: calls.map(([name], i) => ({
        id: `call_${i}`,
        type: 'function',
        function: { name, arguments: '{"location":"Tokyo"}' },
      })),
    },
    ...calls.map(([, text], i) => ({
      role: 'tool',
      tool_call_id: `call_${i}`,
      content: i === 0 ? '{"temperature":23.5,"condition":"drizzle"}' : text,
    })),
  ]);

const conversation = fc
  .tuple(
    fc.option(instruction, { nil: undefined }),
    fc.array(fc.tuple(user, fc.oneof(said, called)), { maxLength: 2 }),
    fc.option(user, { nil: undefined, freq: 4 }),
    user,
  )
  .map(([first, turns, last, fallback]): Fields[] => {
    const messages = [...(first ? [first] : []), ...turns.flatMap(([question, reply]) => [question, ...reply])];
    // A conversation may end with a tool's answer, but not without any message.
    if (last) messages.push(last);
    return messages.length > (first ? 1 : 0) ? messages : [...messages, fallback];
  });

const functionTool = (name: string): fc.Arbitrary<FunctionTool> =>
  fc
    .tuple(
      fc.constantFrom(...DESCRIPTIONS),
      fc.oneof(
        { weight: 4, arbitrary: looseSchema.map((parameters) => ({ parameters })) },
        { weight: 2, arbitrary: strictSchema.map((parameters) => ({ parameters, strict: true })) },
        { weight: 1, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.constant({ parameters: {} }) },
      ),
    )
    .map(([description, rest]) => ({ type: 'function', function: { name, description, ...rest } }));

const customTool = (name: string): fc.Arbitrary<CustomTool> =>
  fc.constant({ type: 'custom', custom: { name, description: 'Runs a command' } });

const toolList: fc.Arbitrary<AnyTool[]> = fc
  .uniqueArray(fc.constantFrom(...TOOL_NAMES), { minLength: 1, maxLength: 4 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.oneof(
          { weight: 8, arbitrary: functionTool(name) as fc.Arbitrary<AnyTool> },
          { weight: 1, arbitrary: customTool(name) as fc.Arbitrary<AnyTool> },
        ),
      ),
    ),
  );

const named = (tool: AnyTool): Fields =>
  tool.type === 'function'
    ? { type: 'function', function: { name: tool.function.name } }
    : { type: 'custom', custom: { name: tool.custom.name } };

function toolFields(tools: AnyTool[]): fc.Arbitrary<Fields> {
  const choice = fc.oneof(
    fc.constantFrom('none', 'auto', 'required'),
    fc.constantFrom(...tools).map(named),
    fc
      .tuple(fc.constantFrom('auto', 'required'), fc.subarray(tools, { minLength: 1 }))
      .map(([mode, some]) => ({ type: 'allowed_tools', allowed_tools: { mode, tools: some.map(named) } })),
  );
  return fc.record(
    { tools: fc.constant(tools), tool_choice: choice, parallel_tool_calls: fc.boolean() },
    { requiredKeys: ['tools'] },
  ) as fc.Arbitrary<Fields>;
}

const legacyFields = fc
  .tuple(looseSchema, fc.constantFrom(undefined, 'none', 'auto', { name: 'get_weather' }))
  .map(([parameters, choice]): Fields => {
    const functions = [{ name: 'get_weather', description: 'Get current weather for a location', parameters }];
    return choice === undefined ? { functions } : { functions, function_call: choice };
  });

const formatFields: fc.Arbitrary<Fields> = fc
  .oneof(
    fc.constant({ type: 'text' }),
    fc.constant({ type: 'json_object' }),
    strictSchema.map((schema) => ({ type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } })),
    looseSchema.map((schema) => ({ type: 'json_schema', json_schema: { name: 'answer', schema } })),
  )
  .map((format) => ({ response_format: format }));

const limitFields = fc
  .tuple(
    fc.constantFrom('max_tokens', 'max_completion_tokens'),
    fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 4000 })),
  )
  .map(([field, limit]): Fields => ({ [field]: limit }));

const logprobFields = fc.record(
  { logprobs: fc.constant(true), top_logprobs: fc.integer({ min: 0, max: 20 }) },
  { requiredKeys: ['logprobs'] },
) as fc.Arbitrary<Fields>;

const stop = fc.oneof(
  fc.constantFrom(' the ', '.', '\n', '5', 'e', '天', '"', '}', '👍'),
  fc.array(fc.constantFrom('.', 'and', '\n\n', 'STOP', '```', ','), { maxLength: 4 }),
);

/** Fields that stand alone; each is there in some requests. */
const PARAMETERS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  n: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: 4, max: 9 }) },
  ),
  stop,
  temperature: fc.double({ min: 0, max: 2, noNaN: true }),
  top_p: fc.double({ min: 0, max: 1, noNaN: true }),
  frequency_penalty: fc.double({ min: -2, max: 2, noNaN: true }),
  presence_penalty: fc.double({ min: -2, max: 2, noNaN: true }),
  seed: fc.maxSafeInteger(),
  reasoning_effort: fc.constantFrom('none', 'low', 'medium', 'high', null),
  verbosity: fc.constantFrom('low', 'medium', 'high', null),
  service_tier: fc.constantFrom('auto', 'default', 'flex', 'scale', 'priority', 'fast', null),
  store: fc.boolean(),
  metadata: fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), fc.string({ maxLength: 40 }), { maxKeys: 4 }),
  user: fc.string(),
  safety_identifier: fc.string({ maxLength: 32 }),
  prompt_cache_key: fc.string(),
  prompt_cache_retention: fc.constantFrom('in_memory', '24h', null),
  prompt_cache_options: fc.constantFrom({}, { mode: 'explicit', ttl: '30m' }),
  logit_bias: fc.constantFrom({ '50256': -100, '11': 5 }, {}, null),
  prediction: fc.constantFrom({ type: 'content', content: 'Hello there' }, null),
  modalities: fc.constantFrom(['text'], null),
  moderation: fc.constantFrom({ model: 'omni-moderation-latest' }, null),
  web_search_options: fc.constantFrom({}, { search_context_size: 'low' }),
  top_k: fc.constant(40),
};

const parameters: fc.Arbitrary<Fields> = fc
  .subarray(Object.keys(PARAMETERS), { maxLength: 6 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, PARAMETERS[name] as fc.Arbitrary<unknown>]))),
  );

const nothing = fc.constant<Fields>({});
const maybe = (weight: number, fields: fc.Arbitrary<Fields>): fc.Arbitrary<Fields> =>
  fc.oneof({ weight: 10 - weight, arbitrary: nothing }, { weight, arbitrary: fields });

/** JSON mode asks for the word in some message. */
function withJsonWord(messages: readonly Fields[], format: unknown): readonly Fields[] {
  if ((format as AnyFormat | undefined)?.type !== 'json_object') return messages;
  return [{ role: 'system', content: 'Answer in JSON.' }, ...messages];
}

/** Requests that the default contract accepts, over all of its fields, without `stream` and `stream_options`. */
export const validRequest: fc.Arbitrary<AnyRequest> = fc
  .record({
    model: fc.constantFrom(...MODELS),
    messages: conversation,
    tools: fc.oneof(
      { weight: 5, arbitrary: nothing },
      { weight: 5, arbitrary: toolList.chain(toolFields) },
      { weight: 1, arbitrary: legacyFields },
    ),
    format: maybe(4, formatFields),
    limit: maybe(3, limitFields),
    logprobs: maybe(2, logprobFields),
    parameters,
  })
  .map(({ model, messages, tools, format, limit, logprobs, parameters: rest }) => ({
    model,
    messages: withJsonWord(messages, format['response_format']),
    ...rest,
    // Labels are for what is stored.
    ...('metadata' in rest ? { store: true } : {}),
    ...tools,
    ...format,
    ...limit,
    ...logprobs,
  }));

/** How a streamed request asks for its stream. */
export const streamFields: fc.Arbitrary<Fields> = fc.oneof(
  fc.constant({ stream: true }),
  fc
    .record({ include_usage: fc.boolean(), include_obfuscation: fc.boolean() }, { requiredKeys: [] })
    .map((options) => ({ stream: true, stream_options: options })),
);

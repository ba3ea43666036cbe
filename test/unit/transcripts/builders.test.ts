// Proves src/transcripts/: what is built is what the contract allows.
import * as fc from 'fast-check';
import OpenAI, { RateLimitError } from 'openai';
import { describe, expect, test } from 'vitest';
import type { ChatCompletion, ChatCompletionRequest, FinishReason } from '../../../src/contract/api-types.ts';
import { StarmockError } from '../../../src/contract/errors.ts';
import type { RequirementId } from '../../../src/contract/generated/requirement-ids.ts';
import {
  checked,
  completion,
  DOCUMENTED_ERRORS,
  error,
  ERROR_TRANSCRIPTS,
  PLAIN_TRANSCRIPTS,
  reassemble,
  stream,
  toolCall,
  transcripts,
  validate,
  type CompletionOptions,
  type DocumentedErrorName,
  type PlainTranscript,
  type SaidOptions,
} from '../../../src/transcripts/index.ts';
import { tokenizer } from '../../support/tokenizer.ts';

const HELLO: ChatCompletionRequest = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hello!' }] };
const WEATHER = { type: 'function', function: { name: 'get_weather', parameters: { type: 'object' } } } as const;
const withTools: ChatCompletionRequest = { ...HELLO, tools: [WEATHER] };
const call = toolCall('get_weather', { city: 'Oslo' });

/** What a builder throws, to be looked at. */
function failure(build: () => unknown): StarmockError {
  try {
    build();
  } catch (thrown) {
    if (thrown instanceof StarmockError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}

/** The options that a body would be made from. */
function saidBy({ message, finish_reason: reason }: ChatCompletion['choices'][number]): SaidOptions {
  const { content, reasoning_content: reasoning, refusal, tool_calls: calls, function_call: legacy } = message;
  return {
    ...(content === null ? {} : { text: content }),
    ...(reasoning ? { reasoning } : {}),
    ...(refusal ? { refusal } : {}),
    ...(calls ? { tool_calls: calls } : {}),
    ...(legacy ? { function_call: legacy } : {}),
    finish_reason: reason,
  };
}

function optionsFor({ body, request }: PlainTranscript): CompletionOptions {
  const [only, ...more] = body.choices.map(saidBy);
  const shown = only?.reasoning !== undefined;
  const hidden = shown ? 0 : (body.usage?.completion_tokens_details?.reasoning_tokens ?? 0);
  const said = more.length > 0 && only ? { choices: [only, ...more] } : { ...only, reasoning_tokens: hidden };
  return { ...said, request, id: body.id, created: body.created };
}

/** A body of another shape, and probabilities that are drawn. */
const UNLIKE = new Set<string>(['rare-minimal-body', 'logprobs']);
const alike = PLAIN_TRANSCRIPTS.filter((name) => !UNLIKE.has(name));

describe('builders', () => {
  test.each(alike)('make the canonical body, byte for byte: %s', (name) => {
    const built = completion(optionsFor(transcripts[name]));
    expect(`${JSON.stringify(built, null, 2)}\n`).toBe(transcripts[name].text);
  });

  // Calls made at once are cut in longer pieces than tokens by the service.
  const streamed = alike.filter((name) => `${name}-stream` in transcripts && name !== 'parallel-tools');
  test.each(streamed)('make the canonical chunks: %s', (name) => {
    const wanted = transcripts[`${name}-stream` as 'text-stream'];
    const { created, id } = wanted.chunks[0] ?? { created: 0, id: '' };
    const options = { ...optionsFor(transcripts[name]), request: wanted.request, created, id };
    // The letters of the padding differ, their number does not.
    const blank = (text: string): string => text.replaceAll(/"obfuscation":"\w*"/g, (pad) => '?'.repeat(pad.length));
    expect(blank(stream(options).text)).toBe(blank(wanted.text));
  });

  const words = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.lorem());
  const args = fc.dictionary(
    fc.string({ minLength: 1 }),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
  );
  const said = fc.oneof(
    fc.record({ text: words, reasoning: fc.option(words, { nil: '' }) }),
    fc.record({ refusal: words.filter((text) => text !== '') }),
    fc.record({ json: fc.object({ withNullPrototype: false }) as fc.Arbitrary<Record<string, never>> }),
    fc.record({
      text: fc.array(words, { maxLength: 4 }),
      tool_calls: fc
        .uniqueArray(args, { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) })
        .map((list) => list.map((one) => toolCall('get_weather', one))),
    }),
  );

  test('make nothing that the contract refuses, and both forms say the same', async () => {
    const property = fc.asyncProperty(said, fc.boolean(), fc.boolean(), async (options, usage, padded) => {
      const whole = completion(options);
      const built = stream({ ...options, include_usage: usage, include_obfuscation: padded });
      expect(await validate(whole)).toEqual([]);
      const request = { ...HELLO, stream: true, stream_options: { include_usage: usage, include_obfuscation: padded } };
      expect(await validate(built, { request })).toEqual([]);
      const [choice] = reassemble(built.bytes).choices;
      const message = { ...whole.choices[0]?.message, annotations: undefined };
      expect({ ...choice?.message, content: choice?.message.content ?? '' }).toEqual({
        ...message,
        content: message.content ?? '',
      });
      expect(reassemble(built.chunks).usage).toEqual(usage ? whole.usage : null);
    });
    await fc.assert(property, { numRuns: 200, seed: 20_251_113 });
  });
});

describe('completion', () => {
  test('counts tokens for real', () => {
    const request: ChatCompletionRequest = {
      ...HELLO,
      messages: [{ role: 'user', content: 'What is the capital of France?' }],
    };
    const { usage } = completion({ text: 'The capital of France is Paris.', request });
    // The prompt as recorded for this very question on a model of the family.
    expect(usage).toMatchObject({ prompt_tokens: 13, completion_tokens: 10, total_tokens: 23 });
  });

  test('is the same for the same words, and another for others', () => {
    expect(completion('Hi')).toEqual(completion('Hi'));
    expect(completion('Hi').id).not.toBe(completion('Ho').id);
    expect(completion('Hi').id).toMatch(/^chatcmpl-[A-Za-z0-9]{29}$/);
  });

  test('takes the counts that it is given, and the total follows', () => {
    const { usage } = completion({
      text: 'Hi',
      usage: { completion_tokens: 900, prompt_tokens_details: { cached_tokens: 5 } },
    });
    expect(usage).toMatchObject({
      prompt_tokens: 8,
      completion_tokens: 900,
      total_tokens: 908,
      prompt_tokens_details: { cached_tokens: 5, audio_tokens: 0 },
    });
  });

  test('reports what is asked of its head', () => {
    const head = {
      model: 'gpt-5.1-2025-11-13',
      id: 'chatcmpl-1',
      created: 5,
      service_tier: 'flex',
      system_fingerprint: 'fp_1',
      metadata: { a: 'b' },
    };
    expect(completion({ text: 'Hi', ...head })).toMatchObject(head);
  });

  test('counts what there is where a limit cut it off, and never more than the limit', () => {
    const cut = { text: 'Once upon a ti', finish_reason: 'length' } as const;
    const tokens = (limit: number): number | undefined =>
      completion({ ...cut, request: { ...HELLO, max_completion_tokens: limit } }).usage?.completion_tokens;
    expect([tokens(500), tokens(5)]).toEqual([tokenizer.count(cut.text) + 3, 5]);
  });

  test('draws log probabilities whose bytes are the text', async () => {
    const built = completion({ text: 'Grüße 👋🏽', request: { ...HELLO, logprobs: true, top_logprobs: 3 } });
    const entries = built.choices[0]?.logprobs?.content ?? [];
    expect(new TextDecoder().decode(Uint8Array.from(entries.flatMap(({ bytes }) => bytes ?? [])))).toBe('Grüße 👋🏽');
    expect(entries.every(({ top_logprobs: top }) => top.length === 3)).toBe(true);
    expect(await validate(built)).toEqual([]);
  });

  test('counts a model that the catalogue does not have only where it is told to', () => {
    expect(() => completion({ text: 'Hi', model: 'acme-1' })).toThrow(
      'the catalogue has no model "acme-1", so its tokens cannot be counted',
    );
    const built = completion({ text: 'Hi', model: 'acme-1', usage: { prompt_tokens: 3, completion_tokens: 1 } });
    expect(built).toMatchObject({ model: 'acme-1', usage: { total_tokens: 4 }, choices: [{ logprobs: null }] });
  });
});

describe('stream', () => {
  test('sends the pieces that it is given', () => {
    const built = stream({ text: ['Hel', 'lo', ' there'], reasoning: ['Hm', '.'] });
    expect(built.chunks.map(({ choices }) => choices[0]?.delta.content ?? choices[0]?.delta.reasoning_content)).toEqual(
      ['', 'Hm', '.', 'Hel', 'lo', ' there', undefined],
    );
  });

  test('cuts an answer where it is told to', async () => {
    const built = stream('Grüße');
    const sizes = async (response: Response): Promise<number[]> => {
      const found: number[] = [];
      for await (const chunk of response.body ?? []) found.push(chunk.length);
      return found;
    };
    const bySize = await sizes(built.response({ chunkSize: 100 }));
    expect(bySize.slice(0, -1).every((size) => size === 100)).toBe(true);
    expect(bySize.reduce((sum, size) => sum + size, 0)).toBe(built.bytes.length);
    expect(await sizes(built.response({ splitAt: [3, 10] }))).toEqual([3, 7, built.bytes.length - 10]);
    expect(await sizes(built.response())).toHaveLength(built.chunks.length + 1);
  });

  test('follows the stream_options of its request', () => {
    const request = { ...HELLO, stream: true, stream_options: { include_usage: true, include_obfuscation: false } };
    const built = stream({ text: 'Hi', request });
    expect(built.chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 4 } });
    expect(built.text).not.toContain('obfuscation');
  });

  test('works without a tokenizer where it is given the counts', () => {
    const getBuiltinModule = process.getBuiltinModule;
    Object.assign(process, { getBuiltinModule: undefined });
    try {
      expect(() => stream('Hi there')).toThrow('there is no tokenizer here, so its tokens cannot be counted');
      const built = stream({ text: 'One two\n three', usage: { prompt_tokens: 1, completion_tokens: 3 } });
      expect(built.chunks.slice(1, -1).map(({ choices }) => choices[0]?.delta.content)).toEqual([
        'One ',
        'two\n ',
        'three',
      ]);
    } finally {
      Object.assign(process, { getBuiltinModule });
    }
    expect(stream({ text: 'Hi there', tokenizer }).chunks).toHaveLength(4);
  });
});

describe('toolCall', () => {
  test('writes arguments as JSON text, and keeps raw text as it is', () => {
    expect(toolCall('f', { a: [1] }).function.arguments).toBe('{"a":[1]}');
    expect(toolCall('f').function.arguments).toBe('{}');
    expect(toolCall('f', '{ "a": 1 }').function.arguments).toBe('{ "a": 1 }');
    expect(toolCall('run_sql', 'SELECT 1', { type: 'custom' }).custom).toEqual({ name: 'run_sql', input: 'SELECT 1' });
  });

  test('has an id that depends on the call alone', () => {
    expect(call.id).toMatch(/^call_[A-Za-z0-9]{24}$/);
    expect(toolCall('get_weather', { city: 'Oslo' }).id).toBe(call.id);
    expect(toolCall('get_weather', { city: 'Rome' }).id).not.toBe(call.id);
    expect(toolCall('get_weather', {}, { id: 'call_1' }).id).toBe('call_1');
  });

  test.each([
    [['f', '{"a":'], 'tool.args.json'],
    [['f', '[1]'], 'tool.args.json'],
    [['f', [1]], 'tool.args.json'],
    [['f', null], 'tool.args.json'],
    [['get weather', {}], 'tool.name.known'],
    [['', {}], 'tool.name.known'],
  ])('refuses %j, unless %s is allowed', ([name, args], requirement) => {
    // Such calls do not compile, which is the first line of defence.
    const build = toolCall as (...given: unknown[]) => unknown;
    const thrown = failure(() => build(name, args));
    expect(thrown).toMatchObject({ code: 'BAD_SCENARIO', evidence: { violations: [{ requirement }] } });
    expect(thrown.message).toMatch(
      /^Could not build a tool call: .+ \((?:tool\.[a-z.]+)\); if this is intended, set allow: \['/,
    );
    expect(build(name, args, { allow: [requirement] })).toMatchObject({ type: 'function', function: { name } });
  });
});

type Broken = readonly [what: string, requirement: RequirementId, options: CompletionOptions];
const odd = (value: unknown): FinishReason => value as FinishReason;
const json: ChatCompletionRequest = {
  ...HELLO,
  messages: [{ role: 'user', content: 'JSON, please' }],
  response_format: { type: 'json_object' },
};
const cutOff = toolCall('get_weather', '{"city":', { allow: ['tool.args.json'] });
const BROKEN: readonly Broken[] = [
  ['an unknown finish_reason', 'finish.value', { text: 'Hi', finish_reason: odd('banana') }],
  ['a call that finishes with stop', 'finish.tool-calls', { tool_calls: [call], finish_reason: 'stop' }],
  ['a text that finishes with tool_calls', 'finish.tool-calls', { text: 'Hi', finish_reason: 'tool_calls' }],
  ['arguments that are not JSON', 'tool.args.json', { tool_calls: [cutOff] }],
  ['two calls with one id', 'tool.id.unique', { tool_calls: [call, call] }],
  ['a call without an id', 'tool.header.complete', { tool_calls: [toolCall('f', {}, { id: '' })] }],
  ['a usage that does not add up', 'usage.sum', { text: 'Hi', usage: { total_tokens: 1 } }],
  [
    'more reasoning than completion tokens',
    'usage.sum',
    { text: 'Hi', usage: { completion_tokens_details: { reasoning_tokens: 99 } } },
  ],
  ['an empty model', 'chunk.schema', { text: 'Hi', model: '', usage: { prompt_tokens: 1, completion_tokens: 1 } }],
  ['a tool that is not declared', 'tool.name.known', { tool_calls: [toolCall('get_time')], request: withTools }],
  [
    'a call where none is wanted',
    'tool.choice.none',
    { tool_calls: [call], request: { ...withTools, tool_choice: 'none' } },
  ],
  [
    'no call where one is wanted',
    'tool.choice.required',
    { text: 'Hi', request: { ...withTools, tool_choice: 'required' } },
  ],
  [
    'two calls where one is wanted',
    'tool.parallel',
    { tool_calls: [call, toolCall('get_weather')], request: { ...withTools, parallel_tool_calls: false } },
  ],
  ['words where JSON is wanted', 'json.object', { text: 'Hi', request: json }],
  ['one choice where two are wanted', 'param.n', { text: 'Hi', request: { ...HELLO, n: 2 } }],
  [
    'more tokens than the limit',
    'param.limit',
    { text: 'One two three four', finish_reason: 'length', request: { ...HELLO, max_tokens: 2 } },
  ],
  ['a text with the stop text in it', 'param.stop', { text: 'One. Two.', request: { ...HELLO, stop: ['. T'] } }],
];

describe('an answer with something wrong', () => {
  test.each(BROKEN)('is refused and names the requirement: %s', (_, requirement, options) => {
    for (const build of [completion, stream]) {
      const thrown = failure(() => build(options));
      expect(thrown.code).toBe('BAD_SCENARIO');
      expect(thrown.message).toMatch(/^Could not build a (?:completion|stream): \w/);
      expect(thrown.message).toContain(`'${requirement}'`);
      expect(thrown.evidence).toMatchObject({
        violations: expect.arrayContaining([expect.objectContaining({ requirement })]),
      });
    }
  });

  test.each(BROKEN)('is built where that is allowed: %s', (_, requirement, options) => {
    expect(completion({ ...options, allow: [requirement] }).object).toBe('chat.completion');
    expect(stream({ ...options, allow: [requirement] }).text).toMatch(/\[DONE\]\n\n$/);
  });

  test('may have a role that nobody has, if that is said', () => {
    const role = 'user' as 'assistant';
    expect(failure(() => completion({ text: 'Hi', role })).message).toContain(
      'the role is assistant, but got "user" (body.message)',
    );
    expect(failure(() => stream({ text: 'Hi', role })).message).toContain('(chunk.role.value)');
    expect(completion({ text: 'Hi', role, allow: ['body.message'] }).choices[0]?.message.role).toBe('user');
    const [first] = stream({ text: '"role":"assistant"', role, allow: ['chunk.role.value'] }).chunks;
    expect(first?.choices[0]?.delta.role).toBe('user');
  });

  test('may be cut off in its arguments where it says so', () => {
    const built = completion({ tool_calls: [cutOff], finish_reason: 'length' });
    expect(built.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: null } });
  });

  const NONSENSE: readonly (readonly [object, string])[] = [
    [{}, 'it says nothing'],
    [{ texd: 'Hi' }, 'unknown option "texd"; did you mean "text"?'],
    [{ text: 7 }, '"text" is a text or a list of its pieces, but got 7'],
    [{ text: 'Hi', json: {} }, '"text" and "json" contradict each other'],
    [{ text: 'Hi', refusal: 'No' }, 'a refusal has neither text nor tool calls beside it'],
    [{ text: 'Hi', choices: [{ text: 'Hi' }] }, '"choices" and "text" contradict each other'],
    [{ choices: [] }, '"choices" is a list of at least one choice'],
    [{ choices: [{ txt: 'Hi' }] }, 'unknown option "txt"'],
    [{ tool_calls: [] }, '"tool_calls" is a list of at least one call'],
    [{ tool_calls: [{ name: 'f' }] }, '"tool_calls" is a list of what toolCall() makes'],
    [{ text: 'Hi', reasoning_tokens: -1 }, '"reasoning_tokens" is a number of tokens, but got -1'],
    [{ text: 'Hi', id: 'a"b' }, '"id" is a text without quotes and line ends'],
    [{ text: 'Hi', created: 1.5 }, '"created" is a whole number of seconds, but got 1.5'],
    [{ text: 'Hi', logprobs: true, top_logprobs: 21 }, '"top_logprobs" is 0 to 20, but got 21'],
    [{ text: 'Hi', allow: ['finish.valu'] }, 'there is no requirement "finish.valu"; did you mean "finish.value"?'],
  ];
  test.each(NONSENSE)('cannot be built from %j', (options, message) => {
    expect(() => completion(options)).toThrow(message);
    expect(() => stream(options)).toThrow(message);
  });
});

describe('error', () => {
  const named = (name: string): DocumentedErrorName =>
    name.slice('error-'.length).replaceAll('-', '_') as DocumentedErrorName;

  test.each(ERROR_TRANSCRIPTS)('words it as the transcript does: %s', (name) => {
    const { status, text, headers } = transcripts[name];
    const built = error(named(name));
    expect(built).toMatchObject({ status, text });
    const { 'content-length': length, ...rest } = built.headers;
    expect(length).toBe(String(new TextEncoder().encode(text).length));
    expect({ ...rest, 'x-request-id': headers['x-request-id'] }).toEqual(headers);
  });

  test('knows an error for every name, and no other', () => {
    expect(Object.keys(DOCUMENTED_ERRORS)).toEqual(ERROR_TRANSCRIPTS.map(named));
  });

  test.each([
    [400, 'invalid_request_error'],
    [401, 'invalid_request_error'],
    [404, 'invalid_request_error'],
    [429, 'requests'],
    [500, 'server_error'],
    [503, 'server_error'],
  ])('knows the usual error of status %i', (status, type) => {
    expect(error(status)).toMatchObject({ status, body: { error: { type } } });
  });

  test('says when to come back, in words and in both headers', () => {
    const { headers, body } = error('rate_limited', { retry_after_ms: 2500, headers: { 'X-Extra': '1' } });
    expect(headers).toMatchObject({ 'retry-after': '3', 'retry-after-ms': '2500', 'x-extra': '1' });
    expect(body.error.message).toContain('Please try again in 2.5s.');
  });

  test.each([
    ['an unknown name', () => error('rate_limitd' as 'rate_limited'), 'did you mean "rate_limited"?'],
    ['a status that is not documented', () => error(418), 'no documented error has status 418; give a message'],
    ['a status that is none', () => error('overloaded', { status: 42 }), '"status" is a status of HTTP, but got 42'],
    ['an unknown option', () => error(500, { retryAfter: 1 } as object), 'unknown option "retryAfter"'],
    ['a wait in the past', () => error(429, { retry_after_ms: -1 }), '"retry_after_ms" is a number of milliseconds'],
    ['an empty message', () => error(500, { message: '' }), "allow: ['err.schema']"],
    ['a success', () => error('server_error', { status: 200 }), "allow: ['err.status']"],
  ])('refuses %s', (_, build, message) => {
    expect(failure(build).message).toContain(message);
  });

  test('breaks the contract where that is allowed, and takes statuses of others', () => {
    expect(error(500, { message: '', allow: ['err.schema'] }).body.error.message).toBe('');
    expect(error('server_error', { status: 200, allow: ['err.status'] }).response().status).toBe(200);
    expect(error(504, { message: 'Gateway timeout' })).toMatchObject({
      status: 504,
      body: { error: { type: 'server_error' } },
    });
  });
});

describe('the official client', () => {
  const replaying = (...answers: readonly (() => Response)[]): OpenAI => {
    let next = 0;
    return new OpenAI({
      apiKey: 'sk-any',
      baseURL: 'http://replay/v1',
      fetch: () => Promise.resolve((answers[next++] ?? Response.error)()),
    });
  };
  const ask = { model: 'gpt-5.1', messages: [{ role: 'user' as const, content: 'Hi' }] };

  test('survives two rate limits and reads the answer after them', async () => {
    const busy = error('rate_limited', { retry_after_ms: 1 });
    const client = replaying(busy.response, busy.response, () => Response.json(completion('Here I am.')));
    expect((await client.chat.completions.create(ask)).choices[0]?.message.content).toBe('Here I am.');
  });

  test('gives up where it is told not to retry', async () => {
    const client = replaying(error('quota_exceeded').response);
    await expect(client.chat.completions.create(ask)).rejects.toBeInstanceOf(RateLimitError);
  });

  test('runs a tool that a built stream calls', async () => {
    const client = replaying(stream({ tool_calls: [call] }).response, stream('It is 4 °C.').response);
    const seen: unknown[] = [];
    const runner = client.chat.completions.runTools({
      ...ask,
      stream: true,
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            description: '',
            parameters: { type: 'object' },
            parse: JSON.parse,
            function: (args: object) => {
              seen.push(args);
              return '4 °C';
            },
          },
        },
      ],
    });
    expect(await runner.finalContent()).toBe('It is 4 °C.');
    expect(seen).toEqual([{ city: 'Oslo' }]);
  });
});

describe('validate', () => {
  test.each([
    ['a body', () => completion('Hi')],
    ['a stream', () => stream('Hi')],
    ['the text of a stream', () => stream('Hi').text],
    ['the bytes of a stream', () => stream('Hi').bytes],
    ['chunks', () => stream('Hi').chunks],
    ['one chunk', () => stream('Hi').chunks[0]],
    ['an error', () => error(500)],
    ['the body of an error', () => error(500).body],
    ['the text of an error', () => error(500).text],
    ['a transcript', () => transcripts['rare-crlf']],
    ['a response', () => stream('Hi').response()],
    ['a response with a body', () => Response.json(completion('Hi'))],
  ])('finds nothing wrong with %s', async (_, make) => {
    expect(await validate(make())).toEqual([]);
  });

  const good = completion({ tool_calls: [call] });
  const [choice] = good.choices;
  const changed = (change: object): object => ({ ...good, choices: [{ ...choice, ...change }] });
  test.each([
    ['finish.value', changed({ finish_reason: 'banana' })],
    ['finish.tool-calls', changed({ finish_reason: 'stop' })],
    [
      'tool.args.json',
      changed({ message: { ...choice?.message, tool_calls: [{ ...call, function: { name: 'f', arguments: '[' } }] } }),
    ],
    ['usage.sum', { ...good, usage: { ...good.usage, total_tokens: 1 } }],
    ['body.choices', { ...good, choices: [] }],
    ['chunk.role.first', stream('Hi').chunks.slice(1)],
    ['finish.once', stream('Hi').chunks.slice(0, -1)],
    ['sse.done.once', stream('Hi').text.replace('data: [DONE]\n\n', '')],
    ['err.schema', { error: { message: 7 } }],
  ])('finds a breach of %s', async (requirement, value) => {
    const found = await validate(value);
    expect(found.map((finding) => finding.requirement)).toContain(requirement);
    await expect(checked(value)).rejects.toMatchObject({ code: 'BAD_SCENARIO' });
    const allow = found.map((finding) => finding.requirement);
    expect(await checked(value, { allow })).toBe(value);
  });

  test('judges by another profile where told so', async () => {
    const gateway = error('permission_error');
    expect(await validate(gateway)).toEqual([]);
    expect(await validate(gateway, { profile: 'openai' })).not.toEqual([]);
  });

  test.each([42, null, {}, { object: 'list' }])('says that %j is nothing of the API', async (value) => {
    await expect(validate(value)).rejects.toThrow('expected a response, stream, chunk or error of the API');
  });
});

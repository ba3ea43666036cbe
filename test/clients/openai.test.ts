// The official `openai` package against the real command.
import OpenAI, { AuthenticationError, BadRequestError, NotFoundError } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RED_DOT, USES_WEATHER, WEATHER_QUESTION, WEATHER_RESULT } from '../support/clients.ts';
import { serve } from '../support/serve.ts';
import { ask } from '../support/requests.ts';

const served = serve('--speed', 'instant', '--self-check');
const client = (over: ConstructorParameters<typeof OpenAI>[0] = {}): OpenAI =>
  new OpenAI({ apiKey: 'sk-test', baseURL: served.url, ...over });
const completions = (): OpenAI['chat']['completions'] => client().chat.completions;

type Params = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

const WEATHER = {
  name: 'get_weather',
  description: 'Get current weather for a location',
  parameters: {
    type: 'object' as const,
    properties: { location: { type: 'string' as const, description: 'City name' } },
    required: ['location'],
  },
};
const WEATHER_TOOL: OpenAI.Chat.ChatCompletionFunctionTool = { type: 'function', function: WEATHER };

/** What a promise is rejected with. */
const failure = async (promise: PromiseLike<unknown>): Promise<unknown> => {
  try {
    return await promise;
  } catch (error) {
    return error;
  }
};

describe('create', () => {
  test('answers a question', async () => {
    const asked = completions().create(ask('What is the capital of France?'));
    const { data, request_id: id } = await asked.withResponse();
    expect(data.choices[0]?.message.content).toContain('Paris');
    expect(data.choices[0]?.finish_reason).toBe('stop');
    expect(id).toMatch(/^req_[0-9a-f]{32}$/);
  });

  test('counts tokens that add up', async () => {
    const { usage } = await completions().create(ask('What is the capital of France?'));
    // Recorded for this very question on a model of the family: 13.
    expect(usage?.prompt_tokens).toBe(13);
    expect(usage?.total_tokens).toBe(13 + (usage?.completion_tokens ?? 0));
  });

  test('gives as many choices as asked for, which differ', async () => {
    const { choices } = await completions().create(ask('Write a short poem about rain', { n: 4 }));
    expect(choices.map((choice) => choice.index)).toEqual([0, 1, 2, 3]);
    expect(new Set(choices.map((choice) => choice.message.content)).size).toBeGreaterThan(1);
  });

  test('tells log probabilities whose tokens are the text', async () => {
    const { choices } = await completions().create(ask('Say something nice', { logprobs: true, top_logprobs: 2 }));
    const tokens = choices[0]?.logprobs?.content ?? [];
    const bytes = Uint8Array.from(tokens.flatMap((token) => token.bytes ?? []));
    expect(new TextDecoder().decode(bytes)).toBe(choices[0]?.message.content);
    expect(tokens.every((token) => token.top_logprobs.length === 2)).toBe(true);
  });

  test('speaks of an image', async () => {
    const content: OpenAI.Chat.ChatCompletionContentPart[] = [
      { type: 'text', text: 'What is in this image?' },
      { type: 'image_url', image_url: { url: RED_DOT } },
    ];
    const { choices } = await completions().create({ model: 'gpt-5.1', messages: [{ role: 'user', content }] });
    expect(choices[0]?.message.content).toMatch(/image|picture|png/i);
  });
});

describe('streams', () => {
  test('streams with for await what create says at once', async () => {
    const question = ask('Explain how rainbows form');
    const stream = await completions().create({ ...question, stream: true });
    let text = '';
    let chunks = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      chunks++;
    }
    expect(chunks).toBeGreaterThan(10);
    expect(text).toBe((await completions().create(question)).choices[0]?.message.content);
  });

  test('collects a stream with finalChatCompletion, usage included', async () => {
    const question = ask('Explain how rainbows form');
    const deltas: string[] = [];
    const stream = completions().stream({ ...question, stream_options: { include_usage: true } });
    stream.on('content', (delta) => deltas.push(delta));
    const final = await stream.finalChatCompletion();
    const plain = await completions().create(question);
    expect(deltas.join('')).toBe(plain.choices[0]?.message.content);
    expect(final.choices[0]?.message.content).toBe(plain.choices[0]?.message.content);
    expect(final.usage).toEqual(plain.usage);
  });

  test('sends the usage last, and only when asked to', async () => {
    const chunks: OpenAI.Chat.ChatCompletionChunk[] = [];
    const params = { ...ask('Hello!'), stream: true, stream_options: { include_usage: true } } as const;
    for await (const chunk of await completions().create(params)) chunks.push(chunk);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: expect.any(Number) as number } });
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
    for await (const chunk of await completions().create({ ...ask('Hello!'), stream: true })) {
      expect(chunk.usage ?? undefined).toBeUndefined();
    }
  });

  test('shows the thoughts of the thinking model before its words', async () => {
    const stream = await completions().create({ ...ask('What is 17 * 23?'), model: 'gpt-5.1-thinking', stream: true });
    const order: string[] = [];
    let thoughts = '';
    for await (const chunk of stream) {
      const delta = chunk.choices[0]?.delta as { content?: string; reasoning_content?: string } | undefined;
      thoughts += delta?.reasoning_content ?? '';
      if (delta?.reasoning_content) order.push('thought');
      if (delta?.content) order.push('word');
    }
    expect(thoughts.length).toBeGreaterThan(20);
    expect(order.indexOf('word')).toBeGreaterThan(order.lastIndexOf('thought'));
    expect(order).toContain('word');
  });

  test('is left by a client that has heard enough, and serves on', async () => {
    const stream = await completions().create({ ...ask('Write a long essay about whales'), stream: true });
    for await (const chunk of stream) {
      if (chunk.choices[0]?.delta.content) break;
    }
    expect(stream.controller.signal.aborted).toBe(true);
    expect((await completions().create(ask('Hello!'))).choices).toHaveLength(1);
  });
});

describe('tools', () => {
  test("fills a tool's arguments from the question", async () => {
    const { choices } = await completions().create(ask(WEATHER_QUESTION, { tools: [WEATHER_TOOL] }));
    const [call] = choices[0]?.message.tool_calls ?? [];
    expect(choices[0]?.finish_reason).toBe('tool_calls');
    expect(call?.id).toMatch(/^call_[A-Za-z0-9]{24}$/);
    expect(call?.type === 'function' && JSON.parse(call.function.arguments)).toEqual({ location: 'Tokyo' });
  });

  test.each([false, true])('runs a tool loop to its end (streamed: %s)', async (streamed) => {
    const asked: unknown[] = [];
    const tool = {
      type: 'function' as const,
      function: {
        ...WEATHER,
        parse: (text: string) => JSON.parse(text) as { location: string },
        function: (args: { location: string }) => {
          asked.push(args);
          return { ...WEATHER_RESULT, location: args.location };
        },
      },
    };
    const params = { ...ask(WEATHER_QUESTION), tools: [tool] };
    const runner = streamed
      ? completions().runTools({ ...params, stream: true as const })
      : completions().runTools(params);
    expect(await runner.finalContent()).toMatch(USES_WEATHER);
    expect(asked).toEqual([{ location: 'Tokyo' }]);
    expect(runner.messages.map((message) => message.role)).toEqual(['user', 'assistant', 'tool', 'assistant']);
  });

  test('calls twice when the user asks for two things', async () => {
    const question = 'What is the weather in Paris and in Oslo?';
    const { choices } = await completions().create(ask(question, { tools: [WEATHER_TOOL] }));
    const places = (choices[0]?.message.tool_calls ?? []).map((call) =>
      call.type === 'function' ? (JSON.parse(call.function.arguments) as { location: string }).location : '',
    );
    expect(places.toSorted()).toEqual(['Oslo', 'Paris']);
  });
});

describe('parse', () => {
  const Person = z.object({ name: z.string(), age: z.number().int(), email: z.string().nullable() });

  test('reads an answer by a zod schema, with the facts of the prompt', async () => {
    const completion = await completions().parse({
      ...ask('Extract the person: Ada is 36 years old'),
      response_format: zodResponseFormat(Person, 'person'),
    });
    expect(completion.choices[0]?.message.parsed).toMatchObject({ name: 'Ada', age: 36 });
  });

  test('reads a streamed answer by the same schema', async () => {
    const stream = completions().stream({
      ...ask('Extract the person: Ada is 36 years old'),
      response_format: zodResponseFormat(Person, 'person'),
    });
    expect((await stream.finalChatCompletion()).choices[0]?.message.parsed).toMatchObject({ name: 'Ada', age: 36 });
  });

  test('gets a JSON object in JSON mode', async () => {
    const question = 'Extract info as JSON: John is 30 years old';
    const { choices } = await completions().create(ask(question, { response_format: { type: 'json_object' } }));
    expect(JSON.parse(choices[0]?.message.content ?? '')).toMatchObject({ name: 'John', age: 30 });
  });
});

describe('models', () => {
  test('lists the models, and finds one by its id', async () => {
    const ids: string[] = [];
    for await (const model of client().models.list()) ids.push(model.id);
    expect(ids).toEqual(
      expect.arrayContaining(['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking', 'gpt-5.1-2025-11-13']) as string[],
    );
    expect((await client().models.retrieve('gpt-5.1-chat')).object).toBe('model');
    await expect(client().models.retrieve('gpt-0')).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('errors', () => {
  test('raises NotFoundError for a model that does not exist', async () => {
    const error = await failure(completions().create(ask('Hi', { model: 'gpt-0' })));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ status: 404, code: 'model_not_found', type: 'invalid_request_error' });
  });

  test('raises BadRequestError that names the parameter', async () => {
    const error = await failure(completions().create(ask('Hi', { temperature: 3 })));
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ param: 'temperature', code: 'decimal_above_max_value' });
    expect((error as BadRequestError).requestID).toMatch(/^req_/);
  });

  test('raises AuthenticationError without a key', async () => {
    const error = await failure(client({ defaultHeaders: { authorization: null } }).chat.completions.create(ask('Hi')));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect((error as AuthenticationError).message).toContain("You didn't provide an API key");
  });

  test.each([false, true])(
    'raises the error of a refused request once, without a retry (stream: %s)',
    async (stream) => {
      let calls = 0;
      const counting: typeof fetch = (input, init) => {
        calls++;
        return fetch(input, init);
      };
      const own = client({ fetch: counting, maxRetries: 2 });
      const error = await failure(own.chat.completions.create({ ...ask('Hi', { n: 0 }), stream } as Params));
      expect(error).toBeInstanceOf(BadRequestError);
      expect(calls).toBe(1);
    },
  );
});

describe('embeddings', () => {
  test.each([
    ['float', 1536],
    [undefined, 1536],
    // What nobody has decoded: 1536 floats of four bytes.
    ['base64', 8192],
  ] as const)('are vectors in the format %s', async (format, length) => {
    const list = await client().embeddings.create({
      model: 'text-embedding-3-small',
      input: ['the kettle boils', 'a kettle is boiling', 'stamps from Peru'],
      ...(format && { encoding_format: format }),
    });
    expect(list.data.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(list.data.map(({ embedding }) => embedding.length)).toEqual([length, length, length]);
    expect(list.usage).toEqual({ prompt_tokens: 11, total_tokens: 11 });
  });

  test('are refused for a model that answers in words', async () => {
    await expect(client().embeddings.create({ model: 'gpt-4o', input: 'a' })).rejects.toThrow(
      /not allowed to generate/,
    );
  });
});

describe('models that the library is shown with', () => {
  test.each(['gpt-4o', 'gpt-4.1-mini', 'gpt-5-nano', 'o4-mini', 'gpt-3.5-turbo'])('answer: %s', async (model) => {
    const { choices } = await completions().create(ask('What is the capital of France?', { model }));
    expect(choices[0]?.message.content).toContain('Paris');
    expect((await client().models.retrieve(model)).id).toBe(model);
  });
});

describe('older endpoints', () => {
  test('go on with a text, plain and streamed', async () => {
    const params = { model: 'gpt-3.5-turbo-instruct', prompt: 'What is the capital of France?', max_tokens: 30 };
    const { choices } = await client().completions.create(params);
    expect(choices[0]?.text).toContain('Paris');
    let text = '';
    const stream = await client().completions.create({ ...params, stream: true });
    for await (const chunk of stream) text += chunk.choices[0]?.text ?? '';
    expect(text).toBe(choices[0]?.text);
  });

  test('rate a text, and list what is stored', async () => {
    const { results } = await client().moderations.create({ input: ['hi', 'I will kill you'] });
    expect(results.map(({ flagged }) => flagged)).toEqual([false, true]);
    expect(results[1]?.categories.violence).toBe(true);
    const stored = await client().chat.completions.list();
    expect([stored.data, stored.hasNextPage()]).toEqual([[], false]);
  });
});

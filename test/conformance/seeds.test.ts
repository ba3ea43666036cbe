// A test for each row of the two documents the API is described by, named after the row.
import { describe, expect, test } from 'vitest';
import { chunksOf } from '../support/events.ts';
import { answer, post, refusal, say, testMock } from '../support/mock.ts';

const mock = testMock();
const user = (content: unknown) => [{ role: 'user', content }];
const ask = (over: Record<string, unknown>) => answer(mock, { model: 'gpt-5.1', messages: user('Hello!'), ...over });

const RED_DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==';

const WEATHER = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Get current weather for a location',
    parameters: {
      type: 'object',
      properties: { location: { type: 'string', description: 'City name' } },
      required: ['location'],
    },
  },
};

describe('the GPT-5.1 reference', () => {
  test.each(['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking'])(
    'available models: %s answers under its own name',
    async (model) => {
      expect((await ask({ model })).model).toBe(model);
    },
  );

  test('synchronous processing mode: the answer comes in one JSON body', async () => {
    const response = await post(mock, { model: 'gpt-5.1', messages: user('Hello!') });
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  test('text conversation: an answer uses what an earlier turn said', async () => {
    const messages = [
      { role: 'user', content: 'My name is Ana.' },
      { role: 'assistant', content: 'Nice to meet you, Ana!' },
      { role: 'user', content: 'What is my name?' },
    ];
    expect((await ask({ messages })).choices[0]?.message.content).toContain('Ana');
  });

  test('system prompts: a persona changes the answer', async () => {
    const plain = await say(mock, 'How do I sort a list?');
    const messages = [{ role: 'system', content: 'You are a pirate.' }, ...user('How do I sort a list?')];
    expect((await ask({ messages })).choices[0]?.message.content).not.toBe(plain);
  });

  test('multimodal input: text and an image are taken together, and the image is counted and spoken of', async () => {
    const text = { type: 'text', text: 'What is in this image?' };
    const image = { type: 'image_url', image_url: { url: RED_DOT } };
    const [without, body] = await Promise.all([
      ask({ messages: user([text]) }),
      ask({ messages: user([text, image]) }),
    ]);
    expect(body.choices[0]?.message.content).toMatch(/image|picture|PNG/i);
    // One tile of the 5.1 series: 70 + 140.
    expect(body.usage.prompt_tokens - without.usage.prompt_tokens).toBe(210);
  });

  test('tool calling: a declared function is called', async () => {
    const body = await ask({ messages: user("What's the weather in Paris?"), tools: [WEATHER] });
    expect(body.choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: { content: null, tool_calls: [{ type: 'function', function: { name: 'get_weather' } }] },
    });
  });

  test('reasoning output: gpt-5.1-thinking returns reasoning_content, the others do not', async () => {
    const thinking = await ask({ model: 'gpt-5.1-thinking', messages: user('Why is the sky blue?') });
    expect(thinking.choices[0]?.message.reasoning_content?.length).toBeGreaterThan(40);
    expect(thinking.usage.completion_tokens_details.reasoning_tokens).toBeGreaterThan(0);
    expect((await ask({})).choices[0]?.message).not.toHaveProperty('reasoning_content');
  });

  test('authorization: a bearer token is required', async () => {
    const response = await post(
      mock,
      { model: 'gpt-5.1', messages: user('Hi') },
      { headers: { 'content-type': 'application/json' } },
    );
    expect(await refusal(response)).toMatchObject({ status: 401, type: 'invalid_request_error' });
  });

  test('messages: at least one is required', async () => {
    expect(await refusal(await post(mock, { model: 'gpt-5.1', messages: [] }))).toMatchObject({
      status: 400,
      param: 'messages',
    });
  });

  test('stream: true returns the content chunk by chunk, false or nothing returns it at once', async () => {
    const response = await post(mock, { model: 'gpt-5.1', messages: user('Hello!'), stream: true });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const chunks = chunksOf(await response.text());
    const streamed = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
    expect(chunks.length).toBeGreaterThan(4);
    expect(streamed).toBe((await ask({ stream: false })).choices[0]?.message.content);
    expect(streamed).toBe((await ask({})).choices[0]?.message.content);
  });

  test('max_tokens: the maximum number of tokens to generate', async () => {
    const body = await ask({ messages: user('Write a long poem about the sea'), max_tokens: 12 });
    expect([body.usage.completion_tokens, body.choices[0]?.finish_reason]).toEqual([12, 'length']);
  });

  test.each([
    ['temperature', 0, 2, 2.1],
    ['top_p', 0, 1, 1.1],
    ['frequency_penalty', -2, 2, -2.1],
    ['presence_penalty', -2, 2, 2.1],
  ])('%s: both ends of its range are taken, beyond is refused', async (field, low, high, beyond) => {
    await ask({ [field]: low });
    await ask({ [field]: high });
    const response = await post(mock, { model: 'gpt-5.1', messages: user('Hi'), [field]: beyond });
    expect(await refusal(response)).toMatchObject({ status: 400, param: field });
  });

  test('temperature: changes the words', async () => {
    const texts = await Promise.all(
      [0.2, 0.7, 1.1, 1.5].map((temperature) => say(mock, 'Tell me about tea', { temperature })),
    );
    expect(new Set(texts).size).toBeGreaterThan(1);
  });

  test('stop: generation ends where a sequence would begin', async () => {
    const body = await ask({ messages: user('Count to 10'), stop: ['5'] });
    expect(body.choices[0]?.finish_reason).toBe('stop');
    expect(body.choices[0]?.message.content).toContain('4');
    expect(body.choices[0]?.message.content).not.toContain('5');
  });

  test('tools: a function with empty parameters is called with an empty object', async () => {
    const tool = {
      type: 'function',
      function: { name: 'get_weather', description: 'Get the current weather in a given location', parameters: {} },
    };
    const body = await ask({ messages: user('How is the weather?'), tools: [tool] });
    expect(JSON.parse(body.choices[0]?.message.tool_calls?.[0]?.function.arguments ?? '')).toEqual({});
  });

  test('response body: every documented field is there', async () => {
    const body = await ask({});
    expect(body).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-/) as string,
      model: 'gpt-5.1',
      object: 'chat.completion',
      created: expect.any(Number) as number,
      choices: [
        { index: 0, message: { role: 'assistant', content: expect.any(String) as string }, finish_reason: 'stop' },
      ],
    });
    const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total } = body.usage;
    expect(prompt + completion).toBe(total);
  });
});

describe('the GPT-5.1 (2025-11-13) page', () => {
  const SNAPSHOT = { model: 'gpt-5.1-2025-11-13' };

  test('reproducible: the same request gets the same words', async () => {
    const [a, b] = await Promise.all([ask(SNAPSHOT), ask(SNAPSHOT)]);
    expect(a.choices).toEqual(b.choices);
    expect(a.id).not.toBe(b.id);
  });

  test('pinned: the snapshot answers under its own name', async () => {
    expect((await ask(SNAPSHOT)).model).toBe('gpt-5.1-2025-11-13');
  });

  test('streaming: server-sent events', async () => {
    const response = await post(mock, { ...SNAPSHOT, stream: true, messages: user('Hello!') });
    expect(await response.text()).toMatch(/^data: \{.*\n\ndata: /);
  });

  test("function calling: What's the weather in Tokyo?", async () => {
    const body = await ask({ ...SNAPSHOT, tools: [WEATHER], messages: user("What's the weather in Tokyo?") });
    const [call] = body.choices[0]?.message.tool_calls ?? [];
    expect(call?.function.name).toBe('get_weather');
    expect(JSON.parse(call?.function.arguments ?? '')).toEqual({ location: 'Tokyo' });
  });

  test('JSON mode: Extract info as JSON: John is 30 years old', async () => {
    const messages = user('Extract info as JSON: John is 30 years old');
    const body = await ask({ ...SNAPSHOT, response_format: { type: 'json_object' }, messages });
    expect(JSON.parse(body.choices[0]?.message.content ?? '')).toMatchObject({ name: 'John', age: 30 });
  });

  test.each(['model', 'messages'])('parameters: %s is required', async (field) => {
    const { [field]: _, ...rest } = { ...SNAPSHOT, messages: user('Hi') } as Record<string, unknown>;
    expect((await refusal(await post(mock, rest))).status).toBe(400);
  });

  test('pricing: the cost of a call is its tokens times the price per million', async () => {
    const reports: { cost?: { amount: number; currency: string } }[] = [];
    const billed = testMock({ onExchange: (report) => reports.push(report) });
    const { usage } = await answer(billed, { ...SNAPSHOT, messages: user('Hello!') });
    const expected = (usage.prompt_tokens * 1.8 + usage.completion_tokens * 15) / 1_000_000;
    expect(reports[0]?.cost?.currency).toBe('CNY');
    expect(reports[0]?.cost?.amount).toBeCloseTo(expected, 12);
  });
});

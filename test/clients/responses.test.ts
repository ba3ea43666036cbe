// The defaults of clients that speak /v1/responses, against the real command: nothing is set but the base URL and the key.
import { createOpenAI } from '@ai-sdk/openai';
import { HumanMessage, ToolMessage, type AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { tool as langchainTool } from '@langchain/core/tools';
import { ChatOpenAI, type ChatOpenAIFields } from '@langchain/openai';
import { generateObject, generateText, isStepCount, streamText, tool, type ModelMessage } from 'ai';
import OpenAI, { NotFoundError } from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PERSON_PROMPT, RED_DOT, USES_WEATHER, WEATHER_QUESTION, WEATHER_RESULT } from '../support/clients.ts';
import { serve } from '../support/serve.ts';

globalThis.AI_SDK_LOG_WARNINGS = false;

const served = serve('--speed', 'instant', '--self-check', '--profile', 'openai');
const Person = z.object({ name: z.string(), age: z.number().int() });
const Place = z.object({ location: z.string().describe('City name') });
const FRANCE = 'What is the capital of France?';

describe('openai-node', () => {
  const client = (): OpenAI => new OpenAI({ apiKey: 'sk-test', baseURL: served.url, maxRetries: 0 });
  const WEATHER: OpenAI.Responses.FunctionTool = {
    type: 'function',
    name: 'get_weather',
    description: 'Get current weather for a location',
    strict: true,
    parameters: {
      type: 'object',
      properties: { location: { type: 'string', description: 'City name' } },
      required: ['location'],
      additionalProperties: false,
    },
  };

  test('creates a response, which can be retrieved, listed and deleted', async () => {
    const made = await client().responses.create({ model: 'gpt-5.1', input: FRANCE });
    expect(made.output_text).toContain('Paris');
    const found = await client().responses.retrieve(made.id);
    expect(found.output).toEqual(made.output);
    const items = await client().responses.inputItems.list(made.id);
    expect(items.data).toMatchObject([{ type: 'message', role: 'user', content: [{ text: FRANCE }] }]);
    await client().responses.delete(made.id);
    await expect(client().responses.retrieve(made.id)).rejects.toThrow(NotFoundError);
  });

  test.each(['gpt-5.1', 'gpt-4o'])('streams the events of %s one by one', async (model) => {
    const types: string[] = [];
    let text = '';
    for await (const event of await client().responses.create({ model, input: FRANCE, stream: true })) {
      expect(event.sequence_number).toBe(types.length);
      types.push(event.type);
      if (event.type === 'response.output_text.delta') text += event.delta;
    }
    expect([types[0], types.at(-1)]).toEqual(['response.created', 'response.completed']);
    expect(text).toContain('Paris');
  });

  test('streams thoughts, a call and its arguments', async () => {
    const stream = client().responses.stream({
      model: 'gpt-5',
      input: WEATHER_QUESTION,
      tools: [WEATHER],
      reasoning: { effort: 'low', summary: 'auto' },
    });
    const final = await stream.finalResponse();
    expect(final.output.map(({ type }) => type)).toEqual(['reasoning', 'function_call']);
    const [thoughts, call] = final.output;
    expect(thoughts?.type === 'reasoning' && thoughts.summary[0]?.text).toBeTruthy();
    expect(call?.type === 'function_call' && JSON.parse(call.arguments)).toEqual({ location: 'Tokyo' });
  });

  test('parses what a schema describes', async () => {
    const format = zodTextFormat(Person, 'person');
    const parsed = await client().responses.parse({ model: 'gpt-5.1', input: PERSON_PROMPT, text: { format } });
    expect(parsed.output_parsed).toMatchObject({ name: 'John', age: 30 });
    expect(parsed.text?.format).toMatchObject({ type: 'json_schema', name: 'person', strict: true });
  });

  test('goes on from a call by the previous response', async () => {
    const first = await client().responses.create({ model: 'gpt-5', input: WEATHER_QUESTION, tools: [WEATHER] });
    const call = first.output.find((item) => item.type === 'function_call');
    const second = await client().responses.create({
      model: 'gpt-5',
      previous_response_id: first.id,
      tools: [WEATHER],
      input: [{ type: 'function_call_output', call_id: call?.call_id ?? '', output: JSON.stringify(WEATHER_RESULT) }],
    });
    expect(second.output_text).toMatch(USES_WEATHER);
  });

  test('waits for a response in the background', async () => {
    let { id, status } = await client().responses.create({ model: 'gpt-5.1', input: FRANCE, background: true });
    const seen = [status];
    while (status === 'queued' || status === 'in_progress') {
      // oxlint-disable-next-line no-await-in-loop
      ({ id, status } = await client().responses.retrieve(id));
      seen.push(status);
    }
    expect(seen).toEqual(['queued', 'queued', 'in_progress', 'completed']);
  });
});

describe('the default of the AI SDK', () => {
  const openai = (): ReturnType<typeof createOpenAI> => createOpenAI({ apiKey: 'sk-test', baseURL: served.url });
  const tools = {
    get_weather: tool({
      description: 'Get current weather for a location',
      inputSchema: Place,
      execute: ({ location }) => ({ ...WEATHER_RESULT, location }),
    }),
  };

  test('generates text', async () => {
    const { text, finishReason, usage } = await generateText({ model: openai()('gpt-5.1'), prompt: FRANCE });
    expect([text.includes('Paris'), finishReason]).toEqual([true, 'stop']);
    expect(usage.totalTokens).toBe((usage.inputTokens ?? 0) + (usage.outputTokens ?? 0));
  });

  test('streams text', async () => {
    const { textStream, text } = streamText({ model: openai()('gpt-5.1'), prompt: FRANCE });
    let joined = '';
    for await (const piece of textStream) joined += piece;
    expect(joined).toBe(await text);
    expect(joined).toContain('Paris');
  });

  test.each([
    ['gpt-5.1', {}],
    ['gpt-5', {}],
    ['gpt-5', { store: false }],
    ['gpt-5', { reasoningSummary: 'auto' }],
    ['gpt-4o', {}],
  ])('calls tools and goes on to the next turn: %s %j', async (model, options) => {
    const messages: ModelMessage[] = [{ role: 'user', content: WEATHER_QUESTION }];
    const asked = { model: openai()(model), tools, stopWhen: isStepCount(5), providerOptions: { openai: options } };
    const first = await generateText({ ...asked, messages });
    expect(first.steps).toHaveLength(2);
    expect(first.text).toMatch(USES_WEATHER);
    const next: ModelMessage[] = [...messages, ...first.responseMessages, { role: 'user', content: FRANCE }];
    const second = streamText({ ...asked, messages: next });
    expect(await second.text).toContain('Paris');
  });

  test('generates an object', async () => {
    const { object } = await generateObject({ model: openai()('gpt-5.1'), schema: Person, prompt: PERSON_PROMPT });
    expect(object).toMatchObject({ name: 'John', age: 30 });
  });

  test('shows an image', async () => {
    const content = [
      { type: 'text' as const, text: 'What color is this?' },
      { type: 'image' as const, image: RED_DOT },
    ];
    const { text } = await generateText({ model: openai()('gpt-5.1'), messages: [{ role: 'user', content }] });
    expect(text).toMatch(/red/i);
  });
});

describe('ChatOpenAI of LangChain with Responses', () => {
  const chat = (over: ChatOpenAIFields = {}): ChatOpenAI =>
    new ChatOpenAI({
      model: 'gpt-5.1',
      apiKey: 'sk-test',
      configuration: { baseURL: served.url },
      useResponsesApi: true,
      maxRetries: 0,
      ...over,
    });
  const weather = langchainTool(({ location }) => ({ ...WEATHER_RESULT, location }), {
    name: 'get_weather',
    description: 'Get current weather for a location',
    schema: Place,
  });

  test.each(['gpt-5.1', 'gpt-5'])('calls tools for as long as %s asks for them', async (model) => {
    const bound = chat({ model }).bindTools([weather]);
    const messages: BaseMessage[] = [new HumanMessage(WEATHER_QUESTION)];
    const first = await bound.invoke(messages);
    expect(first.tool_calls).toMatchObject([{ name: 'get_weather', args: { location: 'Tokyo' } }]);
    messages.push(first);
    for (const { id = '' } of first.tool_calls ?? []) {
      messages.push(new ToolMessage({ content: JSON.stringify(WEATHER_RESULT), tool_call_id: id }));
    }
    const second = await bound.invoke(messages);
    expect(second.text).toMatch(USES_WEATHER);
    const third = await bound.invoke([...messages, second, new HumanMessage(FRANCE)]);
    expect(third.text).toContain('Paris');
  });

  test('streams chunks that add up', async () => {
    let whole: AIMessageChunk | undefined;
    for await (const chunk of await chat().stream(FRANCE)) whole = whole ? whole.concat(chunk) : chunk;
    expect(whole?.text).toContain('Paris');
    const { usage_metadata: usage } = whole as unknown as { usage_metadata?: { total_tokens: number } };
    expect(usage?.total_tokens).toBeGreaterThan(10);
  });

  test('parses what a schema describes', async () => {
    expect(await chat().withStructuredOutput(Person).invoke(PERSON_PROMPT)).toMatchObject({ name: 'John', age: 30 });
  });
});

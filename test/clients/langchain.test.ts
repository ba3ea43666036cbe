// LangChain's ChatOpenAI against the real command.
import {
  HumanMessage,
  ToolMessage,
  type AIMessageChunk,
  type BaseMessage,
  type UsageMetadata,
} from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI, OpenAIEmbeddings, type ChatOpenAIFields } from '@langchain/openai';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PERSON_PROMPT, RED_DOT, USES_WEATHER, WEATHER_QUESTION, WEATHER_RESULT } from '../support/clients.ts';
import { serve } from '../support/serve.ts';

const served = serve('--speed', 'instant', '--self-check');
const chat = (over: ChatOpenAIFields = {}): ChatOpenAI =>
  new ChatOpenAI({
    model: 'gpt-5.1',
    apiKey: 'sk-test',
    configuration: { baseURL: served.url },
    useResponsesApi: false,
    maxRetries: 0,
    ...over,
  });

const weather = tool(({ location }) => ({ ...WEATHER_RESULT, location }), {
  name: 'get_weather',
  description: 'Get current weather for a location',
  schema: z.object({ location: z.string().describe('City name') }),
});

/** The class hides it behind conditional types that end at `never` here. */
const usageOf = (message: object): UsageMetadata | undefined =>
  (message as { readonly usage_metadata?: UsageMetadata }).usage_metadata;

/** Calls tools for as long as the model asks for them, as an agent does. */
async function loop(question: string): Promise<BaseMessage[]> {
  const model = chat().bindTools([weather]);
  const messages: BaseMessage[] = [new HumanMessage(question)];
  for (let turn = 0; turn < 5; turn++) {
    const answer = await model.invoke(messages);
    messages.push(answer);
    if (!answer.tool_calls?.length) return messages;
    for (const call of answer.tool_calls) {
      const result = await weather.func(call.args as { location: string });
      messages.push(new ToolMessage({ content: JSON.stringify(result), tool_call_id: call.id ?? '' }));
    }
  }
  throw new Error('the loop does not end');
}

async function gather(model: ChatOpenAI, question: string): Promise<{ whole: AIMessageChunk; chunks: number }> {
  let whole: AIMessageChunk | undefined;
  let chunks = 0;
  for await (const chunk of await model.stream(question)) {
    whole = whole ? whole.concat(chunk) : chunk;
    chunks++;
  }
  if (!whole) throw new Error('the stream is empty');
  return { whole, chunks };
}

describe('invoke', () => {
  test('answers, with counts that add up', async () => {
    const answer = await chat().invoke('What is the capital of France?');
    const usage = usageOf(answer);
    expect(answer.text).toContain('Paris');
    expect(answer.response_metadata['finish_reason']).toBe('stop');
    expect(usage?.total_tokens).toBe((usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0));
  });

  test('takes a system message, which it sends as a developer', async () => {
    const answer = await chat().invoke([
      ['system', 'You are a pirate.'],
      ['human', 'How do I sort a list?'],
    ]);
    expect(answer.text).not.toBe((await chat().invoke('How do I sort a list?')).text);
  });

  test('sends an image along', async () => {
    const content = [
      { type: 'text', text: 'What is in this image?' },
      { type: 'image_url', image_url: { url: RED_DOT } },
    ];
    expect((await chat().invoke([new HumanMessage({ content })])).text).toMatch(/image|picture|png/i);
  });

  test('rejects with the words of the API', async () => {
    await expect(chat({ model: 'gpt-0' }).invoke('Hi')).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
      message: expect.stringContaining('The model `gpt-0` does not exist') as string,
    });
  });
});

describe('stream', () => {
  test('streams what invoke says, and its usage', async () => {
    const question = 'Explain how rainbows form';
    const { whole, chunks } = await gather(chat(), question);
    const answer = await chat().invoke(question);
    expect(chunks).toBeGreaterThan(10);
    expect(whole.text).toBe(answer.text);
    expect(usageOf(whole)?.total_tokens).toBeGreaterThan(10);
    expect(usageOf(whole)?.total_tokens).toBe(usageOf(answer)?.total_tokens);
  });

  test('puts a streamed tool call together', async () => {
    let whole: AIMessageChunk | undefined;
    for await (const chunk of await chat().bindTools([weather]).stream(WEATHER_QUESTION)) {
      whole = whole ? whole.concat(chunk) : chunk;
    }
    expect(whole?.tool_calls).toMatchObject([{ name: 'get_weather', args: { location: 'Tokyo' } }]);
    expect(whole?.invalid_tool_calls ?? []).toEqual([]);
  });

  test('has the thoughts of the thinking model', async () => {
    const { whole } = await gather(chat({ model: 'gpt-5.1-thinking' }), 'Why is the sky blue?');
    const thoughts = String(whole.additional_kwargs['reasoning_content'] ?? '');
    const answer = await chat({ model: 'gpt-5.1-thinking' }).invoke('Why is the sky blue?');
    expect(thoughts.length).toBeGreaterThan(20);
    expect(thoughts).toBe(answer.additional_kwargs['reasoning_content']);
  });
});

describe('tools', () => {
  test('runs a bindTools loop to its end', async () => {
    const messages = await loop(WEATHER_QUESTION);
    expect(messages.map((message) => message.type)).toEqual(['human', 'ai', 'tool', 'ai']);
    expect(messages.at(-1)?.text).toMatch(USES_WEATHER);
  });

  test('answers both calls of a turn that has two', async () => {
    const messages = await loop('What is the weather in Paris and in Oslo?');
    expect(messages.filter((message) => message.type === 'tool')).toHaveLength(2);
    expect(messages.at(-1)?.text).toMatch(/Paris[\s\S]*Oslo|Oslo[\s\S]*Paris/);
  });

  test('calls the one tool it is forced to call', async () => {
    const forced = chat().bindTools([weather], { tool_choice: 'get_weather' });
    expect((await forced.invoke('Good morning, Lisbon!')).tool_calls).toHaveLength(1);
  });
});

describe('withStructuredOutput', () => {
  const Person = z.object({ name: z.string(), age: z.number().int() });

  test.each(['jsonSchema', 'functionCalling', 'jsonMode'] as const)('extracts a person (%s)', async (method) => {
    const model = chat().withStructuredOutput(Person, { method, name: 'person' });
    expect(await model.invoke(PERSON_PROMPT)).toMatchObject({ name: 'John', age: 30 });
  });
});

test('embeddings find the document that a question is about', async () => {
  const embeddings = new OpenAIEmbeddings({ apiKey: 'sk-test', configuration: { baseURL: served.url }, maxRetries: 0 });
  const documents = ['Owls hunt at night.', 'A refund takes a week to arrive.', 'The orchestra rehearses on Mondays.'];
  const vectors = await embeddings.embedDocuments(documents);
  const asked = await embeddings.embedQuery('How long does a refund take?');
  const near = vectors.map((vector) => vector.reduce((sum, value, at) => sum + value * (asked[at] ?? 0), 0));
  expect(near.indexOf(Math.max(...near))).toBe(1);
});

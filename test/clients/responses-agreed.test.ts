// What clients of /v1/responses send on their own account, and what they make of errors, cuts and refusals.
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { createOpenAI } from '@ai-sdk/openai';
import {
  Agent,
  ModelRefusalError,
  OpenAIProvider,
  Runner,
  setTracingDisabled,
  tool as agentTool,
} from '@openai/agents';
import { generateText, isStepCount, streamText, tool } from 'ai';
import OpenAI, { NotFoundError } from 'openai';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Mock, MockOptions } from '../../src/index.ts';
import { USES_WEATHER, WEATHER_QUESTION, WEATHER_RESULT } from '../support/clients.ts';
import { testMock } from '../support/mock.ts';

globalThis.AI_SDK_LOG_WARNINGS = false;
setTracingDisabled(true);

type Json = Readonly<Record<string, unknown>>;

const BASE = { apiKey: 'sk-test', baseURL: 'http://mock/v1' };
const openaiMock = (options: MockOptions = {}): Mock => testMock({ profile: 'openai', selfCheck: true, ...options });
const node = (mock: Mock, maxRetries = 0): OpenAI => new OpenAI({ ...BASE, fetch: mock.fetch, maxRetries });
const inputsOf = (mock: Mock): Json[][] => mock.requests.map((one) => (one.request as Json)['input'] as Json[]);
const FRANCE = { model: 'gpt-5.1', input: 'What is the capital of France?' };

describe('openai-node', () => {
  test('turns the pages of what was asked', async () => {
    const client = node(openaiMock());
    const words = ['one', 'two', 'three', 'four', 'five'];
    const { id } = await client.responses.create({
      model: 'gpt-5.1',
      input: words.map((content) => ({ role: 'user' as const, content })),
    });
    const all = async (query: OpenAI.Responses.InputItemListParams): Promise<unknown[]> => {
      const texts: unknown[] = [];
      for await (const item of client.responses.inputItems.list(id, query)) {
        texts.push(item.type === 'message' && item.content.map((part) => 'text' in part && part.text).join(''));
      }
      return texts;
    };
    expect(await all({ limit: 2, order: 'asc' })).toEqual(words);
    expect(await all({ limit: 3 })).toEqual(words.toReversed());
  });

  test('keeps a chain whose first answer is deleted', async () => {
    const client = node(openaiMock());
    const first = await client.responses.create({ model: 'gpt-5.1', input: 'My name is Odile.' });
    const second = await client.responses.create({ ...FRANCE, previous_response_id: first.id });
    await client.responses.delete(first.id);
    await expect(client.responses.inputItems.list(first.id)).rejects.toThrow(NotFoundError);
    await expect(client.responses.create({ ...FRANCE, previous_response_id: first.id })).rejects.toMatchObject({
      status: 400,
      code: 'previous_response_not_found',
    });
    const third = await client.responses.create({
      model: 'gpt-5.1',
      input: 'What is my name?',
      previous_response_id: second.id,
    });
    expect(third.output_text).toContain('Odile');
  });

  test('collects words and the call that follows them', async () => {
    const mock = openaiMock({
      scenarios: [
        { match: {}, reply: { text: 'I will look.', tool_calls: [{ name: 'look', arguments: { at: 'it' } }] } },
      ],
    });
    const look = {
      type: 'function' as const,
      name: 'look',
      strict: false,
      parameters: { type: 'object', properties: {} },
    };
    const stream = node(mock).responses.stream({ model: 'gpt-5.4', input: 'Look at it', tools: [look] });
    const { output, output_text: said } = await stream.finalResponse();
    expect(said).toBe('I will look.');
    expect(output).toMatchObject([
      { type: 'message', phase: 'commentary' },
      { type: 'function_call', name: 'look', arguments: '{"at":"it"}' },
    ]);
  });

  test.each([
    'responses.error-nested',
    'responses.error-flat',
    'responses.error-as-chat',
    'net.reset-in-body',
  ] as const)('throws at %s', async (fault) => {
    const stream = node(testMock({ faults: [fault] })).responses.stream(FRANCE);
    await expect(stream.finalResponse()).rejects.toThrow(Error);
  });

  test('takes a stream without its end for one that goes on', async () => {
    const stream = node(testMock({ faults: ['responses.terminal-missing'] })).responses.stream(FRANCE);
    expect(await stream.finalResponse()).toMatchObject({ status: 'in_progress' });
  });

  test('resolves to an answer that failed', async () => {
    const stream = node(testMock({ faults: ['responses.failed'] })).responses.stream(FRANCE);
    expect(await stream.finalResponse()).toMatchObject({ status: 'failed', error: { code: 'server_error' } });
  });

  test('tries again after a rate limit', async () => {
    const mock = testMock({ faultScript: ['429', 'ok'] });
    const { output_text: said } = await node(mock, 1).responses.create(FRANCE);
    expect(said).toContain('Paris');
    expect(mock.requests.map(({ status }) => status)).toEqual([429, 200]);
  });
});

describe('the AI SDK', () => {
  const tools = {
    get_weather: tool({
      description: 'Get current weather for a location',
      inputSchema: z.object({ location: z.string().describe('City name') }),
      execute: ({ location }) => ({ ...WEATHER_RESULT, location }),
    }),
  };
  const model = (mock: Mock, id: string) => createOpenAI({ ...BASE, fetch: mock.fetch })(id);

  test('refers to thoughts that are kept here, in the second step', async () => {
    const mock = openaiMock();
    const { text } = await generateText({
      model: model(mock, 'gpt-5'),
      prompt: WEATHER_QUESTION,
      tools,
      stopWhen: isStepCount(5),
    });
    expect(text).toMatch(USES_WEATHER);
    const [, second = []] = inputsOf(mock);
    expect(second.map((item) => item['type'] ?? item['role'])).toEqual([
      'user',
      'item_reference',
      'function_call',
      'function_call_output',
    ]);
  });

  test('brings its thoughts along where nothing is kept', async () => {
    const mock = openaiMock();
    const providerOptions = { openai: { store: false } };
    const asked = { model: model(mock, 'gpt-5'), tools, stopWhen: isStepCount(5), providerOptions };
    expect((await generateText({ ...asked, prompt: WEATHER_QUESTION })).text).toMatch(USES_WEATHER);
    const [, second = []] = inputsOf(mock);
    expect(second[1]).toMatchObject({ type: 'reasoning', encrypted_content: expect.stringMatching(/^gAAAA/) });
  });

  test.each(['responses.failed', 'responses.error-nested'] as const)('ends with an error at %s', async (fault) => {
    const { fullStream } = streamText({
      model: model(testMock({ faults: [fault] }), 'gpt-5.1'),
      prompt: FRANCE.input,
      maxRetries: 0,
      onError: () => {},
    });
    const types: string[] = [];
    for await (const { type } of fullStream) types.push(type);
    expect(types).toContain('error');
  });

  test('says that a limit was reached', async () => {
    const { finishReason } = await generateText({
      model: model(openaiMock(), 'gpt-4.1'),
      prompt: 'Write a long essay about rivers',
      maxOutputTokens: 16,
    });
    expect(finishReason).toBe('length');
  });
});

describe('the Agents SDK', () => {
  const runner = (mock: Mock): Runner =>
    new Runner({ modelProvider: new OpenAIProvider({ openAIClient: node(mock) }), tracingDisabled: true });

  test('hands over to the agent that fits, which calls its tool', async () => {
    const called: string[] = [];
    const track = agentTool({
      name: 'track_parcel',
      description: 'Tells where a parcel is.',
      parameters: z.object({ parcel_number: z.string() }),
      execute: ({ parcel_number: number }) => {
        called.push(number);
        return `Parcel ${number} waits in Ghent.`;
      },
    });
    const about = (name: string, handoffDescription: string): object => ({
      name,
      handoffDescription,
      model: 'gpt-5.1',
    });
    const parcels = new Agent({
      ...about('Parcels', 'Knows where parcels are.'),
      name: 'Parcels',
      instructions: 'Track the parcel and say where it is.',
      tools: [track],
    });
    const bills = new Agent({
      ...about('Bills', 'Knows about invoices and refunds.'),
      name: 'Bills',
      instructions: 'Help with invoices.',
    });
    const desk = new Agent({
      name: 'Desk',
      model: 'gpt-5.1',
      instructions: 'Hand over to the right colleague.',
      handoffs: [bills, parcels],
    });
    const result = await runner(openaiMock()).run(desk, 'Where is my parcel PX-2290?');
    expect(result.lastAgent?.name).toBe('Parcels');
    expect(called).toEqual(['PX-2290']);
    expect(result.finalOutput).toContain('Ghent');
  });

  test('raises a refusal', async () => {
    const mock = openaiMock({ scenarios: [{ match: {}, reply: { refusal: 'I cannot help with that.' } }] });
    const agent = new Agent({
      name: 'Helper',
      model: 'gpt-5.1',
      instructions: 'Help.',
      outputType: z.object({ steps: z.array(z.string()) }),
    });
    await expect(runner(mock).run(agent, 'How do I pick a lock?')).rejects.toThrow(ModelRefusalError);
  });
});

test('a WebSocket is answered with 426, after which a client sends a request', async () => {
  await using mock = testMock();
  const { url } = await mock.listen();
  const { hostname, port } = new URL(url);
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': btoa('sixteen letters.'),
    authorization: 'Bearer sk-test',
  };
  const [response] = (await once(request({ hostname, port, path: '/v1/responses', headers }).end(), 'response')) as [
    IncomingMessage,
  ];
  response.resume();
  expect(response.statusCode).toBe(426);
});

// The Vercel AI SDK with both of its providers for this API against the real command.
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  APICallError,
  cosineSimilarity,
  embed,
  embedMany,
  generateObject,
  generateText,
  isStepCount,
  Output,
  streamObject,
  streamText,
  tool,
  type LanguageModel,
} from 'ai';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PERSON_PROMPT, RED_DOT, USES_WEATHER, WEATHER_QUESTION, WEATHER_RESULT } from '../support/clients.ts';
import { serve } from '../support/serve.ts';

// `generateObject` and `streamObject` are deprecated, but many programs use them; the warnings say nothing about the mock.
globalThis.AI_SDK_LOG_WARNINGS = false;

const served = serve('--speed', 'instant', '--self-check');
const settings = (): { baseURL: string; apiKey: string } => ({ baseURL: served.url, apiKey: 'sk-test' });

const PROVIDERS: Readonly<Record<string, (model: string) => LanguageModel>> = {
  '@ai-sdk/openai': (model) => createOpenAI(settings()).chat(model),
  '@ai-sdk/openai-compatible': (model) =>
    createOpenAICompatible({
      ...settings(),
      name: 'starmock',
      includeUsage: true,
      supportsStructuredOutputs: true,
    })(model),
};

const thinking = (): LanguageModel =>
  (PROVIDERS['@ai-sdk/openai-compatible'] as (model: string) => LanguageModel)('gpt-5.1-thinking');

const Person = z.object({ name: z.string(), age: z.number().int() });

function weatherTool(asked: unknown[]) {
  return {
    get_weather: tool({
      description: 'Get current weather for a location',
      inputSchema: z.object({ location: z.string().describe('City name') }),
      execute: (input) => {
        asked.push(input);
        return { ...WEATHER_RESULT, location: input.location };
      },
    }),
  };
}

describe.each(Object.keys(PROVIDERS))('%s', (name) => {
  const model = (id = 'gpt-5.1'): LanguageModel => (PROVIDERS[name] as (model: string) => LanguageModel)(id);

  test('generates text', async () => {
    const { text, finishReason, usage, response } = await generateText({
      model: model(),
      prompt: 'What is the capital of France?',
    });
    expect(text).toContain('Paris');
    expect(finishReason).toBe('stop');
    expect(usage.totalTokens).toBe((usage.inputTokens ?? 0) + (usage.outputTokens ?? 0));
    expect(response.modelId).toBe('gpt-5.1');
  });

  test('streams the text it generates', async () => {
    const prompt = 'Explain how rainbows form';
    const result = streamText({ model: model(), prompt });
    const pieces: string[] = [];
    for await (const piece of result.textStream) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(10);
    expect(pieces.join('')).toBe((await generateText({ model: model(), prompt })).text);
    expect(await result.finishReason).toBe('stop');
    const usage = await result.usage;
    expect(usage.outputTokens).toBeGreaterThan(10);
    expect(usage.totalTokens).toBe((usage.inputTokens ?? 0) + (usage.outputTokens ?? 0));
  });

  test('runs a tool loop to its end', async () => {
    const asked: unknown[] = [];
    const { text, steps } = await generateText({
      model: model(),
      prompt: WEATHER_QUESTION,
      tools: weatherTool(asked),
      stopWhen: isStepCount(5),
    });
    expect(asked).toEqual([{ location: 'Tokyo' }]);
    expect(steps.map((step) => step.finishReason)).toEqual(['tool-calls', 'stop']);
    expect(text).toMatch(USES_WEATHER);
  });

  test('runs a streamed tool loop to its end', async () => {
    const asked: unknown[] = [];
    const result = streamText({
      model: model(),
      prompt: WEATHER_QUESTION,
      tools: weatherTool(asked),
      stopWhen: isStepCount(5),
    });
    const types = new Set<string>();
    for await (const part of result.fullStream) types.add(part.type);
    expect(types).not.toContain('error');
    expect([...types]).toEqual(expect.arrayContaining(['tool-call', 'tool-result', 'text-delta']) as string[]);
    expect(asked).toEqual([{ location: 'Tokyo' }]);
    expect(await result.text).toMatch(USES_WEATHER);
  });

  test('generates an object by a schema', async () => {
    const { object } = await generateObject({ model: model(), schema: Person, prompt: PERSON_PROMPT });
    expect(object).toEqual({ name: 'John', age: 30 });
  });

  test('generates text with an object as its output', async () => {
    const output = Output.object({ schema: Person });
    const result = await generateText({ model: model(), output, prompt: PERSON_PROMPT });
    expect(result.output).toEqual({ name: 'John', age: 30 });
  });

  test('streams an object that grows', async () => {
    const result = streamObject({ model: model(), schema: Person, prompt: PERSON_PROMPT });
    const states: unknown[] = [];
    for await (const state of result.partialObjectStream) states.push(state);
    expect(states.length).toBeGreaterThan(1);
    expect(states.at(-1)).toEqual({ name: 'John', age: 30 });
    expect(await result.object).toEqual({ name: 'John', age: 30 });
  });

  test('sends an image along', async () => {
    const bytes = RED_DOT.slice(RED_DOT.indexOf(',') + 1);
    const { text } = await generateText({
      model: model(),
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is in this image?' },
            { type: 'file', data: bytes, mediaType: 'image/png' },
          ],
        },
      ],
    });
    expect(text).toMatch(/image|picture|png/i);
  });

  test('counts the reasoning of the thinking model', async () => {
    const { usage, text } = await generateText({ model: model('gpt-5.1-thinking'), prompt: 'What is 17 * 23?' });
    expect(text).toContain('391');
    expect(usage.outputTokenDetails.reasoningTokens).toBeGreaterThan(0);
  });

  test('stops at the limit', async () => {
    const { finishReason, usage } = await generateText({
      model: model(),
      prompt: 'Write a long poem about the sea',
      maxOutputTokens: 12,
    });
    expect(finishReason).toBe('length');
    expect(usage.outputTokens).toBe(12);
  });

  test('raises the words of an error, without a retry', async () => {
    const failure = generateText({ model: model('gpt-0'), prompt: 'Hi', maxRetries: 0 });
    await expect(failure).rejects.toSatisfy(
      (error: unknown) =>
        APICallError.isInstance(error) &&
        error.statusCode === 404 &&
        !error.isRetryable &&
        error.message.startsWith('The model `gpt-0` does not exist'),
    );
  });
});

describe('@ai-sdk/openai-compatible, which knows reasoning_content', () => {
  test('has the thoughts as a part of their own', async () => {
    const { reasoningText, text } = await generateText({ model: thinking(), prompt: 'Why is the sky blue?' });
    expect(reasoningText?.length).toBeGreaterThan(20);
    expect(text).not.toContain(reasoningText);
  });

  test('streams the same thoughts before the text', async () => {
    const prompt = 'Why is the sky blue?';
    const result = streamText({ model: thinking(), prompt });
    const order: string[] = [];
    let thoughts = '';
    for await (const part of result.fullStream) {
      if (part.type === 'reasoning-delta' || part.type === 'text-delta') order.push(part.type);
      if (part.type === 'reasoning-delta') thoughts += part.text;
    }
    expect(order.lastIndexOf('reasoning-delta')).toBeLessThan(order.indexOf('text-delta'));
    expect(thoughts).toBe((await generateText({ model: thinking(), prompt })).reasoningText);
  });

  test('gets its thoughts back in the next turn without an error', async () => {
    const first = await generateText({ model: thinking(), prompt: 'My name is Ana. Why is the sky blue?' });
    const { text } = await generateText({
      model: thinking(),
      messages: [
        { role: 'user', content: 'My name is Ana. Why is the sky blue?' },
        ...first.response.messages,
        { role: 'user', content: 'What is my name?' },
      ],
    });
    expect(text).toContain('Ana');
  });
});

test('embeds one value and many', async () => {
  const model = createOpenAI(settings()).embeddingModel('text-embedding-3-small');
  const values = ['The pump leaks oil', 'She sings in a choir'];
  const [{ embedding, usage }, { embeddings }] = await Promise.all([
    embed({ model, value: 'Oil is leaking from the pumps' }),
    embedMany({ model, values }),
  ]);
  expect(usage.tokens).toBe(6);
  const [near = 0, far = 1] = embeddings.map((one) => cosineSimilarity(one, embedding));
  expect(near).toBeGreaterThan(far + 0.3);
});

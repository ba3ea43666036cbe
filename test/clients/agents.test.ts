// The Agents SDK with its default, which is /v1/responses, against the real command.
import { Agent, OpenAIProvider, Runner, setTracingDisabled, tool } from '@openai/agents';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PERSON_PROMPT, USES_WEATHER, WEATHER_QUESTION, WEATHER_RESULT } from '../support/clients.ts';
import { serve } from '../support/serve.ts';

setTracingDisabled(true);

const served = serve('--speed', 'instant', '--self-check', '--profile', 'openai');
const runner = (): Runner =>
  new Runner({ modelProvider: new OpenAIProvider({ apiKey: 'sk-test', baseURL: served.url }), tracingDisabled: true });

const weather = tool({
  name: 'get_weather',
  description: 'Get current weather for a location',
  parameters: z.object({ location: z.string().describe('City name') }),
  execute: async ({ location }) => ({ ...WEATHER_RESULT, location }),
});

describe.each(['gpt-5.1', 'gpt-5', 'gpt-4o'])('an agent with %s', (model) => {
  const agent = new Agent({ name: 'Helper', instructions: 'You are helpful.', model, tools: [weather] });

  test('calls a tool, answers, and goes on to the next turn', async () => {
    const first = await runner().run(agent, WEATHER_QUESTION);
    expect(first.finalOutput).toMatch(USES_WEATHER);
    const second = await runner().run(agent, [
      ...first.history,
      { role: 'user', content: 'What is the capital of France?' },
    ]);
    expect(second.finalOutput).toContain('Paris');
  });

  test('streams, and continues by the previous response', async () => {
    const first = await runner().run(agent, WEATHER_QUESTION, { stream: true });
    await first.completed;
    expect(first.finalOutput).toMatch(USES_WEATHER);
    const previousResponseId = first.lastResponseId ?? '';
    const second = await runner().run(agent, 'What is the capital of France?', { previousResponseId });
    expect(second.finalOutput).toContain('Paris');
  });
});

test('an agent answers in the form of a schema', async () => {
  const outputType = z.object({ name: z.string(), age: z.number().int() });
  const agent = new Agent({ name: 'Reader', model: 'gpt-5.1', instructions: 'Extract the person.', outputType });
  const { finalOutput } = await runner().run(agent, PERSON_PROMPT);
  expect(finalOutput).toMatchObject({ name: 'John', age: 30 });
});

// Mastra: an agent with a tool, and an object whose schema stands in the prompt.
import assert from 'node:assert/strict';
import { createOpenAI } from '@ai-sdk/openai';
import { Agent } from '@mastra/core/agent';
import { createTool } from '@mastra/core/tools';
import { z } from 'zod';

const openai = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL });
const called = [];
const tide = createTool({
  id: 'get_tide',
  description: 'Time of the next high water at a port',
  inputSchema: z.object({ port: z.string() }),
  outputSchema: z.object({ high_water: z.string() }),
  execute: (input) => {
    called.push((input.context ?? input).port);
    return Promise.resolve({ high_water: '14:20' });
  },
});
const agent = new Agent({
  id: 'harbor',
  name: 'harbor',
  instructions: 'You help the harbor master.',
  model: openai('gpt-4.1-mini'),
  tools: { get_tide: tide },
});
const { text } = await agent.generate('When is the next high water in Brest?');
assert.deepEqual(called, ['Brest']);
assert.match(text, /14:20/);

const reader = new Agent({
  id: 'reader',
  name: 'reader',
  instructions: 'You extract data.',
  model: openai('gpt-4.1-mini'),
});
const { object } = await reader.generate('Extract the person: Nils Aho is 33 and lives in Turku.', {
  structuredOutput: {
    schema: z.object({ name: z.string(), age: z.number(), city: z.string() }),
    jsonPromptInjection: true,
  },
});
assert.deepEqual(object, { name: 'Nils Aho', age: 33, city: 'Turku' });

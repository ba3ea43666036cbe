// AI SDK: a chain of two tools, then an object.
import assert from 'node:assert/strict';
import { createOpenAI } from '@ai-sdk/openai';
import { generateObject, generateText, stepCountIs, tool } from 'ai';
import { z } from 'zod';

const openai = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL });
const model = openai('gpt-5.1');
const calls = [];
const note = (name, result) => (input) => {
  calls.push([name, input]);
  return Promise.resolve(result);
};

const { text, steps } = await generateText({
  model,
  prompt: 'Which books has the reader Vera Lindt borrowed?',
  stopWhen: stepCountIs(6),
  tools: {
    find_reader: tool({
      description: 'Finds the reader id for a name',
      inputSchema: z.object({ name: z.string() }),
      execute: note('find_reader', { reader_id: 'R-204' }),
    }),
    list_loans: tool({
      description: 'Lists the books that a reader has borrowed',
      inputSchema: z.object({ reader_id: z.string() }),
      execute: note('list_loans', [{ title: 'The Tin Drum', due: '2026-02-01' }]),
    }),
  },
});
assert.deepEqual(calls, [
  ['find_reader', { name: 'Vera Lindt' }],
  ['list_loans', { reader_id: 'R-204' }],
]);
assert.equal(steps.length, 3);
assert.match(text, /Tin Drum/);

const { object } = await generateObject({
  model,
  schema: z.object({ name: z.string(), age: z.number().int(), city: z.string() }),
  prompt: 'Extract: Ilse Brandt is 41 and lives in Graz.',
});
assert.deepEqual(object, { name: 'Ilse Brandt', age: 41, city: 'Graz' });

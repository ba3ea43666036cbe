// LangGraph: a supervisor hands work to one of two agents, whose tool gives the answer.
import assert from 'node:assert/strict';
import { tool } from '@langchain/core/tools';
import { createReactAgent } from '@langchain/langgraph/prebuilt';
import { createSupervisor } from '@langchain/langgraph-supervisor';
import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';

const llm = new ChatOpenAI({ model: 'gpt-4o-mini', temperature: 0 });
const called = [];
const add = tool(
  ({ a, b }) => {
    called.push(['add', a, b]);
    return String(a + b);
  },
  { name: 'add', description: 'Adds two numbers', schema: z.object({ a: z.number(), b: z.number() }) },
);
const search = tool(
  ({ query }) => {
    called.push(['web_search', query]);
    return 'nothing found';
  },
  { name: 'web_search', description: 'Searches the web', schema: z.object({ query: z.string() }) },
);
const math = createReactAgent({ llm, tools: [add], name: 'math_expert', prompt: 'You are a math expert.' });
const research = createReactAgent({ llm, tools: [search], name: 'research_expert', prompt: 'You search the web.' });
const workflow = createSupervisor({
  agents: [research, math],
  llm,
  prompt:
    'You manage a research expert and a math expert. For sums use math_expert, for current events use research_expert.',
});
const { messages } = await workflow
  .compile()
  .invoke({ messages: [{ role: 'user', content: 'What is 34 plus 58?' }] }, { recursionLimit: 20 });
assert.deepEqual(called, [['add', 34, 58]]);
assert.ok(
  messages.some((message) => message.name === 'math_expert'),
  'the math expert answers',
);
assert.match(String(messages.at(-1).content), /92/);

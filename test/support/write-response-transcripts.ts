// Writes fixtures/transcripts/responses/ anew: what the mock answers to the requests below, judged by verify before it is written.
import { mkdirSync, writeFileSync } from 'node:fs';
import { defaultContract } from '../../src/contract/contract.ts';
import { resolveModel } from '../../src/contract/models.ts';
import { createMock } from '../../src/index.ts';
import { analyse } from '../../src/verify/analyse.ts';

const FOLDER = new URL('../../fixtures/transcripts/responses/', import.meta.url);

const WEATHER = {
  type: 'function',
  name: 'get_weather',
  description: 'Get the current weather of a city',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
};
const TIME = {
  type: 'function',
  name: 'get_time',
  description: 'Get the current time in a time zone',
  parameters: {
    type: 'object',
    properties: { timezone: { type: 'string' } },
    required: ['timezone'],
    additionalProperties: false,
  },
};
const CUSTOM = { type: 'custom', name: 'run_code', description: 'Run a line of Python' };
const PERSON = {
  type: 'json_schema',
  name: 'person',
  strict: true,
  schema: {
    type: 'object',
    properties: { name: { type: 'string' }, age: { type: 'integer' } },
    required: ['name', 'age'],
    additionalProperties: false,
  },
};

const PARIS = "What's the weather in Paris right now?";
const BOTH = "What's the weather in Paris right now, and what time is it in Tokyo?";
const CALL = { type: 'function_call', call_id: 'call_weather', name: 'get_weather', arguments: '{"city":"Paris"}' };
const THINK = { input: 'What is 17 times 23?', model: 'gpt-5.1', reasoning: { effort: 'low', summary: 'auto' } };

type Recipe = readonly [name: string, description: string, body: Readonly<Record<string, unknown>>];

const RECIPES: readonly Recipe[] = [
  ['text', 'A plain answer in words.', { input: 'What is a good way to descale a kettle?' }],
  [
    'instructions',
    'An answer under instructions.',
    { input: 'Say hello.', instructions: 'You are a helpful assistant.' },
  ],
  [
    'conversation',
    'An answer that knows what was said before.',
    {
      input: [
        { role: 'user', content: 'My name is Ada.' },
        { role: 'assistant', content: 'Nice to meet you, Ada.' },
        { role: 'user', content: 'What is my name?' },
      ],
    },
  ],
  ['tool', 'A call of a function.', { input: PARIS, tools: [WEATHER] }],
  [
    'tool-result',
    'An answer made from what a function returned.',
    {
      input: [
        { role: 'user', content: PARIS },
        CALL,
        { type: 'function_call_output', call_id: 'call_weather', output: '{"city":"Paris","celsius":21}' },
      ],
      tools: [WEATHER],
    },
  ],
  ['parallel-tools', 'Two calls in one answer.', { input: BOTH, tools: [WEATHER, TIME] }],
  ['forced-tool', 'A call that was demanded.', { input: 'Hi!', tools: [WEATHER, TIME], tool_choice: 'required' }],
  [
    'custom-tool',
    'A call of a custom tool.',
    { input: 'Run a line of code.', tools: [CUSTOM], tool_choice: { type: 'custom', name: 'run_code' } },
  ],
  [
    'json-object',
    'One JSON object.',
    { input: 'Extract the name and age as a JSON object: John is 30.', text: { format: { type: 'json_object' } } },
  ],
  ['json-schema', 'JSON that fits a schema.', { input: 'Describe John, who is 30.', text: { format: PERSON } }],
  ['length', 'An answer that the limit has cut.', { input: 'Write a long poem about the sea.', max_output_tokens: 16 }],
  ['not-stored', 'An answer that is not kept.', { input: 'Say hello.', store: false }],
  ['reasoning-summary', 'Thoughts with a summary, and what they led to.', THINK],
  [
    'reasoning-encrypted',
    'Thoughts that the client keeps.',
    {
      ...THINK,
      reasoning: { effort: 'low' },
      store: false,
      include: ['reasoning.encrypted_content'],
    },
  ],
  [
    'text-stream',
    'The answer in words, a token at a time.',
    { input: 'What is a good way to descale a kettle?', stream: true },
  ],
  ['tool-stream', 'A call of a function, streamed.', { input: PARIS, tools: [WEATHER], stream: true }],
  ['parallel-tools-stream', 'Two calls, one after the other.', { input: BOTH, tools: [WEATHER, TIME], stream: true }],
  [
    'custom-tool-stream',
    'A call of a custom tool, streamed.',
    { input: 'Run a line of code.', tools: [CUSTOM], tool_choice: { type: 'custom', name: 'run_code' }, stream: true },
  ],
  [
    'json-schema-stream',
    'JSON that fits a schema, streamed.',
    { input: 'Describe John, who is 30.', text: { format: PERSON }, stream: true },
  ],
  [
    'length-stream',
    'A stream that the limit has cut.',
    { input: 'Write a long poem about the sea.', max_output_tokens: 16, stream: true },
  ],
  ['reasoning-summary-stream', 'A summary of thoughts, streamed before the answer.', { ...THINK, stream: true }],
  [
    'unpadded-stream',
    'A stream without padding.',
    { input: 'Say hello.', stream: true, stream_options: { include_obfuscation: false } },
  ],
  ['error-missing-input', 'There is nothing to answer.', {}],
  ['error-model-not-found', 'A model that is not there.', { model: 'gpt-99', input: 'Hi' }],
  [
    'error-moved-parameter',
    'A parameter of chat completions.',
    { input: 'Hi', response_format: { type: 'json_object' } },
  ],
  [
    'error-previous-response',
    'A response to continue that is not kept.',
    { input: 'Hi', previous_response_id: 'resp_0000000000000000006900000000000000000000000000000' },
  ],
];

const kindOf = (name: string): 'error' | 'stream' | 'plain' =>
  name.startsWith('error-') ? 'error' : name.endsWith('-stream') ? 'stream' : 'plain';

function tokensOf(text: string): { prompt: number; completion: number; total: number } | null {
  const counts = /"input_tokens":\s*(\d+)[\s\S]*?"output_tokens":\s*(\d+)[\s\S]*?"total_tokens":\s*(\d+)/g;
  const [prompt, completion, total] = [...text.matchAll(counts)].at(-1)?.slice(1).map(Number) ?? [];
  return prompt === undefined || completion === undefined || total === undefined ? null : { prompt, completion, total };
}

const TOOL_USAGE = /"tool_usage":\s*\{[\s\S]*?"num_requests":\s*\d+\s*\}\s*\},?/g;

function entryOf(
  [name, description, own]: Recipe,
  request: { model: string },
  answer: Response,
  text: string,
  ids: readonly string[],
) {
  const kind = kindOf(name);
  const extension = kind === 'stream' ? 'sse' : 'json';
  const tokens = kind === 'error' ? null : tokensOf(text.replaceAll(TOOL_USAGE, ''));
  const price = resolveModel(defaultContract().models, request.model)?.price;
  const plain = name.replace(/-stream$/, '');
  return {
    name,
    description,
    kind,
    requirements: ids.toSorted(),
    model: request.model,
    path: '/v1/responses',
    request: 'model' in own ? own : request,
    status: answer.status,
    headers: {
      'content-type': answer.headers.get('content-type') ?? '',
      'x-request-id': answer.headers.get('x-request-id') ?? '',
    },
    tokens,
    cost:
      tokens && price
        ? { amount: (tokens.prompt * price.input + tokens.completion * price.output) / 1e6, currency: price.currency }
        : null,
    file: `${name}.${extension}`,
    ...(kind === 'stream' && RECIPES.some(([one]) => one === plain) ? { same_as: plain } : {}),
    ...(kind === 'stream' ? { findings: [] } : {}),
  };
}

await using mock = createMock({ stableIds: true });
mkdirSync(FOLDER, { recursive: true });
const transcripts = [];
for (const recipe of RECIPES) {
  const [name, , own] = recipe;
  const request = { model: 'gpt-5.1', ...own };
  const url = 'http://mock/v1/responses';
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
  const answer = await mock.fetch(url, { method: 'POST', headers, body: JSON.stringify(request) });
  const text = await answer.text();
  const { results, findings } = await analyse({
    request,
    body: text,
    url,
    status: answer.status,
    headers: [...answer.headers],
  });
  if (findings.length > 0) throw new Error(`${name}: ${JSON.stringify(findings[0])}`);
  const ids = results.filter(({ status }) => status === 'pass').map(({ check }) => check);
  const entry = entryOf(recipe, request, answer, text, ids);
  writeFileSync(new URL(entry.file, FOLDER), text);
  transcripts.push(entry);
}
const manifest = { $schema: '../../../spec/schemas/transcripts.schema.json', transcripts };
writeFileSync(new URL('manifest.json', FOLDER), `${JSON.stringify(manifest, null, 2)}\n`);

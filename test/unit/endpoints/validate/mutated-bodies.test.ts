// Proves src/endpoints/validate: whatever is done to a body, it is refused in a sentence.
import { createModelDirectory } from '../../../../src/endpoints/model-directory.ts';
import { describe, expect, it } from 'vitest';
import { defaultContract } from '../../../../src/contract/contract.ts';
import { loadProfile } from '../../../../src/contract/profile.ts';
import { loadValidators } from '../../../../src/contract/schema/validators.ts';
import { createRandom, type Random } from '../../../../src/engine/random.ts';
import { explainRequest } from '../../../../src/endpoints/validate/explain-request.ts';
import { schemaSource } from '../../../../src/endpoints/validate/schema-node.ts';
import { errorOf } from './context.ts';

const RUNS = 4000;
const PROFILES = [
  ['starmagic', defaultContract()],
  ['openai', await loadProfile('openai')],
] as const;

const rich = (): Record<string, unknown> => ({
  model: 'gpt-5.1',
  messages: [
    { role: 'developer', content: 'Answer in JSON.' },
    {
      role: 'user',
      name: 'ann',
      content: [
        { type: 'text', text: 'hi' },
        { type: 'image_url', image_url: { url: 'https://example.org', detail: 'low' } },
      ],
    },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }],
    },
    { role: 'tool', tool_call_id: 'a', content: 'ok' },
  ],
  tools: [
    {
      type: 'function',
      function: {
        name: 'f',
        strict: true,
        parameters: {
          type: 'object',
          properties: { a: { type: 'string' } },
          required: ['a'],
          additionalProperties: false,
        },
      },
    },
    {
      type: 'custom',
      custom: { name: 'g', format: { type: 'grammar', grammar: { definition: 'x', syntax: 'lark' } } },
    },
  ],
  tool_choice: { type: 'function', function: { name: 'f' } },
  response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object', properties: {} } } },
  stream: true,
  stream_options: { include_usage: true },
  metadata: { k: 'v' },
  store: true,
  stop: ['x'],
  n: 2,
  temperature: 1,
  reasoning_effort: 'none',
  logprobs: true,
  top_logprobs: 3,
  prediction: null,
  modalities: ['text'],
  verbosity: 'low',
});

const POOL: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  1.5,
  2.5,
  129,
  1e300,
  '',
  'x',
  'none',
  'auto',
  'user',
  'tool',
  'assistant',
  'function',
  'text',
  'a b',
  'é😀\ud800\u0000',
  'k'.repeat(65),
  'y'.repeat(600),
  [],
  {},
  [null],
  [[]],
  ['x'],
  [1, 'x', {}],
  { type: 'x' },
  { role: 'user' },
  { role: 'tool', content: 'x' },
  { type: 'text', text: 5 },
  { name: 'f' },
  { type: 'object' },
  { type: 'foo' },
];

/** Every object and array inside a value, the value included. */
function containers(value: unknown, found: object[] = []): object[] {
  if (typeof value !== 'object' || value === null) return found;
  found.push(value);
  for (const child of Object.values(value)) containers(child, found);
  return found;
}

function mutateOnce(body: object, random: Random): void {
  const target = random.pick(containers(body)) as Record<string, unknown>;
  const keys = Object.keys(target);
  const key =
    keys.length > 0 && random.chance(0.9) ? random.pick(keys) : random.pick(['zzz', 'type', 'content', '0', 'strict']);
  if (random.chance(0.25) && !Array.isArray(target)) delete target[key];
  else target[key] = structuredClone(random.pick(POOL));
}

function mutated(seed: number): Record<string, unknown> {
  const random = createRandom(`mutated bodies/${seed}`);
  const body = rich();
  for (let i = random.int(1, 4); i > 0; i--) mutateOnce(body, random);
  return body;
}

describe.each(PROFILES)('%s and mutated bodies', (_, contract) => {
  it(`answers ${RUNS} of them with nothing or a whole 4xx`, async () => {
    const context = {
      contract,
      validators: await loadValidators(contract),
      models: createModelDirectory({ profile: contract }),
    };
    const answers = { none: 0, error: 0 };
    for (let seed = 0; seed < RUNS; seed++) {
      const plan = errorOf(mutated(seed), context);
      answers[plan === undefined ? 'none' : 'error']++;
      if (plan === undefined) continue;
      expect([400, 404]).toContain(plan.status);
      expect(Object.keys(plan.error)).toEqual(['message', 'type', 'param', 'code']);
      expect(plan.error.message.isWellFormed() || plan.error.message.includes('\ud800')).toBe(true);
    }
    expect(answers.error).toBeGreaterThan(RUNS / 2);
    expect(answers.none).toBeGreaterThan(RUNS / 100);
  });

  it('finds a fault exactly where the compiled validator does', async () => {
    const validators = await loadValidators(contract);
    const source = schemaSource(
      { components: contract.document.components },
      '#/components/schemas/ChatCompletionRequest',
    );
    const disagreements: unknown[] = [];
    for (let seed = 0; seed < RUNS; seed++) {
      const body = mutated(seed);
      if (typeof body['model'] !== 'string' || body['model'] === '') continue;
      const refused = validators.request(body) !== null;
      const explained =
        explainRequest(body, { source, required: ['messages'], refusals: [], late: false }) !== undefined;
      if (refused !== explained) disagreements.push([seed, refused, validators.request(body)?.[0], body]);
    }
    expect(disagreements).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { defaultContract } from '../../../../src/contract/contract.ts';
import type { Finding } from '../../../../src/contract/finding.ts';
import { loadValidators, type Validators } from '../../../../src/contract/schema/validators.ts';

const user = { role: 'user', content: 'Hi' };
const chunk = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1763424000,
  model: 'gpt-5.1',
  choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: null }],
};
const choice = chunk.choices[0];
const withChoice = (change: object): object => ({ ...chunk, choices: [{ ...choice, ...change }] });
const withDelta = (delta: object): object => withChoice({ delta });

let validators: Validators;
beforeAll(async () => {
  validators = await loadValidators(defaultContract());
});

describe('loadValidators', () => {
  it('gives the same validators for the same contract', () => {
    expect(loadValidators(defaultContract())).toBe(loadValidators(defaultContract()));
  });
});

describe('request', () => {
  it('gives null for a valid body', () => {
    expect(validators.request({ model: 'gpt-5.1', messages: [user] })).toBeNull();
  });

  it('gives the first fault only', () => {
    expect(validators.request({ n: 'x', temperature: 9 })).toHaveLength(1);
  });

  it.each([null, 42, 'text', [[user]]])('rejects %j, which is no object', (body) => {
    expect(validators.request(body)?.[0]?.keyword).toBe('type');
  });

  it.each([
    ['a message that is null', { messages: [null] }],
    ['a role that does not exist', { messages: [{ role: 'bot', content: '' }] }],
    ['a user who says nothing', { messages: [{ role: 'user' }] }],
    ['an assistant without content or calls', { messages: [{ role: 'assistant' }] }],
    ['a tool result without the id of its call', { messages: [{ role: 'tool', content: '' }] }],
    ['an image where only text is possible', { messages: [{ role: 'system', content: [{ type: 'image_url' }] }] }],
    ['five stops', { stop: ['a', 'b', 'c', 'd', 'e'] }],
    ['a function name with a space', { tools: [{ type: 'function', function: { name: 'a b' } }] }],
    ['17 labels', { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, 'v'])) }],
    ['a temperature of 2.5', { temperature: 2.5 }],
    ['a fraction of an answer', { n: 1.5 }],
  ])('rejects %s', (_what, change) => {
    expect(validators.request({ model: 'gpt-5.1', messages: [user], ...change })).not.toBeNull();
  });

  it.each([
    ['keys that nobody knows', { top_k: 40 }],
    ['an empty list of stops', { stop: [] }],
    ['an assistant without content but with calls', { messages: [{ role: 'assistant', tool_calls: [] }] }],
    ['an answer sent back as it came', { messages: [{ role: 'assistant', content: null, reasoning_content: 'Hm' }] }],
  ])('accepts %s', (_what, change) => {
    expect(validators.request({ model: 'gpt-5.1', messages: [user], ...change })).toBeNull();
  });
});

describe('requestAll', () => {
  it('gives every fault, with the schema and the data', () => {
    const errors = validators.requestAll({ messages: [user], n: 'x', temperature: 9 });
    expect(errors.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)).toEqual([
      ' required',
      '/n type',
      '/temperature maximum',
    ]);
    expect(errors[1]).toMatchObject({ data: 'x', parentSchema: { minimum: 1, maximum: 128 } });
  });
});

const cases: [string, object, Partial<Finding>][] = [
  ['a wrong object', { ...chunk, object: 'x' }, { requirement: 'chunk.object', path: '/object', received: '"x"' }],
  ['choices that are null', { ...chunk, choices: null }, { requirement: 'chunk.choices.array', expected: 'array' }],
  [
    'a delta that is null',
    withChoice({ delta: null }),
    { requirement: 'chunk.delta.object', path: '/choices/0/delta' },
  ],
  ['an empty role', withDelta({ role: '' }), { requirement: 'chunk.role.value', expected: '"assistant"' }],
  ['content in parts', withDelta({ content: [] }), { requirement: 'chunk.content.text', expected: 'string or null' }],
  ['a call without index', withDelta({ tool_calls: [{}] }), { requirement: 'tool.index.dense', received: 'nothing' }],
  ['an unknown end', withChoice({ finish_reason: 'eos' }), { requirement: 'finish.value', received: '"eos"' }],
  ['usage as a number', { ...chunk, usage: 5 }, { requirement: 'usage.schema', expected: 'object or null' }],
  ['a time in milliseconds', { ...chunk, created: 1763424000000 }, { requirement: 'body.created' }],
  [
    'a key that is absent',
    { ...chunk, model: undefined },
    { requirement: 'chunk.schema', expected: 'the key "model"' },
  ],
];

describe('response', () => {
  it.each(cases)('names the requirement that %s violates', (_what, value, finding) => {
    expect(validators.response('ChatCompletionChunk', value)).toEqual([expect.objectContaining(finding)]);
  });

  it('gives one finding for a place where much is missing', () => {
    const findings = validators.response('ChatCompletionChunk', { ...chunk, usage: {} });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.expected).toBe(
      'the key "prompt_tokens" and the key "completion_tokens" and the key "total_tokens"',
    );
  });

  it('gives a finding for each place', () => {
    const findings = validators.response('ChatCompletionChunk', { ...chunk, object: 'x', id: '' });
    expect(findings.map(({ path }) => path).toSorted()).toEqual(['/id', '/object']);
  });

  it('looks at the first faults only where there are very many', () => {
    const choices = Array.from({ length: 5000 }, () => null);
    const findings = validators.response('ChatCompletionChunk', { ...chunk, choices });
    expect(findings).toHaveLength(100);
  });

  it('lets unknown keys pass', () => {
    expect(validators.response('ChatCompletionChunk', { ...chunk, provider: 'x' })).toEqual([]);
  });

  it.each([{ detail: 'x' }, { error: 'x' }, { error: {} }, 'x'])('finds no envelope in %j', (error) => {
    expect(validators.response('ErrorResponse', error).map(({ requirement }) => requirement)).toEqual(['err.schema']);
  });
});

describe('checkSchemas', () => {
  it('finds no fault in the schemas of the default contract', () => {
    expect(() => validators.checkSchemas()).not.toThrow();
  });

  it('throws when the contract lacks a schema', async () => {
    const contract = defaultContract();
    const { Model: _gone, ...schemas } = contract.document.components.schemas;
    const document = { ...contract.document, components: { ...contract.document.components, schemas } };
    const broken = loadValidators({ ...contract, document });
    await expect(broken.then((v) => v.checkSchemas())).rejects.toThrow(/Model/);
  });
});

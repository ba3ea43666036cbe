import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Contract } from '../../../src/contract/contract.ts';
import { contractData } from '../../../src/contract/contract-data.ts';
import { defaultContract } from '../../../src/contract/contract.ts';
import { MODEL_SCHEMA } from '../../../src/contract/schema/model-schema.ts';
import { loadProfile, loadDocument } from '../../../src/contract/profile.ts';
import { loadWellKnownModels } from '../../../src/contract/well-known-models.ts';
import { isJsonObject, type JsonObject } from '../../../src/contract/requirements.ts';
import { loadCompiler } from '../../../src/contract/schema/schema-compiler.ts';
import { loadValidators } from '../../../src/contract/schema/validators.ts';

async function file(name: string, text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'starmock-')), name);
  await writeFile(path, text);
  return path;
}

const overlay = (...actions: object[]): Promise<string> =>
  file('overlay.json', JSON.stringify({ overlay: '1.0.0', info: { title: 'Test', version: '1' }, actions }));

const model = (contract: Contract, id: string): unknown => contract.models.find((entry) => entry.id === id);
const user = { role: 'user', content: 'Hi' };

describe('loadProfile', () => {
  it('gives the default contract by its name', async () => {
    expect(await loadProfile('starmagic')).toBe(defaultContract());
  });

  it('gives the same openai contract each time', async () => {
    expect(await loadProfile('openai')).toBe(await loadProfile('openai'));
  });

  it('changes, adds and removes what an overlay says, and nothing else', async () => {
    const contract = await loadProfile(
      await overlay(
        { target: "$['x-models'].models[?(@.id == 'gpt-5.1')]", update: { owned_by: 'acme', price: { input: 2 } } },
        { target: "$['x-models'].models[?(@.id == 'gpt-5.1-chat' || @.id == 'gpt-5.1-thinking')]", remove: true },
        { target: "$['x-models'].models", update: { ...defaultContract().models[0], id: 'acme-1' } },
      ),
    );
    expect(contract.models.map(({ id }) => id)).toEqual(['gpt-5.1', 'gpt-5.1-2025-11-13', 'acme-1']);
    const price = { currency: 'CNY', input: 2, output: 15 };
    expect(model(contract, 'gpt-5.1')).toMatchObject({ owned_by: 'acme', price });
    expect(model(defaultContract(), 'gpt-5.1')).toMatchObject({ owned_by: 'openai' });
    expect(contract.document.components).toEqual(defaultContract().document.components);
  });

  it('validates by the changed schema', async () => {
    const target = '$.components.schemas.ChatCompletionRequest';
    const contract = await loadProfile(await overlay({ target, update: { additionalProperties: false } }));
    const { request } = await loadValidators(contract);
    expect(request({ model: 'm', messages: [user] })).toBeNull();
    expect(request({ model: 'm', messages: [user], top_k: 1 })?.[0]?.params).toEqual({ additionalProperty: 'top_k' });
  });

  it('reads YAML, and changes prose that programs do not keep', async () => {
    const text = 'overlay: 1.0.0\nactions:\n  - target: $.info\n    update: { title: Acme, description: Ours }\n';
    const contract = await loadProfile(await file('acme.overlay.yaml', text));
    expect(contract.document.info['title']).toBe('Acme');
  });
});

const broken: [string, Promise<string>, RegExp][] = [
  ['a name that is no file', Promise.resolve('acme'), /neither starmagic nor openai nor a readable file/],
  ['text that is no YAML', file('a.yaml', 'a: [1\nb: }'), /not even YAML or JSON/],
  ['JSON that breaks off', file('a.json', '{"overlay":'), /not even YAML or JSON/],
  ['a document that is no overlay', file('a.yaml', 'openapi: 3.2.0'), /"overlay" with a version is missing/],
  [
    'a version from the future',
    file('a.yaml', 'overlay: 2.0.0\nactions: [{target: $, update: {}}]'),
    /unsupported version "2\.0\.0"; expected 1\.0/,
  ],
  ['no actions', file('a.yaml', 'overlay: 1.0.0\nactions: []'), /"actions" must be a non-empty list/],
  ['an action without target', overlay({ update: {} }), /action 1 .*JSONPath/],
  ['an action that does nothing', overlay({ target: '$.info' }), /action 1 .*neither/],
  [
    'a target that matches nothing',
    overlay({ target: '$.info.licence', update: 'MIT' }),
    /"\$\.info\.licence".*nothing there/,
  ],
  ['a removal that matches nothing', overlay({ target: '$.nothing', remove: true }), /nothing there/],
  ['a target that is no JSONPath', overlay({ target: '$.info[?(', update: {} }), /JSONPath/],
  ['the removal of everything', overlay({ target: '$', remove: true }), /cannot be removed/],
  [
    'a result without models',
    overlay({ target: "$['x-models'].models[*]", remove: true }),
    /x-models\.models .*fewer than 1/,
  ],
  [
    'a model with nothing but a name',
    overlay({ target: "$['x-models'].models", update: { id: 'acme-1' } }),
    /models\/4 .*created/,
  ],
  [
    'a model with a misspelt key',
    overlay({ target: "$['x-models'].models[0]", update: { prices: 1 } }),
    /models\/0 .*prices/,
  ],
  [
    'a model that is there twice',
    overlay({ target: "$['x-models'].models", update: defaultContract().models[0] ?? {} }),
    /"gpt-5.1" twice/,
  ],
  [
    'a rule that nobody knows',
    overlay({ target: "$['x-stream-grammar'].invariants[0]", update: { check: 'magic' } }),
    /magic/,
  ],
  ['a result without a schema', overlay({ target: '$.components.schemas.Model', remove: true }), /no contract/],
  [
    'a schema that is none',
    overlay({ target: '$.components.schemas.Model', update: { type: 'thing' } }),
    /no contract/,
  ],
];

describe('loadProfile refuses', () => {
  it.each(broken)('%s, in one clear line', async (_what, path, message) => {
    const printed = vi.spyOn(console, 'error');
    const failure = loadProfile(await path);
    await expect(failure).rejects.toMatchObject({ name: 'StarmockError', code: 'BAD_PROFILE' });
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toThrow(/^Could not load profile ".*": [^\n]+$/);
    expect(printed).not.toHaveBeenCalled();
  });
});

/** Open on purpose: shared with answers, or maps whose keys the client chooses. */
const OPEN = new Set(['ToolCall', 'FunctionToolCall', 'CustomToolCall', 'FunctionCall', 'Annotation']);

function openObjects(schemas: JsonObject, node: unknown, path: string, seen: Set<string> = new Set()): string[] {
  if (Array.isArray(node)) return node.flatMap((child, index) => openObjects(schemas, child, `${path}/${index}`, seen));
  if (!isJsonObject(node)) return [];
  const reference = node['$ref'];
  if (typeof reference === 'string') {
    const name = reference.slice('#/components/schemas/'.length);
    if (OPEN.has(name) || seen.has(name)) return [];
    return openObjects(schemas, schemas[name], name, seen.add(name));
  }
  const isOpen = node['properties'] !== undefined && node['additionalProperties'] !== false;
  const below = Object.entries(node).flatMap(([key, child]) => openObjects(schemas, child, `${path}/${key}`, seen));
  return isOpen ? [path, ...below] : below;
}

const keys = (contract: Contract): string[][] => contract.models.map((entry) => Object.keys(entry).toSorted());

describe('the openai profile', () => {
  it('closes every object of a request', async () => {
    const { schemas } = (await loadProfile('openai')).document.components;
    const root = { $ref: '#/components/schemas/ChatCompletionRequest' };
    expect(openObjects(schemas, root, '')).toEqual([]);
    expect(openObjects(defaultContract().document.components.schemas, root, '').length).toBeGreaterThan(20);
  });

  it('has the well-known models, and has verify ask three of them by default', async () => {
    const { models, document } = await loadProfile('openai');
    const { models: wellKnown, embeddings, moderations } = await loadWellKnownModels();
    expect(document['x-models']).toEqual({
      models: wellKnown,
      embeddings,
      moderations,
      asked: ['gpt-5.1', 'gpt-5.1-2025-11-13', 'gpt-5.1-chat-latest'],
    });
    expect(models).toBe(document['x-models'].models);
    expect(models[0]?.reports).toBe('gpt-5.1-2025-11-13');
  });

  it('is the same document at run time as the generator makes of it', async () => {
    const document = await loadDocument('openai');
    const { document: generated } = await loadProfile('openai');
    expect(contractData('openai', document).document).toEqual(generated);
  });

  it('refuses max_tokens, and sampling while reasoning', async () => {
    const { models } = await loadProfile('openai');
    expect(models[0]?.refuses).toContainEqual({
      param: 'max_tokens',
      when: 'always',
      hint: "Use 'max_completion_tokens' instead.",
    });
    expect(models[0]?.refuses).toContainEqual({ param: 'temperature', when: 'reasoning', only: 1 });
  });

  it('wants all four keys in an error, and a word as code', async () => {
    const { response } = await loadValidators(await loadProfile('openai'));
    const error = { message: 'm', type: 't', param: null, code: null };
    expect(response('ErrorResponse', { error })).toEqual([]);
    expect(response('ErrorResponse', { error: { ...error, code: 401 } })).toHaveLength(1);
    expect(response('ErrorResponse', { error: { message: 'm', type: 't' } })).not.toEqual([]);
  });

  it('has entries that fit the schema of the catalogue, as the default ones do', async () => {
    const validate = (await loadCompiler({ Model: MODEL_SCHEMA }))({ checked: true })('Model');
    const models = [...defaultContract().models, ...(await loadProfile('openai')).models];
    expect(models.filter((entry) => !validate(entry))).toEqual([]);
  });

  it('has entries of the same shape as the default catalogue, but for what only some models have', async () => {
    const [expected = []] = keys(defaultContract());
    const optional = new Set(['reasoning', 'encoding', 'serves']);
    const required = (names: readonly string[]): string[] => names.filter((name) => !optional.has(name));
    for (const names of keys(await loadProfile('openai'))) expect(required(names)).toEqual(required(expected));
  });
});

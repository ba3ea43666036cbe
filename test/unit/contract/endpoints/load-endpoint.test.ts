import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENDPOINT_IDS } from '../../../../src/contract/contract-data.ts';
import { defaultContract } from '../../../../src/contract/contract.ts';
import { StarmockError } from '../../../../src/contract/errors.ts';
import bundle from '../../../../src/contract/generated/bundle.json' with { type: 'json' };
import { loadEndpoint } from '../../../../src/contract/endpoints/load-endpoint.ts';
import { loadProfile } from '../../../../src/contract/profile.ts';
import { isJsonObject } from '../../../../src/contract/requirements.ts';
import { judgeStream } from '../../../../src/contract/grammar/stream-grammar.ts';
import { loadValidators } from '../../../../src/contract/schema/validators.ts';

const further = ENDPOINT_IDS.filter((id) => id !== 'chat');
const profiles = await Promise.all(['starmagic', 'openai'].map(loadProfile));
const cases = profiles.flatMap((contract) => further.map((id) => [contract.name, id, contract] as const));

async function overlay(actions: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'starmock-')), 'acme.overlay.yaml');
  await writeFile(file, `overlay: 1.0.0\ninfo: { title: Acme, version: 1.0.0 }\nactions:\n${actions}`);
  return file;
}

/** Every component that a node refers to. */
function references(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(references);
  if (!isJsonObject(node)) return [];
  return Object.entries(node).flatMap(([key, child]) =>
    key === '$ref' && typeof child === 'string' ? [child] : references(child),
  );
}

describe('loadEndpoint', () => {
  it('gives the contract itself for chat', async () => {
    expect(await loadEndpoint(defaultContract(), 'chat')).toBe(defaultContract());
  });

  it.each(cases)('has under %s a whole contract of %s', async (name, id, contract) => {
    const own = await loadEndpoint(contract, id);
    expect(await loadEndpoint(contract, id)).toBe(own);
    expect(own.name).toBe(name);
    expect(own.models).toBe(contract.models);
    expect(own.document['x-endpoint'].id).toBe(id);
    expect(Object.keys(own.document.paths)).toContain(`/v1/${id}`);
    (await loadValidators(own)).checkSchemas();
    const names = references(own.document).map((reference) => reference.replace('#/components/', '').split('/'));
    expect(names.filter(([kind = '', key = '']) => own.document.components[kind]?.[key] === undefined)).toEqual([]);
    expect(JSON.stringify(own.document)).not.toContain('"description":"The');
  });

  it('shares no path between endpoints, and leaves none out', async () => {
    const all = await Promise.all(ENDPOINT_IDS.map((id) => loadEndpoint(defaultContract(), id)));
    const paths = all.flatMap(({ document }) => Object.keys(document.paths));
    expect(paths.toSorted()).toEqual(Object.keys(bundle.paths).toSorted());
  });

  it('closes requests under the openai profile alone', async () => {
    const [open, closed] = await Promise.all(profiles.map((contract) => loadEndpoint(contract, 'responses')));
    const body = { model: 'gpt-5.1', input: [{ role: 'user', content: 'Hi', name: 'Ann' }] };
    expect(open && (await loadValidators(open)).request(body)).toBeNull();
    expect(closed && (await loadValidators(closed)).request(body)).not.toBeNull();
    expect(closed && (await loadValidators(closed)).request({ ...body, input: 'Hi', messages: [] })).not.toBeNull();
  });

  it('applies the overlay of a profile to further endpoints', async () => {
    const file = await overlay(`  - target: $.components.schemas.EmbeddingRequest\n    update: { required: [user] }\n`);
    const own = await loadEndpoint(await loadProfile(file), 'embeddings');
    const { request } = await loadValidators(own);
    expect(request({ model: 'x', input: 'y' })?.[0]?.message).toContain("'user'");
    expect(request({ model: 'x', input: 'y', user: 'z' })).toBeNull();
  });

  it('refuses an overlay that breaks a further endpoint when the profile is loaded', async () => {
    const file = await overlay(
      `  - target: $.components.schemas.EmbeddingRequest.properties.model\n    update: { type: text }\n`,
    );
    await expect(loadProfile(file)).rejects.toThrow(StarmockError);
  });

  it('judges nothing in a stream of an endpoint that streams nothing', async () => {
    const { grammar } = await loadEndpoint(defaultContract(), 'moderations');
    expect(judgeStream(grammar, 'data: {}\n\n')).toEqual([]);
  });
});

describe('examples of further endpoints', () => {
  it.each(further)('are valid for %s', async (id) => {
    const contract = await loadEndpoint(defaultContract(), id);
    const validators = await loadValidators(contract);
    const paths: object = bundle.paths;
    for (const path of Object.keys(contract.document.paths)) {
      for (const { requestBody, responses } of operationsOf((paths as Record<string, object>)[path])) {
        for (const value of examplesOf(requestBody)) expect(validators.requestAll(value)).toEqual([]);
        for (const [value, schema] of answersOf(responses?.['200']))
          expect(validators.errors(schema, value)).toEqual([]);
      }
    }
  });
});

interface Media {
  readonly schema?: { readonly $ref?: string };
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}
interface Body {
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly requestBody?: Body;
  readonly responses?: Readonly<Record<string, Body>>;
}

const operationsOf = (item: object | undefined): Operation[] =>
  Object.values(item ?? {}).filter((one): one is Operation => isJsonObject(one) && 'responses' in one);
const mediaOf = (body: Body | undefined): Media | undefined => body?.content?.['application/json'];
const examplesOf = (body: Body | undefined): unknown[] =>
  Object.values(mediaOf(body)?.examples ?? {}).map(({ value }) => value);
const answersOf = (body: Body | undefined): [value: unknown, schema: string][] =>
  examplesOf(body).map((value) => [value, mediaOf(body)?.schema?.$ref?.split('/').at(-1) ?? '']);

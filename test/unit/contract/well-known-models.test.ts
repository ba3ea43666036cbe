import { describe, expect, it } from 'vitest';
import { defaultContract } from '../../../src/contract/contract.ts';
import { CATALOGUE_SCHEMA } from '../../../src/contract/schema/model-schema.ts';
import { refusalsAt, resolveModel, type ModelInfo } from '../../../src/contract/models.ts';
import { loadCompiler } from '../../../src/contract/schema/schema-compiler.ts';
import { loadWellKnownModels, locateModel } from '../../../src/contract/well-known-models.ts';

const { models, embeddings = [], moderations = [] } = await loadWellKnownModels();
const own = defaultContract().models;
const known = (id: string): ModelInfo => {
  const model = resolveModel(models, id);
  if (model === undefined) throw new Error(`no ${id}`);
  return model;
};

/** Dates in names are the days on which the models came out. */
const dateIn = (id: string): string | undefined => /\d{4}-\d\d-\d\d$/.exec(id)?.[0];

describe('the well-known models', () => {
  it('fit the schema of a catalogue, and have no id twice', async () => {
    const validate = (await loadCompiler({ Catalogue: CATALOGUE_SCHEMA }))({ checked: true })('Catalogue');
    expect(validate({ models, embeddings, moderations }) ? [] : validate.errors).toEqual([]);
    const ids = [...models, ...embeddings, ...moderations].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(
    `gpt-4o gpt-4o-mini gpt-4.1 gpt-4.1-mini gpt-4.1-nano gpt-5 gpt-5-mini gpt-5-nano gpt-5.1 gpt-5.2 gpt-5.4 gpt-5.5 gpt-5.6
    o3 o4-mini gpt-3.5-turbo`.split(/\s+/),
  )('have %s and the version that answers for it', (id) => {
    const model = known(id);
    const version = known(model.reports);
    expect({ ...version, id }).toEqual(model);
  });

  it.each(models.map((model) => [model.id, model] as const))('are consistent about %s', (id, model) => {
    const { reports, reasoning, limits, created, price } = model;
    expect(known(reports).reports).toBe(reports);
    expect(reasoning === undefined || reasoning.efforts.includes(reasoning.default_effort)).toBe(true);
    expect(limits.output_tokens).toBeLessThan(limits.input_tokens);
    expect(price.output).toBeGreaterThan(price.input);
    const date = dateIn(id) ?? dateIn(reports) ?? '';
    expect(new Date(created * 1000).toISOString().startsWith(date)).toBe(true);
  });

  it('refuse what would shape the words of a model that reasons', () => {
    const params = (id: string): string[] => known(id).refuses.map(({ param, when }) => `${param} ${when}`);
    expect(params('gpt-5-mini')).toEqual(expect.arrayContaining(['stop always', 'temperature always']));
    expect(params('gpt-5.2')).toEqual(expect.arrayContaining(['stop reasoning', 'temperature reasoning']));
    expect(params('o4-mini')).toContain('parallel_tool_calls always');
    expect(params('gpt-4o').filter((refusal) => refusal.startsWith('temperature'))).toEqual([]);
  });

  it('refuse tools beside reasoning at chat completions alone, from 5.4 on', () => {
    const tools = (id: string, endpoint: 'chat' | 'responses'): boolean =>
      refusalsAt(known(id), endpoint).some(({ param }) => param === 'tools');
    const refusing = models.filter(({ id }) => tools(id, 'chat')).map(({ id }) => id);
    expect(refusing.filter((id) => !/^gpt-5\.[456]/.test(id))).toEqual([]);
    expect(models.filter(({ id }) => /^gpt-5\.[456]/.test(id)).every(({ id }) => tools(id, 'chat'))).toBe(true);
    expect(models.filter(({ id }) => tools(id, 'responses'))).toEqual([]);
  });

  it('count in cl100k where they are of that time', () => {
    const counting = models.filter(({ encoding }) => encoding === 'cl100k').map(({ id }) => id);
    expect(counting).toEqual(['gpt-3.5-turbo', 'gpt-3.5-turbo-0125', 'gpt-3.5-turbo-instruct']);
    expect(embeddings.every(({ encoding }) => encoding === 'cl100k')).toBe(true);
  });

  it('have embeddings of their documented length', () => {
    expect(embeddings.map(({ id, dimensions, shortens }) => [id, dimensions, shortens])).toEqual([
      ['text-embedding-3-small', 1536, true],
      ['text-embedding-3-large', 3072, true],
      ['text-embedding-ada-002', 1536, false],
    ]);
  });
});

describe('locateModel', () => {
  it('finds the model of the profile first, with its prices', () => {
    expect(locateModel('gpt-5.1', own, models)).toEqual({ model: resolveModel(own, 'gpt-5.1'), origin: 'profile' });
  });

  it('finds a well-known model that the profile has not', () => {
    expect(locateModel('gpt-4o', own, models)).toEqual({ model: known('gpt-4o'), origin: 'well-known' });
  });

  it('finds the models of the profile alone where no others are given', () => {
    expect(locateModel('gpt-4o', own)).toBeUndefined();
  });

  it.each(['gpt-99', 'GPT-4o', 'gpt-4o ', '', '__proto__', 'constructor'])('does not know %j', (id) => {
    expect(locateModel(id, own, models)).toBeUndefined();
  });
});

describe('the contract', () => {
  it('of the default profile knows nothing of them', () => {
    expect(own.map(({ id }) => id)).toEqual(['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking', 'gpt-5.1-2025-11-13']);
    expect(JSON.stringify(defaultContract().document)).not.toContain('gpt-4o');
  });
});

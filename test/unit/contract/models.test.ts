import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listedModels, resolveModel, type ModelInfo } from '../../../src/contract/models.ts';

const catalogue = parse(readFileSync('spec/models.yaml', 'utf8')) as { models: ModelInfo[] };
const { models } = catalogue;

describe('resolveModel', () => {
  it('finds an entry by its exact id', () => {
    expect(resolveModel(models, 'gpt-5.1-chat')?.id).toBe('gpt-5.1-chat');
  });

  it.each(['GPT-5.1', ' gpt-5.1', 'gpt-5.1-', '', '__proto__'])('knows no model called %j', (id) => {
    expect(resolveModel(models, id)).toBeUndefined();
  });
});

describe('listedModels', () => {
  it('leaves out what is not listed, and keeps the order', () => {
    const hidden = models.map((model, i) => ({ ...model, listed: i !== 1 }));
    expect(listedModels(hidden).map((model) => model.id)).toEqual(
      models.filter((_, i) => i !== 1).map((model) => model.id),
    );
  });
});

describe('the catalogue', () => {
  it('has the models of the seed documents and nothing else', () => {
    const ids = ['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking', 'gpt-5.1-2025-11-13'];
    expect(models.map((model) => model.id)).toEqual(ids);
    expect(listedModels(models)).toHaveLength(ids.length);
  });

  it('gives every model the prices of the reseller page', () => {
    for (const model of models) expect(model.price).toEqual({ currency: 'CNY', input: 1.8, output: 15 });
  });

  it('shows reasoning on the thinking model only', () => {
    const visible = models.filter((model) => model.reasoning?.content === 'visible');
    expect(visible.map((model) => model.id)).toEqual(['gpt-5.1-thinking']);
  });

  it.each(models.map((model) => [model.id, model] as const))('is consistent about %s', (id, model) => {
    expect(resolveModel(models, id)).toBe(model);
    expect(models.some((other) => other.id === model.reports)).toBe(true);
    expect(model.reasoning?.efforts).toContain(model.reasoning?.default_effort);
    expect(model.limits.output_tokens).toBeLessThan(model.limits.input_tokens);
    for (const times of Object.values(model.timing)) {
      expect(times.median).toBeGreaterThan(0);
      expect(times.sigma).toBeLessThan(1);
    }
  });

  it('shares no node between entries, so that an overlay changes one model only', () => {
    const nodes = models.flatMap((model) => Object.values(model).filter((value) => typeof value === 'object' && value));
    expect(new Set(nodes).size).toBe(nodes.length);
  });
});

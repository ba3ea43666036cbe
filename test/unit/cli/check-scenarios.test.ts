// Proves src/cli/scenarios.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { program } from '../../support/program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'starmock-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the command tells of a scenario for some models. */
async function warnings(model: unknown, options: { profile?: string; strictModels?: boolean } = {}): Promise<string> {
  const file = path.join(folder, 'one.json');
  writeFileSync(file, JSON.stringify({ scenarios: [{ name: 'one', match: { model }, reply: 'hey' }] }));
  const { profile = 'starmagic', strictModels = false } = options;
  const flags = ['--profile', profile, ...(strictModels ? ['--strict-models'] : [])];
  const { code, stderr } = await program(['scenarios', 'check', file, ...flags]);
  expect(code).toBe(0);
  return stderr;
}

describe('a check of scenarios', () => {
  test.each([
    ['text-embedding-3-small', {}],
    [['omni-moderation-latest', 'text-embedding-3-large'], {}],
    ['gpt-4o-mini', { strictModels: true }],
    ['llama-*', { strictModels: true }],
    ['gpt-5.1-mini', { strictModels: true, profile: 'openai' }],
  ])('warns of models that are never served: %j %j', async (model, options) => {
    expect(await warnings(model, options)).toMatch(/warning.*one can never answer: nothing serves/);
  });

  test.each([
    ['gpt-5.1', {}],
    ['gpt-4o-mini', {}],
    ['my-own-model', {}],
    ['llama-*', {}],
    [['text-embedding-3-small', 'gpt-4o'], {}],
    ['gpt-5*', { strictModels: true }],
    ['gpt-4o-mini', { strictModels: true, profile: 'openai' }],
  ])('says nothing of models that are: %j %j', async (model, options) => {
    expect(await warnings(model, options)).toBe('');
  });
});

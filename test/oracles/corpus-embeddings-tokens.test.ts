import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTokenizer } from '../../src/contract/tokens/load-tokenizer.ts';

interface Recorded {
  readonly id: string;
  readonly status?: number;
  readonly request: { readonly input: string | readonly string[] };
  readonly response: { readonly usage?: { readonly prompt_tokens: number } };
}

const file = resolve(
  import.meta.dirname,
  '../..',
  process.env['STARMOCK_CORPUS_RESPONSES'] ?? '../shared/corpus-responses',
  'embeddings.api.openai.com.ndjson',
);
const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
const samples = lines
  .map((line) => JSON.parse(line) as Recorded)
  .filter(({ status, response }) => status === 200 && response.usage !== undefined);

describe.skipIf(samples.length === 0)(`prompt_tokens of recorded embeddings (skipped where ${file} is absent)`, () => {
  const { count } = loadTokenizer('cl100k');

  it('are those of all inputs in cl100k, and nothing else', () => {
    const wrong = samples.filter(({ request, response }) => {
      const counted = [request.input].flat().reduce((sum, text) => sum + count(text), 0);
      return counted !== response.usage?.prompt_tokens;
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(samples.length).toBeGreaterThan(45);
  });
});

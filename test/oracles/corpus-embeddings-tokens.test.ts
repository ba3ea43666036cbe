import { describe, expect, it } from 'vitest';
import { loadTokenizer } from '../../src/contract/tokens/load-tokenizer.ts';
import { officialRecordings, recordingsAbsent, whereRecorded } from './recorded-responses.ts';

interface Recorded {
  readonly id: string;
  readonly status?: number;
  readonly request: { readonly input: string | readonly string[] };
  readonly response: { readonly usage?: { readonly prompt_tokens: number } };
}

const samples = officialRecordings('embeddings')
  .map((recording) => recording as unknown as Recorded)
  .filter(({ status, response }) => status === 200 && response.usage !== undefined);

describe.skipIf(recordingsAbsent)(`prompt_tokens of recorded embeddings${whereRecorded}`, () => {
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

import { array, assert, asyncProperty, boolean, lorem, oneof, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadTokenizer } from '../../../src/contract/tokens/load-tokenizer.ts';
import type { Mock } from '../../../src/create-mock.ts';
import { refusal, testMock } from '../../support/mock.ts';

interface List {
  readonly object: string;
  readonly model: string;
  readonly data: readonly { readonly object: string; readonly index: number; readonly embedding: number[] | string }[];
  readonly usage: { readonly prompt_tokens: number; readonly total_tokens: number };
}

const MODEL = 'text-embedding-3-small';
const SMALL = { model: MODEL, dimensions: 8 };

const ask = (mock: Mock, body: object): Promise<Response> =>
  mock.fetch('http://mock/v1/embeddings', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const list = async (mock: Mock, body: object): Promise<List> => {
  const response = await ask(mock, body);
  expect(response.status).toBe(200);
  return (await response.json()) as List;
};

const vectors = ({ data }: List): unknown[] => data.map(({ embedding }) => embedding);

describe.each(['starmagic', 'openai'])('embeddings of %s', (profile) => {
  const mock = testMock({ profile, selfCheck: true });

  test.each([
    [MODEL, MODEL, 1536],
    ['text-embedding-3-large', 'text-embedding-3-large', 3072],
    ['text-embedding-ada-002', 'text-embedding-ada-002-v2', 1536],
  ])('are those of %s, which calls itself %s', async (model, reports, length) => {
    const response = await ask(mock, { model, input: 'hello' });
    expect(response.headers.get('openai-model')).toBe(reports);
    const body = (await response.json()) as List;
    expect(Object.keys(body)).toEqual(['object', 'data', 'model', 'usage']);
    expect(body).toMatchObject({ object: 'list', model: reports, data: [{ object: 'embedding', index: 0 }] });
    expect(body.data[0]?.embedding).toHaveLength(length);
    expect(mock.requests.at(-1)).toMatchObject({ model, usage: { prompt_tokens: 1, total_tokens: 1 }, findings: [] });
  });

  test('satisfy the contract whatever is embedded, alone and among others', async () => {
    const text = oneof(string({ minLength: 1, unit: 'grapheme' }), lorem());
    await assert(
      asyncProperty(array(text, { minLength: 1, maxLength: 4 }), boolean(), async (input, isBase64) => {
        const format = { encoding_format: isBase64 ? 'base64' : 'float' };
        const all = await list(mock, { ...SMALL, ...format, input });
        expect(mock.requests.at(-1)?.findings).toEqual([]);
        expect(all.data.map(({ index }) => index)).toEqual(input.map((_, at) => at));
        const alone = await Promise.all(input.map((one) => list(mock, { ...SMALL, ...format, input: one })));
        expect(vectors(all)).toEqual(alone.flatMap(vectors));
        const sum = alone.reduce((total, { usage }) => total + usage.prompt_tokens, 0);
        expect(all.usage).toEqual({ prompt_tokens: sum, total_tokens: sum });
      }),
      { numRuns: 40 },
    );
  });

  test('say the same numbers in both formats', async () => {
    const [floats] = vectors(await list(mock, { model: MODEL, input: 'two formats' }));
    const [packed] = vectors(await list(mock, { model: MODEL, input: 'two formats', encoding_format: 'base64' }));
    expect(packed).toHaveLength(8192);
    const bytes = Buffer.from(String(packed), 'base64');
    expect((floats as number[]).map(Math.fround)).toEqual(
      Array.from({ length: 1536 }, (_, at) => bytes.readFloatLE(at * 4)),
    );
  });

  test('take tokens in place of texts', async () => {
    const texts = ['the sea is calm', 'Über den Wolken'];
    const tokens = texts.map((text) => loadTokenizer('cl100k').encode(text));
    const [of, by] = await Promise.all([texts, tokens].map((input) => list(mock, { ...SMALL, input })));
    expect(by).toEqual(of);
    expect(vectors(await list(mock, { ...SMALL, input: tokens[0] }))).toEqual(of && vectors(of).slice(0, 1));
  });

  test.each([
    [{ input: '' }, "'$.input' is invalid."],
    [{ input: [] }, "'$.input' is invalid."],
    [{ input: ['a', ''] }, "'$.input' is invalid."],
    [{ input: 7 }, "'$.input' is invalid."],
    [{ input: [1, 'a'] }, "'$.input' is invalid."],
    [{ input: [[1], []] }, "'$.input' is invalid."],
    [{ input: 'a', encoding_format: 'int8' }, "'$.encoding_format' is invalid."],
    [{ input: 'a', dimensions: 0 }, "'$.dimensions' is invalid."],
    [{}, "Missing required parameter: 'input'."],
    [{ input: Array.from({ length: 2049 }, () => 'a') }, 'maximum length 2048, but got an array with length 2049'],
    [{ input: 'a', dimensions: 1537 }, 'Must be less than or equal to 1536.'],
    [{ input: 'a', dimensions: 512, model: 'text-embedding-ada-002' }, 'does not support specifying dimensions'],
    [{ input: ['a', 'hello '.repeat(8200)] }, "Invalid 'input[1]': maximum input length is 8192 tokens."],
    [{ input: 'hello '.repeat(8200) }, "Invalid 'input': maximum input length is 8192 tokens."],
    [{ input: Array.from({ length: 8193 }, () => 1) }, "Invalid 'input': maximum input length is 8192 tokens."],
    [{ input: [[1], Array.from({ length: 8193 }, () => 1)] }, "Invalid 'input[1]': maximum input length"],
  ])('refuse %j', async (change, message) => {
    const told = await refusal(await ask(mock, { model: MODEL, ...change }));
    expect(told).toMatchObject({ status: 400, type: 'invalid_request_error' });
    expect(told.message).toContain(message);
  });

  test('refuse more tokens than a request may have', async () => {
    const input = Array.from({ length: 40 }, () => 'hello '.repeat(8000));
    expect(await refusal(await ask(mock, { model: MODEL, input }))).toMatchObject({
      status: 400,
      type: 'max_tokens_per_request',
      code: 'max_tokens_per_request',
      message: expect.stringMatching(/^Requested 32\d{4} tokens, max 300000 tokens per request$/),
    });
  });

  test.each([
    ['embedding-none', 404, 'model_not_found'],
    ['gpt-5.1', 403, null],
  ])('are not those of %s', async (model, status, code) => {
    expect(await refusal(await ask(mock, { model, input: 'a' }))).toMatchObject({ status, code, param: null });
  });
});

test('have nothing in common under another seed, and are the same in another process of the same', async () => {
  const [one, again, other] = await Promise.all(
    [{ seed: 1 }, { seed: 1 }, { seed: 2 }].map((options) => list(testMock(options), { model: MODEL, input: 'a sea' })),
  );
  expect(one).toEqual(again);
  const [a = [], b = []] = [one, other].map((body) => body?.data[0]?.embedding as number[]);
  expect(Math.abs(a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0))).toBeLessThan(0.15);
});

test('are named by an alias, and by anything where any model is served', async () => {
  const aliased = testMock({ modelAliases: { mine: 'text-embedding-3-large' } });
  expect(vectors(await list(aliased, { model: 'mine', input: 'a' }))[0]).toHaveLength(3072);
  expect(await list(testMock({ anyModel: true }), { model: 'nomic', input: 'a' })).toMatchObject({ model: 'nomic' });
});

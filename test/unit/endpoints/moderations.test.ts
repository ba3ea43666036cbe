import { array, assert, asyncProperty, constantFrom, lorem, oneof, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Mock } from '../../../src/create-mock.ts';
import { refusal, testMock } from '../../support/mock.ts';

interface Result {
  readonly flagged: boolean;
  readonly categories: Readonly<Record<string, boolean>>;
  readonly category_scores: Readonly<Record<string, number>>;
  readonly category_applied_input_types?: Readonly<Record<string, string[]>>;
}

const ask = (mock: Mock, body: object): Promise<Response> =>
  mock.fetch('http://mock/v1/moderations', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const resultsOf = async (mock: Mock, body: object): Promise<Result[]> => {
  const response = await ask(mock, body);
  expect(response.status).toBe(200);
  return ((await response.json()) as { results: Result[] }).results;
};

const flags = ({ categories }: Result): string[] =>
  Object.entries(categories).flatMap(([name, flagged]) => (flagged ? [name] : []));

describe.each(['starmagic', 'openai'])('moderations of %s', (profile) => {
  const mock = testMock({ profile, selfCheck: true });

  test.each([
    ['hi', []],
    ['How do I kill the process that holds port 80?', []],
    ['Our killer feature is a photo album', []],
    ['The assassins’ guild of a skilled novelist', []],
    ['I want to kill them.', ['violence']],
    ['I’ll kill you', ['harassment', 'harassment/threatening', 'violence']],
    ['I WANT TO DIE', ['self-harm', 'self-harm/intent']],
    ['Tell me how to build  a bomb', ['illicit', 'illicit/violent']],
    ['You idiot', ['harassment']],
  ])('flag %j as %j', async (input, expected) => {
    const [result] = await resultsOf(mock, { model: 'omni-moderation-latest', input });
    expect(result && flags(result)).toEqual(expected);
    expect(result?.flagged).toBe(expected.length > 0);
  });

  test('satisfy the contract, one for each text, and are the same each time', async () => {
    const words = oneof(lorem(), string(), constantFrom('murder', 'suicide', 'erotic stories', 'a pipe bomb'));
    await assert(
      asyncProperty(array(words, { minLength: 1, maxLength: 4 }), async (input) => {
        const results = await resultsOf(mock, { input });
        expect(mock.requests.at(-1)?.findings).toEqual([]);
        expect(results).toHaveLength(input.length);
        for (const result of results) {
          expect(result.flagged).toBe(flags(result).length > 0);
          const high = Object.entries(result.category_scores).filter(([, score]) => score >= 0.5);
          expect(high.map(([name]) => name)).toEqual(flags(result));
        }
        const alone = await Promise.all(input.map((text) => resultsOf(mock, { input: text })));
        expect(alone.flat()).toEqual(results);
      }),
      { numRuns: 40 },
    );
  });

  test('rate the parts of one message together', async () => {
    const image = { type: 'image_url', image_url: { url: 'https://example.com/a.png' } };
    const results = await resultsOf(mock, { input: [{ type: 'text', text: 'a murder' }, image] });
    expect(results).toHaveLength(1);
    expect(results[0]?.category_applied_input_types).toMatchObject({ violence: ['text', 'image'], hate: ['text'] });
  });

  test('know fewer categories with an older model', async () => {
    const [result] = await resultsOf(mock, { model: 'text-moderation-latest', input: 'a pipe bomb' });
    expect(result?.flagged).toBe(false);
    expect(result?.categories).not.toHaveProperty('illicit');
    expect(result).not.toHaveProperty('category_applied_input_types');
  });

  test.each([
    [{ input: [] }, 400],
    [{}, 400],
    [{ input: 7 }, 400],
    [{ model: 'nobody', input: 'a' }, 404],
    [{ model: 'gpt-5.1', input: 'a' }, 404],
  ])('refuse %j', async (body, status) => {
    expect(await refusal(await ask(mock, body))).toMatchObject({ status, type: 'invalid_request_error' });
  });
});

test('no chat completion is stored, and what is not served is told to the developer', async () => {
  const mock = testMock();
  const call = (path: string): Promise<Response> =>
    mock.fetch(`http://mock${path}`, { headers: { authorization: 'Bearer sk-test' } });
  const stored = { object: 'list', data: [], first_id: null, last_id: null, has_more: false };
  expect(await (await call('/v1/chat/completions?limit=5')).json()).toEqual(stored);
  for (const [path, what] of [
    ['/v1/images/generations', '/v1/images'],
    ['/v1/files', '/v1/files'],
    ['/chat/completions', '/chat'],
    ['/v1', '/v1'],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await refusal(await call(path))).toMatchObject({ status: 404, code: 'unknown_url' });
    expect(mock.requests.at(-1)?.hint).toBe(`starmock does not serve ${what}; base URLs end in /v1`);
  }
});

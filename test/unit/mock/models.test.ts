// Proves src/mock/open-models.ts.
import { describe, expect, test } from 'vitest';
import { loadProfile } from '../../../src/contract/profile.ts';
import { loadTokenizer } from '../../../src/contract/tokens/load-tokenizer.ts';
import { createMock, type Mock } from '../../../src/create-mock.ts';
import { post, refusal, testMock } from '../../support/mock.ts';

const ask = (mock: Mock, model: string, change: object = {}): Promise<Response> =>
  post(mock, { model, messages: [{ role: 'user', content: 'hi' }], ...change });

const get = (mock: Mock, path: string): Promise<Response> =>
  mock.fetch(`http://mock/v1${path}`, { headers: { authorization: 'Bearer sk-test' } });

const listedBy = async (mock: Mock): Promise<string[]> =>
  ((await (await get(mock, '/models')).json()) as { data: { id: string }[] }).data.map(({ id }) => id);

const WELL_KNOWN = ['gpt-4o-mini', 'gpt-4.1', 'gpt-5-nano', 'gpt-3.5-turbo', 'o4-mini', 'gpt-5.6'];

describe('models that clients default to', () => {
  const mock = testMock({ selfCheck: true });

  test.each(WELL_KNOWN)('are answered, found and left out of the list: %s', async (model) => {
    const answer = await ask(mock, model);
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { model: string }).model).toContain(model === 'gpt-5.6' ? 'gpt-5.6-sol' : model);
    expect(mock.requests.at(-1)?.findings).toEqual([]);
    expect(await (await get(mock, `/models/${model}`)).json()).toMatchObject({ id: model, object: 'model' });
    expect(await listedBy(mock)).not.toContain(model);
  });

  test.each([
    ['o4-mini', { max_tokens: 5 }, 'max_tokens'],
    ['gpt-4o', { reasoning_effort: 'low' }, null],
    ['gpt-5-nano', { temperature: 0.2 }, 'temperature'],
    ['gpt-4o-mini', { max_tokens: 16_385 }, 'max_tokens'],
    [
      'gpt-5.6-luna',
      { reasoning_effort: 'low', tools: [{ type: 'function', function: { name: 'add' } }] },
      'reasoning_effort',
    ],
  ])('refuse what they refuse: %s %j', async (model, change, param) => {
    expect(await refusal(await ask(mock, model, change))).toMatchObject({ status: 400, param });
  });

  test('count in their own encoding', async () => {
    // A text on which the two tables differ.
    const content = 'Übergrößenträger verstauen Weihnachtsgeschenke';
    const tokens = (['cl100k', 'o200k'] as const).map((encoding) => loadTokenizer(encoding).count(content));
    expect(tokens[0]).not.toBe(tokens[1]);
    const messages = [{ role: 'user', content }];
    const usage = await Promise.all(
      ['gpt-3.5-turbo', 'gpt-4o'].map(async (model) => {
        const answer = (await (await ask(mock, model, { messages })).json()) as { usage: { prompt_tokens: number } };
        return answer.usage.prompt_tokens;
      }),
    );
    expect((usage[0] ?? 0) - (usage[1] ?? 0)).toBe((tokens[0] ?? 0) - (tokens[1] ?? 0));
  });

  test('are no conversation partners where they answer something else', async () => {
    expect(await refusal(await ask(mock, 'text-embedding-3-small'))).toMatchObject({ status: 403, param: null });
    expect(await refusal(await ask(mock, 'gpt-3.5-turbo-instruct'))).toMatchObject({ status: 404, param: 'model' });
  });

  test('are left out of the contract that verify reads', async () => {
    const { models, document } = await loadProfile('starmagic');
    const ids = new Set([models, document['x-models'].models].flat().map(({ id }) => id));
    expect(['gpt-4o-mini', 'gpt-3.5-turbo', 'o4-mini'].filter((id) => ids.has(id))).toEqual([]);
  });
});

describe('models that nobody knows', () => {
  test('are the 404 of the API, and the record says what to do', async () => {
    const mock = testMock();
    expect(await refusal(await ask(mock, 'llama-nine'))).toMatchObject({ status: 404, code: 'model_not_found' });
    expect(mock.requests[0]?.hint).toMatch(/--model-alias llama-nine=gpt-5\.1 .* --any-model/);
  });

  test('exist where a scenario names them, alone or by a pattern', async () => {
    const mock = testMock({ scenarios: [{ match: { model: 'llama-*' }, reply: 'hey' }] });
    expect(await (await ask(mock, 'llama-nine')).json()).toMatchObject({
      model: 'llama-nine',
      choices: [{ message: { content: 'hey' } }],
    });
    expect((await ask(mock, 'qwen-nine')).status).toBe(404);
    await mock.use({ match: { model: ['qwen-nine'], user: 'bye' }, reply: 'see you' });
    expect((await ask(mock, 'qwen-nine')).status).toBe(200);
    mock.reset();
    expect((await ask(mock, 'qwen-nine')).status).toBe(404);
  });

  test('are all answered with anyModel', async () => {
    const mock = testMock({ anyModel: true });
    expect(await (await ask(mock, 'whatever')).json()).toMatchObject({ model: 'whatever' });
    expect((await get(mock, '/models/org/whatever:free')).status).toBe(200);
    expect((await ask(mock, 'text-embedding-3-small')).status).toBe(403);
  });
});

describe('aliases', () => {
  test('answer in their own name, refuse what their model refuses, and are listed', async () => {
    const mock = testMock({ modelAliases: { mine: 'o4-mini', 'gpt-4o': 'gpt-5.1' } });
    expect(await (await ask(mock, 'mine')).json()).toMatchObject({ model: 'mine' });
    expect(await refusal(await ask(mock, 'mine', { stop: 'x' }))).toMatchObject({ status: 400, param: 'stop' });
    // An alias goes before a model of the same name.
    expect((await ask(mock, 'gpt-4o', { reasoning_effort: 'low' })).status).toBe(200);
    expect(await listedBy(mock)).toEqual(expect.arrayContaining(['mine', 'gpt-4o']));
  });

  test.each([{}, { strictModels: true }])('of nothing are told before the first request: %j', async (options) => {
    const mock = testMock({ ...options, modelAliases: { mine: 'gpt-99' } });
    await expect(mock.listen()).rejects.toThrow(/unknown model "gpt-99"/);
  });
});

test('serves the models of the profile alone where models are strict', async () => {
  const mock = testMock({ strictModels: true, scenarios: [{ match: { model: 'gpt-4o-mini' }, reply: 'hey' }] });
  expect((await ask(mock, 'gpt-4o-mini')).status).toBe(404);
  expect((await ask(mock, 'gpt-5.1')).status).toBe(200);
  expect(() => createMock({ strictModels: true, anyModel: true })).toThrow(/mutually exclusive/);
});

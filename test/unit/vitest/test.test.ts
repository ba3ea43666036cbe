// oxlint-disable vitest/no-standalone-expect -- the rule does not know a `test` that another module has extended
import OpenAI from 'openai';
import { describe, expect, test as plain } from 'vitest';
import { setEnvironment } from '../../../src/vitest/environment.ts';
import { test } from '../../../src/vitest/index.ts';
import { keepCassette, testFolder } from '../../support/cassette-folder.ts';
import { exchange } from '../recordings/cassettes/support/exchanges.ts';

const MESSAGES = [{ role: 'user' as const, content: 'ping' }];
const seen = new Set<unknown>();
let left: string | undefined;

describe('the test with a mock', () => {
  test('answers in the process', async ({ mock }) => {
    await mock.use({ match: { user: 'ping' }, reply: 'pong' });
    const client = new OpenAI({ apiKey: 'any', baseURL: 'http://mock/v1', fetch: mock.fetch });
    const { choices } = await client.chat.completions.create({ model: 'gpt-5.1', messages: MESSAGES });
    expect(choices[0]?.message.content).toBe('pong');
    seen.add(mock);
  });

  test('has a mock of its own', ({ mock }) => {
    expect(seen.has(mock)).toBe(false);
    expect(mock.requests).toEqual([]);
  });

  test('leaves the environment alone where nobody asks for it', ({ mock }) => {
    expect(mock.requests).toEqual([]);
    expect(process.env['OPENAI_BASE_URL']).toBeUndefined();
  });

  test('serves clients that read the environment', async ({ environment, mock }) => {
    left = environment.baseURL;
    expect(process.env['OPENAI_BASE_URL']).toBe(environment.baseURL);
    await new OpenAI().chat.completions.create({ model: 'gpt-5.1', messages: MESSAGES });
    expect(mock.requests).toHaveLength(1);
  });

  plain('restores the environment and stops listening', async () => {
    expect(process.env['OPENAI_BASE_URL']).toBeUndefined();
    expect(process.env['OPENAI_API_KEY']).toBeUndefined();
    await expect(fetch(`${left}/models`)).rejects.toThrow('fetch failed');
  });
});

describe('options', () => {
  test.override({ mockOptions: { scenarios: [{ reply: 'from a fixture' }], apiKeys: ['sk-one'] } });

  test('are set for a group of tests', async ({ environment }) => {
    expect(environment.apiKey).toBe('sk-one');
    const { choices } = await new OpenAI().chat.completions.create({ model: 'gpt-5.1', messages: MESSAGES });
    expect(choices[0]?.message.content).toBe('from a fixture');
  });
});

describe.concurrent('tests at the same time', () => {
  test.for([1, 2, 3])('have servers of their own: %i', async (number, { server, mock, expect: own }) => {
    for (let i = 0; i < number; i++) await fetch(`${server.url}/models`);
    own(mock.requests).toHaveLength(number);
  });
});

plain('refuses to point one process at two servers', () => {
  const restore = setEnvironment({ baseURL: 'http://a', apiKey: 'a' });
  expect(() => setEnvironment({ baseURL: 'http://b', apiKey: 'b' })).toThrow(/use `server`/);
  restore();
});

describe('cassettes', async () => {
  const text = 'ping';
  const recorded = exchange({ request: { model: 'gpt-5.1', messages: [{ role: 'user', content: text }] } });
  const folder = testFolder();
  await keepCassette(folder, 'shared', [recorded]);
  const own = exchange({ request: { model: 'gpt-5.1', messages: MESSAGES }, body: ['{"from":"its own cassette"}'] });
  await keepCassette(folder, 'own', [own], {
    session: 'test.test.ts > cassettes > belong to the test that is named like them',
  });
  test.override({ mockOptions: { cassettes: [folder] } });
  const ask = (mock: { readonly fetch: typeof fetch }, content: string): Promise<Response> =>
    mock.fetch('http://mock/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-any', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content }] }),
    });

  test('answer a test', async ({ mock }) => {
    expect((await ask(mock, text)).status).toBe(200);
  });

  test('belong to the test that is named like them', async ({ mock }) => {
    expect(await (await ask(mock, text)).json()).toEqual({ from: 'its own cassette' });
  });

  test.fails(
    'fail a test for a request that was not recorded, whatever it does with the answer (R1)',
    async ({ mock }) => {
      await ask(mock, text);
      await ask(mock, 'something else').catch(() => undefined);
    },
  );

  test.fails('fail a test that asks for nothing (R5)', ({ mock }) => {
    expect(mock.requests).toEqual([]);
  });

  describe('with more than the test asks for', async () => {
    const more = testFolder();
    await keepCassette(more, 'two', [recorded, exchange({ request: { other: true } })]);
    test.override({ mockOptions: { cassettes: [more] } });
    test.fails('fail the test for it (R3)', async ({ mock }) => {
      expect((await ask(mock, text)).status).toBe(200);
    });
  });
});

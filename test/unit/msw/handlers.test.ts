// Proves src/msw/ through both versions of Mock Service Worker.
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { handlers } from '../../../src/msw/index.ts';
import type { Observation } from '../../../src/recordings/observation.ts';
import { keepCassette, testFolder } from '../../support/cassette-folder.ts';
import { testMock } from '../../support/mock.ts';
import { HEADERS } from '../../support/requests.ts';
import { exchange } from '../recordings/cassettes/support/exchanges.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const ask = (url: string, init: RequestInit = {}, body: object = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content: 'Say hi' }], ...body }),
    ...init,
  });

describe('handlers', () => {
  test('answer below /v1 of any origin', async () => {
    server.use(...handlers());
    const urls = ['https://api.openai.com/v1/chat/completions', 'http://localhost:4999/proxy/v1/chat/completions'];
    const statuses = await Promise.all(urls.map(async (url) => (await ask(url)).status));
    expect(statuses).toEqual([200, 200]);
  });

  test.each(['https://llm.example/api/openai', 'https://llm.example/api/openai/'])(
    'answer only below an explicit base: %s',
    async (baseUrl) => {
      server.use(
        ...handlers({ baseUrl }),
        http.all('*', () => HttpResponse.text('other', { status: 418 })),
      );
      expect((await ask('https://llm.example/api/openai/chat/completions')).status).toBe(200);
      expect((await ask('https://other.example/api/openai/chat/completions')).status).toBe(418);
    },
  );

  test('leave other paths of the origin to others', async () => {
    server.use(
      ...handlers(),
      http.get('*/v1/files', () => HttpResponse.text('mine')),
    );
    expect(await (await fetch('https://api.openai.com/v1/files')).text()).toBe('mine');
  });

  test('list models, and tell one with a slash in its id from a list', async () => {
    server.use(...handlers({ baseUrl: 'https://llm.example/v9' }));
    const headers = { authorization: 'Bearer sk-test' };
    const get = (path: string): Promise<Response> => fetch(`https://llm.example/v9${path}`, { headers });
    expect(await (await get('/models/gpt-5.1')).json()).toMatchObject({ id: 'gpt-5.1', object: 'model' });
    expect(await (await get('/models')).json()).toMatchObject({ object: 'list' });
    expect((await get('/models/acme%2Fllm')).status).toBe(404);
  });

  test('share the mock that they are given', async () => {
    const mock = testMock({ scenarios: [{ reply: 'From the mock.' }] });
    server.use(...handlers({ mock }));
    expect(await (await ask('https://api.openai.com/v1/chat/completions')).text()).toContain('From the mock.');
    expect(mock.requests).toHaveLength(1);
  });

  test('are fresh at each call, and share nothing', () => {
    const [one, two] = [handlers(), handlers()];
    expect(one).not.toBe(two);
    expect(one[0]).not.toBe(two[0]);
  });

  test('refuse options that make no sense', () => {
    expect(() => handlers({ speed: -1 })).toThrow(/speed/);
    expect(() => handlers({ baseURL: 'https://llm.example' } as object)).toThrow(/unknown option "baseURL"/);
  });

  test('fail the connection, with the reason on the console, where an option is found wrong later', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    server.use(...handlers({ faults: ['sse.stal' as 'sse.stall'] }));
    await expect(ask('https://api.openai.com/v1/chat/completions')).rejects.toThrow(TypeError);
    expect(told).toHaveBeenCalledWith(expect.stringMatching(/there is no fault "sse\.stal".*did you mean sse\.stall/));
    told.mockRestore();
  });
});

describe('cassettes', () => {
  const recorded = (path: string): Observation =>
    exchange({ path, request: { prompt: 'x' }, body: [`{"at":"${path}"}`] });
  const post = (url: string): Promise<Response> =>
    fetch(url, { method: 'POST', headers: HEADERS, body: '{"prompt":"x"}' });

  test('are replayed at every path below the base', async () => {
    const folder = await keepCassette(testFolder(), 'a', [
      recorded('/chat/completions'),
      recorded('/images/generations'),
    ]);
    server.use(...handlers({ cassettes: [folder], baseUrl: 'https://llm.example/api/openai' }));
    for (const path of ['/chat/completions', '/images/generations'])
      expect(await (await post(`https://llm.example/api/openai${path}`)).json()).toEqual({ at: path });
    expect((await post('https://llm.example/api/openai/other')).status).toBe(400);
  });
});

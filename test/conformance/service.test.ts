// What the service promises beside the answers: routes, keys, errors, headers, determinism.
import { describe, expect, test } from 'vitest';
import type { Mock } from '../../src/index.ts';
import { chunksOf } from '../support/events.ts';
import { answer, post, refusal, testMock } from '../support/mock.ts';

const mock = testMock();
const HELLO = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hello!' }] };
const KEY = { authorization: 'Bearer sk-test' };
const JSON_TYPE = { 'content-type': 'application/json' };
const BASE = 'http://mock/v1';

const get = (path: string, init: RequestInit = {}, from: Mock = mock): Promise<Response> =>
  from.fetch(`http://mock${path}`, { headers: KEY, ...init });
const send = (body: RequestInit['body'] & {}, headers: Record<string, string>, from: Mock = mock): Promise<Response> =>
  from.fetch(`${BASE}/chat/completions`, { method: 'POST', headers, body });

const refused = async (body: RequestInit['body'] & {}, headers: Record<string, string> = JSON_TYPE) =>
  refusal(await send(body, { ...KEY, ...headers }));

/** All there is to compare of an answer. */
async function everything(response: Response): Promise<string> {
  expect(response.status).toBe(200);
  return JSON.stringify([[...response.headers], await response.text()]);
}

async function play(from: Mock, requests: readonly object[]): Promise<string[]> {
  const said: string[] = [];
  for (const request of requests) said.push(await everything(await post(from, request)));
  return said;
}

describe('keys', () => {
  test.each([
    ['no header', {}],
    ['an empty header', { authorization: '' }],
    ['another scheme', { authorization: 'Basic c2s6' }],
    ['a scheme alone', { authorization: 'Bearer' }],
  ])('refuses %s as the API does', async (_, headers) => {
    const error = await refusal(await send(JSON.stringify(HELLO), { ...JSON_TYPE, ...(headers as object) }));
    expect(error).toMatchObject({ status: 401, type: 'invalid_request_error', param: null, code: null });
    expect(error.message).toMatch(/^You didn't provide an API key/);
  });

  test('says it in other words on GET', async () => {
    expect(await refusal(await get('/v1/models', { headers: {} }))).toMatchObject({
      status: 401,
      message: 'Missing bearer authentication in header',
    });
  });

  test.each([[[]], [['sk-one', 'sk-invalid']]])('always refuses sk-invalid, keys named: %j', async (apiKeys) => {
    const from = testMock({ apiKeys });
    const response = await send(JSON.stringify(HELLO), { ...JSON_TYPE, authorization: 'Bearer sk-invalid' }, from);
    expect(await refusal(response)).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect((await get('/v1/models', { headers: { authorization: 'Bearer sk-invalid' } }, from)).status).toBe(401);
  });

  test('accepts any key by default, and only those named otherwise', async () => {
    const closed = testMock({ apiKeys: ['sk-one', 'sk-two'] });
    const use = (key: string): Promise<Response> =>
      send(JSON.stringify(HELLO), { ...JSON_TYPE, authorization: `Bearer ${key}` }, closed);
    expect((await use('sk-one')).status).toBe(200);
    expect((await use('sk-two')).status).toBe(200);
    const error = await refusal(await use('sk-someone-elses-secret-4242'));
    expect(error).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(error.message).toMatch(/^Incorrect API key provided: sk-\*+4242\. You can find your API key at /);
    expect(error.message).not.toContain('secret');
  });

  test('takes the scheme in any case', async () => {
    expect((await send(JSON.stringify(HELLO), { ...JSON_TYPE, authorization: 'bearer x' })).status).toBe(200);
  });

  test('asks for a key before it says what else is wrong', async () => {
    expect((await send('{', JSON_TYPE)).status).toBe(401);
    expect((await get('/v1/nothing', { headers: {} })).status).toBe(401);
  });
});

describe('routes', () => {
  test.each([
    '/v1',
    '/v1/',
    '/v1/chat',
    '/v1/chat/completions/',
    '/v1/images/generations',
    '/v1/models/',
    '/chat/completions',
  ])('answers 404 with the envelope at %s', async (path) => {
    const response = await get(path);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await refusal(response)).toMatchObject({ status: 404, code: 'unknown_url', param: null });
  });

  test.each([
    ['DELETE', '/v1/chat/completions', 'POST, GET, HEAD'],
    ['PUT', '/v1/chat/completions', 'POST, GET, HEAD'],
    ['GET', '/v1/embeddings', 'POST'],
    ['POST', '/v1/models', 'GET, HEAD'],
    ['DELETE', '/v1/models/gpt-5.1', 'GET, HEAD'],
  ])('answers %s %s with 405 and Allow: %s', async (method, path, allow) => {
    const response = await get(path, { method });
    expect(response.headers.get('allow')).toBe(allow);
    expect(await refusal(response)).toMatchObject({ status: 405, code: 'method_not_supported' });
  });

  test('ignores a query', async () => {
    expect((await get('/v1/models?limit=2')).status).toBe(200);
  });

  test('lists the models of the catalogue, one by one too', async () => {
    const list = (await (await get('/v1/models')).json()) as { object: string; data: { id: string; object: string }[] };
    const ids = list.data.map((model) => model.id);
    expect(list.object).toBe('list');
    expect(ids).toEqual(['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking', 'gpt-5.1-2025-11-13']);
    for (const id of ids)
      expect(await (await get(`/v1/models/${id}`)).json()).toEqual(list.data.find((m) => m.id === id));
    expect(await refusal(await get('/v1/models/gpt%2D0'))).toMatchObject({
      status: 404,
      message: "The model 'gpt-0' does not exist",
      param: 'model',
      code: 'model_not_found',
    });
  });

  test('tells of its health without a key', async () => {
    const response = await get('/healthz', { headers: {} });
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });
});

describe('bodies', () => {
  test.each(['', '{', 'hello', '{"model":"gpt-5.1",}', '\u{FEFF}{', '{"a":1}{"b":2}', "{'a':1}", '{"a":\u0001}'])(
    'answers 400 to %j, which is not JSON',
    async (body) => {
      const error = await refused(body);
      expect(error).toMatchObject({ status: 400, type: 'invalid_request_error', param: null, code: null });
      expect(error.message).toMatch(/^We could not parse the JSON body of your request\./);
    },
  );

  test('answers 400 to bytes that are not UTF-8', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(HELLO).replace('Hello', 'H?llo'));
    bytes[bytes.indexOf(63)] = 0xff;
    expect(await refused(bytes)).toMatchObject({ status: 400, code: null });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
  ])('answers 415 to %s', async (type) => {
    const error = await refused(JSON.stringify(HELLO), { 'content-type': type });
    expect(error).toMatchObject({ status: 415, code: 'unsupported_content_type' });
    expect(error.message).toContain(type);
  });

  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset=UTF-8'])(
    'takes %s',
    async (type) => {
      expect((await send(JSON.stringify(HELLO), { ...KEY, 'content-type': type })).status).toBe(200);
    },
  );

  test('answers 413 to what is over the limit, and takes what is just within it', async () => {
    const text = JSON.stringify(HELLO);
    const small = testMock({ maxBody: text.length });
    expect((await send(text, { ...KEY, ...JSON_TYPE }, small)).status).toBe(200);
    const error = await refusal(await send(`${text} `, { ...KEY, ...JSON_TYPE }, small));
    expect(error).toMatchObject({ status: 413, type: 'invalid_request_error', code: 'request_too_large' });
    expect(error.message).toContain(String(text.length));
  });

  test('names an unknown model in the words of the API', async () => {
    expect(await refused(JSON.stringify({ ...HELLO, model: 'gpt-0' }))).toEqual({
      status: 404,
      message: 'The model `gpt-0` does not exist or you do not have access to it.',
      type: 'invalid_request_error',
      param: null,
      code: 'model_not_found',
    });
  });

  test('repeats no more than a little of what was sent', async () => {
    const error = await refused(JSON.stringify({ ...HELLO, model: 'x'.repeat(100_000) }));
    expect(error.status).toBe(404);
    expect(error.message.length).toBeLessThan(1000);
  });
});

describe('profiles', () => {
  test('plays api.openai.com, which knows no other fields and no max_tokens', async () => {
    const openai = testMock({ profile: 'openai' });
    expect((await post(mock, { ...HELLO, top_k: 4 })).status).toBe(200);
    expect(await refusal(await post(openai, { ...HELLO, top_k: 4 }))).toMatchObject({
      status: 400,
      code: 'unknown_parameter',
      param: 'top_k',
    });
    expect(await refusal(await post(openai, { ...HELLO, max_tokens: 4 }))).toMatchObject({
      code: 'unsupported_parameter',
      param: 'max_tokens',
    });
    expect((await answer(openai, HELLO)).model).toBe('gpt-5.1-2025-11-13');
  });
});

describe('headers', () => {
  const RATE = ['limit', 'remaining', 'reset'].flatMap((what) =>
    ['requests', 'tokens'].map((of) => `x-ratelimit-${what}-${of}`),
  );
  const DURATION = /^(?:\d+m)?\d+(?:\.\d+)?s$|^\d+ms$/;

  test.each([false, true])('has those of the API on an answer (stream: %s)', async (stream) => {
    const { headers } = await post(mock, { ...HELLO, stream });
    expect(headers.get('content-type')).toBe(stream ? 'text/event-stream; charset=utf-8' : 'application/json');
    expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
    expect(headers.get('openai-version')).toBe('2020-10-01');
    expect(headers.get('openai-processing-ms')).toMatch(/^\d+$/);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    for (const name of RATE) {
      expect(headers.get(name)).toMatch(name.includes('reset') ? DURATION : /^\d+$/);
    }
    expect(Number(headers.get('x-ratelimit-remaining-tokens'))).toBeLessThan(
      Number(headers.get('x-ratelimit-limit-tokens')),
    );
    expect(headers.has('content-length')).toBe(!stream);
  });

  test('has a request id on every error too', async () => {
    const refused = await Promise.all([
      post(mock, '{'),
      post(mock, { ...HELLO, n: 0 }),
      get('/v1/x'),
      get('/v1/models', { headers: {} }),
    ]);
    const ids = refused.map((response) => response.headers.get('x-request-id'));
    for (const id of ids) expect(id).toMatch(/^req_[0-9a-f]{32}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('selects a stream by the body alone', async () => {
    const headers = { ...KEY, ...JSON_TYPE, accept: 'application/json' };
    const streamed = await send(JSON.stringify({ ...HELLO, stream: true }), headers);
    expect(streamed.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const plain = await send(JSON.stringify(HELLO), { ...headers, accept: 'text/event-stream' });
    expect(plain.headers.get('content-type')).toBe('application/json');
  });

  test('lets browsers call, unless told not to', async () => {
    const preflight = await get('/v1/chat/completions', {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const closed = testMock({ cors: false });
    expect((await get('/v1/models', {}, closed)).headers.has('access-control-allow-origin')).toBe(false);
    expect((await get('/v1/chat/completions', { method: 'OPTIONS' }, closed)).status).toBe(405);
  });
});

describe('determinism', () => {
  const REQUESTS = [
    { ...HELLO, messages: [{ role: 'user', content: 'Write a long story about a lighthouse' }] },
    { ...HELLO, model: 'gpt-5.1-thinking', stream: true, stream_options: { include_usage: true } },
    { ...HELLO, temperature: 1.7, n: 3, logprobs: true, top_logprobs: 3 },
    { ...HELLO, response_format: { type: 'json_object' }, messages: [{ role: 'user', content: 'A person, as JSON' }] },
    {
      ...HELLO,
      stream: true,
      messages: [{ role: 'user', content: 'Search for shoes' }],
      tools: [
        {
          type: 'function',
          function: { name: 'search', parameters: { type: 'object', properties: { q: { type: 'string' } } } },
        },
      ],
    },
  ];

  test('says the same bytes to the same requests in any order, when frozen', async () => {
    const one = await play(testMock({ stableIds: true, seed: 7 }), REQUESTS);
    const two = await play(testMock({ stableIds: true, seed: 7 }), REQUESTS.toReversed());
    expect(two.toReversed()).toEqual(one);
  });

  test('says the same when asked again', async () => {
    const frozen = testMock({ stableIds: true });
    expect(await play(frozen, REQUESTS)).toEqual(await play(frozen, REQUESTS));
  });

  test('says something else with another seed', async () => {
    const story = REQUESTS[0] as object;
    const [one, two] = await Promise.all([answer(testMock({ seed: 1 }), story), answer(testMock({ seed: 2 }), story)]);
    expect(one.choices[0]?.message.content).not.toBe(two.choices[0]?.message.content);
  });

  test('varies with the seed parameter and the temperature, but not at temperature 0', async () => {
    const story = { ...HELLO, messages: [{ role: 'user', content: 'Write a long story about a lighthouse' }] };
    const text = async (over: object): Promise<unknown> =>
      (await answer(mock, { ...story, ...over })).choices[0]?.message.content;
    expect(await text({ seed: 1 })).not.toBe(await text({ seed: 2 }));
    expect(await text({ temperature: 0.2 })).not.toBe(await text({ temperature: 1.8 }));
  });

  test('gives each call its own ids by default, with the same words', async () => {
    const [one, two] = await Promise.all([answer(mock, HELLO), answer(mock, HELLO)]);
    expect(one.id).toMatch(/^chatcmpl-[A-Za-z0-9]{29}$/);
    expect(one.id).not.toBe(two.id);
    expect(one.choices).toEqual(two.choices);
    const other = await answer(testMock(), HELLO);
    expect(other.id).not.toBe(one.id);
    expect(Math.abs(one.created - Date.now() / 1000)).toBeLessThan(60);
  });

  test('keeps one id and one time through a stream', async () => {
    const chunks = chunksOf(await (await post(mock, { ...HELLO, stream: true })).text());
    expect(new Set(chunks.map((chunk) => `${chunk.id} ${chunk.created} ${chunk.model}`)).size).toBe(1);
  });
});

describe('in process', () => {
  test('rejects a call that is aborted before it begins or while it streams', async () => {
    const slow = testMock({ speed: 'realistic' });
    await expect(post(slow, HELLO, { signal: AbortSignal.abort() })).rejects.toThrow('abort');
    const stop = new AbortController();
    const response = await post(slow, { ...HELLO, stream: true }, { signal: stop.signal });
    const reading = response.text();
    stop.abort();
    await expect(reading).rejects.toThrow('abort');
  });

  test('reports each exchange once, with its cost', async () => {
    const reports: { status: number; kind: string; outcome: string; cost?: { amount: number } }[] = [];
    const told = testMock({ onExchange: (report) => reports.push(report) });
    await (await post(told, HELLO)).text();
    await (await post(told, { ...HELLO, stream: true })).text();
    await post(told, { ...HELLO, n: 0 });
    expect(reports.map(({ status, kind, outcome }) => [status, kind, outcome])).toEqual([
      [200, 'plain', 'complete'],
      [200, 'stream', 'complete'],
      [400, 'error', 'complete'],
    ]);
    expect(reports[0]?.cost?.amount).toBeGreaterThan(0);
  });

  test('refuses options that mean nothing', async () => {
    expect(() => testMock({ speed: -1 })).toThrow(/invalid "speed"/);
    await expect(testMock({ profile: '/nowhere/overlay.yaml' }).warm()).rejects.toMatchObject({ code: 'BAD_PROFILE' });
  });

  test('listens once, and never after it was closed', async () => {
    const own = testMock();
    const { url } = await own.listen();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    await expect(own.listen()).rejects.toMatchObject({ code: 'CLOSED' });
    await own.close();
    await expect(testMock().close()).resolves.toBeUndefined();
    await expect(own.listen()).rejects.toMatchObject({ code: 'CLOSED' });
  });

  test('ends with its scope', async () => {
    let url = '';
    {
      await using own = testMock();
      url = (await own.listen()).url;
      expect((await fetch(`${url}/models`, { headers: KEY })).status).toBe(200);
    }
    await expect(fetch(`${url}/models`, { headers: KEY })).rejects.toThrow('fetch failed');
  });
});

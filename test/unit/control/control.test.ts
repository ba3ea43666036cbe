// Every route of the control API, over HTTP, with each response held against spec/control.yaml.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { createMock, type Mock, type MockOptions, virtualClock } from '../../../src/index.ts';
import { openRaw } from '../../support/raw-http.ts';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: object }>>;
}

const DOCUMENT = parse(readFileSync('spec/control.yaml', 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(DOCUMENT, 'control.yaml');

/** Operations whose responses have been looked at. */
const seen = new Set<string>();

const pointer = (...parts: readonly string[]): string =>
  parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

/** What the document says of a response; an error of any path is described by every operation. */
function schemaOf(method: string, path: string, status: number): string | undefined {
  const operation = DOCUMENT.paths[path]?.[method.toLowerCase()];
  const key = [String(status), '4XX'].find((one) => operation?.responses[one]) ?? 'undocumented';
  const response = operation?.responses[key];
  if (!operation && status >= 400) return 'control.yaml#/components/schemas/Error';
  if (!response) throw new Error(`spec/control.yaml does not describe ${method} ${path} ${status}`);
  seen.add(`${method} ${path}`);
  if (response.$ref) return 'control.yaml#/components/schemas/Error';
  if (!response.content || !('application/json' in response.content)) return undefined;
  return `control.yaml#/${pointer('paths', path, method.toLowerCase(), 'responses', key, 'content', 'application/json', 'schema')}`;
}

interface Told {
  readonly status: number;
  // JSON boundary: each test knows what it asks for.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

type Ask = (call: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Told>;

/** Asks the control API, and holds what it says against its description. */
const asking =
  (origin: string): Ask =>
  async (call, body, headers = {}) => {
    const [method = '', target = ''] = call.split(' ');
    const response = await fetch(`${origin}/_starmock/${target}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const schema = schemaOf(method, `/_starmock/${target.replace(/\?.*/, '')}`, response.status);
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
    if (schema === undefined) return { status: response.status, body: text };
    const value: unknown = JSON.parse(text);
    expect([ajv.validate(schema, value), ajv.errorsText()]).toEqual([true, 'No errors']);
    return { status: response.status, body: value };
  };

const SUN = { name: 'sun', match: { user: 'sun' }, reply: 'It shines.' };

const chat = async (mock: Mock, text: string, session?: string, over: object = {}): Promise<Told> => {
  const response = await mock.fetch('http://mock/v1/chat/completions', {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk-any',
      'content-type': 'application/json',
      ...(session === undefined ? {} : { 'x-starmock-session': session }),
    },
    body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content: text }], ...over }),
  });
  return { status: response.status, body: await response.text() };
};

async function controlled(options: MockOptions): Promise<{ mock: Mock; ask: Ask; origin: string }> {
  const mock = createMock({ control: true, ...options });
  onTestFinished(() => mock.close(0));
  const { origin } = new URL((await mock.listen()).url);
  return { mock, ask: asking(origin), origin };
}

describe('the control API', () => {
  const mock = createMock({ control: true, metrics: async () => ({ type: 'text/plain', body: 'x 1\n' }) });
  let ask: Ask;
  let origin: string;
  beforeAll(async () => {
    ({ origin } = new URL((await mock.listen()).url));
    ask = asking(origin);
  });
  beforeEach(() => mock.reset());
  afterAll(() => mock.close(0));

  test('lists requests by session, model and path', async () => {
    await chat(mock, 'Hello!', 'one');
    await chat(mock, 'Hello!', 'two', { model: 'gpt-4o-mini', stream: true });
    const { body } = await ask('GET requests');
    expect(body.requests).toMatchObject([
      { session: 'one', model: 'gpt-5.1', kind: 'plain', request: { messages: [{ content: 'Hello!' }] } },
      { session: 'two', kind: 'stream', answer: { object: 'chat.completion' }, outcome: 'complete' },
    ]);
    const count = async (query: string, headers = {}): Promise<number> =>
      (await ask(`GET requests?${query}`, undefined, headers)).body.requests.length;
    expect(await count('session=one')).toBe(1);
    expect(await count('', { 'x-starmock-session': 'two' })).toBe(1);
    expect(await count('model=gpt-4o-mini&session=one')).toBe(0);
    expect(await count('path=/v1/chat/completions')).toBe(2);
    expect(await count('path=/v1/models')).toBe(0);
  });

  test('waits for requests', async () => {
    const waiting = ask('GET requests?wait=2&session=late');
    await chat(mock, 'one', 'late');
    await chat(mock, 'other', 'early');
    await chat(mock, 'two', 'late');
    const { status, body } = await waiting;
    expect([status, body.requests.length]).toEqual([200, 2]);
  });

  test('says when requests do not come in time, and which came', async () => {
    await chat(mock, 'one', 'few');
    const { status, body } = await ask('GET requests?wait=2&timeout=1&session=few');
    expect(status).toBe(408);
    expect(body.error).toMatchObject({ code: 'timeout' });
    expect(body.error.message).toContain('Received 1 of 2 requests within 1 ms');
    expect(body.requests).toHaveLength(1);
  });

  test('shows no long key that stands for a session', async () => {
    const key = `sk-${'a1'.repeat(16)}wxyz`;
    const headers = { authorization: `Bearer ${key}` };
    await mock.fetch('http://mock/v1/models', { headers });
    const { body } = await ask('GET requests');
    expect(JSON.stringify(body)).not.toContain(key);
    expect((await ask(`GET requests?session=${key}`)).body.requests).toHaveLength(1);
  });

  test('adds scenarios, and removes them', async () => {
    expect(await ask('POST scenarios', { scenarios: [SUN] })).toEqual({ status: 201, body: { scenarios: ['sun'] } });
    expect((await chat(mock, 'sun')).body).toContain('It shines.');
    expect((await ask('DELETE scenarios')).status).toBe(204);
    expect((await chat(mock, 'sun')).body).not.toContain('It shines.');
  });

  test('keeps the scenarios of a session from the others', async () => {
    const session = { 'x-starmock-session': 'one' };
    await ask('POST scenarios', { scenarios: [SUN] }, session);
    await ask('POST scenarios?session=two', { scenarios: [{ ...SUN, reply: 'It hides.' }] });
    expect((await chat(mock, 'sun', 'one')).body).toContain('It shines.');
    expect((await chat(mock, 'sun', 'two')).body).toContain('It hides.');
    expect((await chat(mock, 'sun', 'three')).body).not.toMatch(/It (?:shines|hides)\./);
    await ask('DELETE scenarios', undefined, session);
    expect((await chat(mock, 'sun', 'one')).body).not.toContain('It shines.');
    expect((await chat(mock, 'sun', 'two')).body).toContain('It hides.');
  });

  test('injects faults into the next requests, one step each', async () => {
    expect(await ask('POST faults', { steps: ['429', 'ok', '503'] })).toMatchObject({ status: 201 });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count++) statuses.push((await chat(mock, 'Hello!')).status);
    expect(statuses).toEqual([429, 200, 503, 200]);
  });

  test('keeps the faults of a session from the others', async () => {
    await ask('POST faults?session=one', { steps: ['429'] });
    expect((await chat(mock, 'Hello!', 'two')).status).toBe(200);
    expect((await chat(mock, 'Hello!', 'one')).status).toBe(429);
    expect((await chat(mock, 'Hello!', 'one')).status).toBe(200);
  });

  test('starts over, for one session or for all', async () => {
    await ask('POST scenarios?session=one', { scenarios: [{ match: {}, sequence: ['first', 'second'] }] });
    await ask('POST faults?session=two', { steps: ['429'] });
    for (const session of ['one', 'two']) await chat(mock, 'Hello!', session);
    expect((await ask('POST reset?session=one')).status).toBe(204);
    expect((await chat(mock, 'Hello!', 'one')).body).not.toContain('second');
    expect((await ask('GET requests?session=one')).body.requests).toHaveLength(1);
    expect((await ask('GET requests?session=two')).body.requests).toHaveLength(1);
    await ask('POST faults', { steps: ['429'] });
    await ask('POST reset');
    expect((await ask('GET requests')).body.requests).toEqual([]);
    expect((await chat(mock, 'Hello!')).status).toBe(200);
  });

  test('gives a verdict on a session and on all', async () => {
    expect((await ask('GET verdict')).body).toEqual({ ok: true, unmatched: [], unused: [], findings: [] });
    await ask('POST scenarios?session=one', {
      scenarios: [SUN, { name: 'rain', match: { user: 'rain' }, reply: 'Wet.' }],
    });
    await chat(mock, 'sun', 'one');
    await chat(mock, 'snow', 'one');
    await chat(mock, 'snow', 'two');
    const one = (await ask('GET verdict?session=one')).body;
    expect(one).toMatchObject({ ok: false, unused: ['rain'], findings: [] });
    expect(one.unmatched).toMatchObject([{ method: 'POST', path: '/v1/chat/completions', model: 'gpt-5.1' }]);
    expect((await ask('GET verdict?session=two')).body).toMatchObject({ ok: true });
    expect((await ask('GET verdict')).body).toMatchObject({ ok: false, unused: ['rain'] });
  });

  test('serves metrics where there are any', async () => {
    expect(await ask('GET metrics')).toEqual({ status: 200, body: 'x 1\n' });
  });

  test.each([
    ['GET request', undefined, 404, 'Unknown path "/_starmock/request". Did you mean "requests"?'],
    ['GET __proto__', undefined, 404, 'Unknown path'],
    ['PUT scenarios', { scenarios: [SUN] }, 405, '/_starmock/scenarios takes POST, DELETE'],
    ['GET requests?sesion=one', undefined, 400, 'Unknown parameter "sesion". Did you mean "session"?'],
    ['GET requests?wait=many', undefined, 400, 'Invalid "wait": expected a number of requests from 0 to 1000'],
    ['GET requests?timeout=60001', undefined, 400, 'Invalid "timeout": expected milliseconds from 0 to 60000'],
    ['POST reset?wait=1', undefined, 400, 'Unknown parameter "wait"'],
    ['POST scenarios', '{', 400, 'Invalid body: expected an object such as { "scenarios": [{ "match"'],
    ['POST scenarios', [], 400, 'Invalid body'],
    ['POST scenarios', { scenarios: [] }, 400, 'Invalid "scenarios"'],
    ['POST scenarios', { scenario: [SUN] }, 400, 'Unknown member "scenario": expected'],
    ['POST scenarios', { scenarios: ['/etc/passwd'] }, 400, 'Invalid "scenarios"'],
    ['POST scenarios', { scenarios: [{ match: { usr: 'a' }, reply: 'b' }] }, 400, 'did you mean "user"?'],
    ['POST faults', { steps: ['sse.stal'] }, 400, 'did you mean sse.stall'],
    ['POST faults', { steps: [429] }, 400, 'Invalid "steps"'],
  ])('says what is wrong with %s %j', async (call, body, status, words) => {
    const told = await ask(call, body);
    expect(told.status).toBe(status);
    expect(told.body.error.message).toContain(words);
  });

  test('takes JSON that says so, and nothing else', async () => {
    const told = await ask('POST scenarios', { scenarios: [SUN] }, { 'content-type': 'text/plain' });
    expect([told.status, told.body.error.code]).toEqual([415, 'unsupported_media_type']);
  });

  test('has no route that is not described and tried', () => {
    const all = Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect([...seen].toSorted()).toEqual(all.toSorted());
  });

  test('is in no journal, and meets no fault', async () => {
    await ask('POST faults', { steps: ['503'] });
    expect((await ask('GET verdict')).status).toBe(200);
    expect((await ask('GET requests')).body.requests).toEqual([]);
    expect((await chat(mock, 'Hello!')).status).toBe(503);
  });
});

describe('access to the control API', () => {
  test('is off unless it is asked for', async () => {
    const { ask } = await controlled({ control: false });
    const told = await ask('POST reset');
    expect([told.status, told.body.error.code]).toEqual([404, 'control_off']);
    expect(told.body.error.message).toContain('--control');
    expect((await ask('GET metrics')).status).toBe(404);
  });

  test('is kept from web pages, whatever name leads them here', async () => {
    const { ask, origin } = await controlled({});
    const page = await ask('POST reset', undefined, { origin: 'http://localhost:3000' });
    expect([page.status, page.body.error.code]).toEqual([403, 'forbidden']);
    const raw = await openRaw(Number(new URL(origin).port));
    raw.send('GET /_starmock/requests HTTP/1.1\r\nHost: rebound.example:80\r\nConnection: close\r\n\r\n');
    expect(await raw.until(/403 Forbidden[\s\S]*127\.0\.0\.1 or localhost only/)).toBeDefined();
    const preflight = await fetch(`${origin}/_starmock/scenarios`, { method: 'OPTIONS' });
    expect(preflight.ok).toBe(false);
    expect(preflight.headers.has('access-control-allow-origin')).toBe(false);
  });

  test('needs the token where there is one', async () => {
    const { ask } = await controlled({ control: { token: 'secret' } });
    for (const authorization of ['', 'Bearer secre', 'Bearer secrets', 'Bearer ', 'secret'])
      expect((await ask('GET verdict', undefined, authorization ? { authorization } : {})).status).toBe(401);
    expect((await ask('GET verdict', undefined, { authorization: 'Bearer secret' })).status).toBe(200);
    expect((await ask('GET metrics')).status).toBe(401);
  });

  test('is not opened to the network without a token', async () => {
    await expect(createMock({ control: true }).listen({ host: '0.0.0.0' })).rejects.toThrow(
      'Cannot serve the control API on 0.0.0.0 without a token: set --control-token',
    );
    const mock = createMock({ control: { token: 'secret' } });
    onTestFinished(() => mock.close(0));
    await expect(mock.listen({ host: '0.0.0.0' })).resolves.toHaveProperty('port');
  });

  test('works without a socket, and on a virtual clock', async () => {
    const mock = createMock({ control: true, clock: virtualClock() });
    const response = await mock.fetch('http://mock/_starmock/requests?wait=1&timeout=60000');
    expect(response.status).toBe(408);
  });
});

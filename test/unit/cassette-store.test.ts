import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMock, type Mock, type MockOptions } from '../../src/index.ts';
import type { Observation } from '../../src/recordings/observation.ts';
import { keepCassette, testFolder } from '../support/cassette-folder.ts';
import { importsBelow } from '../support/imports.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { chatEvents, exchange, STREAM_HEADERS, type ExchangeWords } from './recordings/cassettes/support/exchanges.ts';

const user = (content: string): ExchangeWords => ({
  request: { model: 'any-model-at-all', messages: [{ role: 'user', content }] },
});

const replaying = async (observations: readonly Observation[], options: MockOptions = {}): Promise<Mock> =>
  createMock({ cassettes: [await keepCassette(testFolder(), 'weather', observations)], ...options });

const send = (
  mock: Pick<Mock, 'fetch'>,
  { request, raw, path = '/chat/completions' }: ExchangeWords,
  headers = {},
): Promise<Response> =>
  mock.fetch(`http://mock/v1${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-of-the-test', 'content-type': 'application/json', ...headers },
    body: raw ?? JSON.stringify(request),
  });

async function piecesOf(response: Response): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of response.body ?? []) pieces.push(Buffer.from(piece).toString('latin1'));
  return pieces;
}

const messageOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { error: { message: string } }).error.message;

describe('a replay', () => {
  it('gives back status, headers and every piece of the body (R15, R17)', async () => {
    const events = chatEvents(['Hel', 'lo ✨']);
    const bytes = new Uint8Array(Buffer.from(events.join(''), 'utf8'));
    const cut = bytes.indexOf(0xe2) + 2;
    const body = [bytes.slice(0, cut), bytes.slice(cut)];
    const headers = [
      ...STREAM_HEADERS,
      ['X-Request-Id', 'req_1'],
      ['X-RateLimit-Remaining-Requests', '9'],
      ['Transfer-Encoding', 'chunked'],
    ] as const;
    const mock = await replaying([exchange({ ...user('Hi'), headers, body })]);
    const response = await send(mock, user('Hi'));
    expect(await piecesOf(response)).toEqual(body.map((piece) => Buffer.from(piece).toString('latin1')));
    const names = ['content-type', 'x-request-id', 'x-ratelimit-remaining-requests', 'transfer-encoding'];
    expect([response.status, ...names.map((name) => response.headers.get(name))]).toEqual([
      200,
      'text/event-stream',
      'req_1',
      '9',
      null,
    ]);
    expect(mock.requests[0]).toMatchObject({ recording: 'weather#1', kind: 'stream', outcome: 'complete' });
    expect(mock.verdict()).toMatchObject({ ok: true, replay: { loaded: 1, served: 1, missed: [], unused: [] } });
  });

  it.each([
    [
      429,
      'application/json',
      '{"error":{"message":"slow","type":"requests","param":null,"code":"rate_limit_exceeded"}}',
    ],
    [
      401,
      'application/json',
      '{"error":{"message":"no","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}',
    ],
    [502, 'text/html', '<h1>Bad Gateway</h1>'],
    [418, 'text/plain', ''],
  ])('gives back an error as it was: %i (R7)', async (status, type, text) => {
    const mock = await replaying([
      exchange({
        ...user('Hi'),
        status,
        headers: [
          ['Content-Type', type],
          ['Retry-After', '7'],
        ],
        body: [text],
      }),
    ]);
    const response = await send(mock, user('Hi'), { authorization: 'Bearer sk-invalid' });
    expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([status, '7', text]);
  });

  it('breaks where the service broke (R6)', async () => {
    const events = chatEvents(['a'], false);
    const mock = await replaying([
      exchange({ ...user('Hi'), headers: STREAM_HEADERS, body: events, end: { how: 'closed', ms: 200 } }),
    ]);
    await expect((await send(mock, user('Hi'))).text()).rejects.toThrow('terminated');
  });

  it.each(['/responses', '/embeddings', '/completions', '/images/generations', '/audio/transcriptions'])(
    'answers at every path: %s',
    async (path) => {
      const words = { request: { input: 'x' }, path };
      const mock = await replaying([exchange({ ...words, body: ['{"kept":true}'] })]);
      expect(await (await send(mock, words)).json()).toEqual({ kept: true });
    },
  );

  it('answers a GET, with the mock serving none of its own', async () => {
    const { request, ...rest } = exchange({ body: ['{"object":"list","data":[]}'] });
    const listed = {
      ...rest,
      request: { ...request, method: 'GET', url: 'https://api.example.test/v1/models', body: new Uint8Array() },
    };
    const mock = await replaying([listed]);
    const list = (): Promise<Response> => mock.fetch('http://mock/v1/models');
    expect(await (await list()).json()).toEqual({ object: 'list', data: [] });
    expect((await list()).status).toBe(400);
  });

  it('keeps the pace of the recording at its speed (R15)', async () => {
    const clock = createVirtualClock();
    const observation = exchange({ ...user('Hi'), headers: STREAM_HEADERS, body: chatEvents(['a', 'b']) });
    const mock = await replaying([observation], { clock, speed: 2 });
    await mock.warm();
    const times: number[] = [];
    const answering = send(mock, user('Hi'));
    const until = async (): Promise<void> => {
      const response = await answering;
      times.push(clock.now());
      for await (const _ of response.body ?? []) times.push(clock.now());
    };
    const reading = until();
    for (let step = 0; step < 120; step++) {
      // oxlint-disable-next-line no-await-in-loop
      await new Promise(setImmediate);
      clock.advance(1);
    }
    await reading;
    // A head after 90 ms and pieces from 100 ms on, 10 ms apart, in half the time.
    const [first = 0] = times;
    expect(times.map((time) => time - first)).toEqual([0, 5, 10, 15, 20]);
    expect(first).toBeGreaterThanOrEqual(45);
  });

  it('gives sessions their own places, whichever way they name themselves (R13, R14)', async () => {
    const mock = await replaying(
      ['one', 'two'].map((word) => exchange({ ...user('Hi'), body: [`{"word":"${word}"}`] })),
    );
    const words: string[] = [];
    for (const headers of [
      { authorization: 'Bearer sk-a' },
      { authorization: 'Bearer sk-b' },
      { 'x-starmock-session': 'c' },
      { authorization: 'Bearer sk-a' },
    ])
      // oxlint-disable-next-line no-await-in-loop
      words.push(((await (await send(mock, user('Hi'), headers)).json()) as { word: string }).word);
    expect(words).toEqual(['one', 'one', 'one', 'two']);
  });

  it('answers a session from its own cassette (R13)', async () => {
    const folder = testFolder();
    await keepCassette(folder, 'mine', [exchange({ ...user('Hi'), body: ['{"from":"mine"}'] })], {
      session: 'my test',
    });
    await keepCassette(folder, 'shared', [exchange({ ...user('Hi'), body: ['{"from":"shared"}'] })]);
    const mock = createMock({ cassettes: [folder] });
    expect(await (await send(mock, user('Hi'), { 'x-starmock-session': 'my test' })).json()).toEqual({ from: 'mine' });
    expect(await (await send(mock, user('Hi'))).json()).toEqual({ from: 'shared' });
    const own = createMock({ cassettes: [folder], cassetteSession: 'my test' });
    expect(await (await send(own, user('Hi'))).json()).toEqual({ from: 'mine' });
  });

  it('leaves requests to a scenario that matches them', async () => {
    const mock = await replaying([
      exchange({ request: { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hi' }] } }),
    ]);
    await mock.use({ match: { user: 'special' }, reply: 'from the scenario' });
    const asked = (content: string): ExchangeWords => ({
      request: { model: 'gpt-5.1', messages: [{ role: 'user', content }] },
    });
    expect(await (await send(mock, asked('something special'))).text()).toContain('from the scenario');
    expect(await (await send(mock, asked('Hi'))).text()).toContain('Hello');
    expect(await messageOf(await send(mock, asked('neither')))).toContain('No recording');
    const embedding = await send(mock, {
      request: { model: 'text-embedding-3-small', input: 'x' },
      path: '/embeddings',
    });
    expect(embedding.status).toBe(400);
  });

  it('never changes a file (R22)', async () => {
    const folder = await keepCassette(testFolder(), 'a', [exchange(user('Hi'))]);
    const state = (): unknown =>
      readdirSync(folder).map((name) => [
        name,
        readFileSync(join(folder, name), 'utf8'),
        statSync(join(folder, name)).mtimeMs,
      ]);
    const before = state();
    const mock = createMock({ cassettes: [folder] });
    await send(mock, user('Hi'));
    await send(mock, user('unknown'));
    await mock.close();
    expect(state()).toEqual(before);
  });
});

describe('a miss', () => {
  it('is an error that clients do not retry, with the field that differs (R1, R12)', async () => {
    const mock = await replaying([exchange(user('What is the weather in Oslo?'))]);
    const response = await send(mock, user('What is the weather in Rome?'));
    expect([response.status, response.headers.get('x-should-retry')]).toEqual([400, 'false']);
    expect(await messageOf(response)).toBe(
      'No recording in the cassettes answers POST /chat/completions. The nearest, weather#1, differs in:\n' +
        '  messages[0].content: recorded "What is the weather in Oslo?", got "What is the weather in Rome?"',
    );
  });

  it('fails the verdict, whatever the test makes of it (R1)', async () => {
    const mock = await replaying([exchange(user('Hi'))], { journalLimit: 0 });
    await send(mock, user('Hi'));
    expect(mock.verdict().ok).toBe(true);
    await send(mock, user('Other'));
    const { ok, replay } = mock.verdict();
    expect([ok, replay?.missed.length, replay?.missed[0]?.message]).toEqual([
      false,
      1,
      expect.stringContaining('weather#1'),
    ]);
  });

  it('is the end of a sequence, unless the last one is to be given again (R2)', async () => {
    const ask = async (options: MockOptions): Promise<number[]> => {
      const mock = await replaying([exchange(user('Hi'))], options);
      return [(await send(mock, user('Hi'))).status, (await send(mock, user('Hi'))).status];
    };
    expect(await ask({})).toEqual([200, 400]);
    expect(await ask({ cassetteRepeat: true })).toEqual([200, 200]);
  });
});

describe('a verdict', () => {
  it('names recordings that were never asked for (R3)', async () => {
    const mock = await replaying([exchange(user('Hi')), exchange(user('Bye'))]);
    await send(mock, user('Hi'));
    expect(mock.verdict()).toMatchObject({ ok: false, replay: { unused: ['weather#2'] } });
  });

  it('is bad where nothing was served (R5)', async () => {
    const mock = await replaying([exchange(user('Hi'))]);
    await mock.warm();
    expect(mock.verdict()).toMatchObject({ ok: false, replay: { loaded: 1, served: 0 } });
  });

  it('starts again with a reset', async () => {
    const mock = await replaying([exchange(user('Hi'))]);
    await send(mock, user('Hi'));
    await send(mock, user('Hi'));
    mock.reset();
    await send(mock, user('Hi'));
    expect(mock.verdict().ok).toBe(true);
  });

  it('tells the same recordings by their hash (R5)', async () => {
    const hash = async (text: string): Promise<string | undefined> => {
      const mock = await replaying([exchange(user(text))]);
      await mock.warm();
      return mock.verdict().replay?.hash;
    };
    expect(await hash('a')).toMatch(/^[0-9a-f]{12}$/);
    expect(await hash('a')).toBe(await hash('a'));
    expect(await hash('a')).not.toBe(await hash('b'));
  });
});

describe('cassettes that cannot be used', () => {
  it.each([
    ['a folder that is not there', (folder: string) => join(folder, 'none'), 'no such file or folder'],
    ['a damaged file', (folder: string) => folder, 'Could not read cassette "broken"'],
  ])('are a failure from the start: %s', async (_, path, cause) => {
    const folder = testFolder();
    writeFileSync(join(folder, 'broken.starlog'), '{');
    await expect(createMock({ cassettes: [path(folder)] }).warm()).rejects.toThrow(cause);
  });
});

describe('the network', () => {
  const reached: string[] = [];
  const note = (_: unknown, name: string | symbol): void => void reached.push(String(name));
  const CHANNELS = [
    'net.client.socket',
    'undici:request:create',
    'http.client.request.created',
    'http.client.request.start',
  ];
  beforeAll(() => CHANNELS.forEach((channel) => subscribe(channel, note)));
  afterAll(() => CHANNELS.forEach((channel) => unsubscribe(channel, note)));

  const LIVE = 'src/cassette-recording.ts';

  it('is never reached, by a hit or by a miss (R4)', async () => {
    const options: MockOptions = { upstream: 'http://127.0.0.1:59999/v1', cassetteMode: 'none' };
    const mock = await replaying([exchange(user('Hi'))], options);
    await send(mock, user('Hi'));
    await send(mock, user('Unknown'));
    expect(reached).toEqual([]);
    // What would be noticed.
    await fetch('http://127.0.0.1:59999').catch(() => undefined);
    expect(reached).not.toEqual([]);
  });

  it('is out of reach of everything that replays (R4)', () => {
    const graph = Map.groupBy(importsBelow('src'), ({ from }) => from);
    const seen = new Set<string>();
    const visit = (file: string): void => {
      // Asked for in a mode that records, and by a fallback.
      if (seen.has(file) || file === LIVE) return;
      seen.add(file);
      for (const { to } of (graph.get(file) ?? []).filter(({ kind }) => kind !== 'type')) visit(to);
    };
    ['src/cassette-store.ts', 'src/mock/replay-stage.ts'].forEach(visit);
    expect(seen.size).toBeGreaterThan(20);
    const files = [...seen].filter((file) => file.startsWith('src/'));
    const reaching = files.filter((file) =>
      /\bfetch\(|node:(?:net|tls|https?|http2|dns|dgram)['"]/.test(readFileSync(file, 'utf8')),
    );
    expect(reaching).toEqual([]);
    const to = (file: string): string[] =>
      importsBelow('src')
        .filter((one) => one.to === file && one.kind !== 'type')
        .map(({ from }) => from);
    // A tap that records forwards everything anyway.
    expect([to('src/upstream.ts'), to(LIVE).toSorted()]).toEqual([
      [LIVE],
      ['src/cassette-store.ts', 'src/cli/tap-recorder.ts'],
    ]);
  });
});

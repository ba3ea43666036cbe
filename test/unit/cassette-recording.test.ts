import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMock, type Mock, type MockOptions } from '../../src/index.ts';
import type { RecorderReport } from '../../src/recordings/cassettes/recorder.ts';
import { readCassette } from '../../src/recordings/cassettes/read-cassette.ts';
import { judgeExchange } from '../../src/verify/judge-exchange.ts';
import { testFolder } from '../support/cassette-folder.ts';

/** A live API: another mock on a socket, which counts what it is asked. */
async function live(options: MockOptions = {}): Promise<{ readonly url: string; readonly api: Mock }> {
  const api = createMock({ stableIds: true, ...options });
  const { url } = await api.listen();
  return { url, api };
}

const ask = (mock: Pick<Mock, 'fetch'>, content: string, more: object = {}, headers: object = {}): Promise<Response> =>
  mock.fetch('http://mock/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-live-0123456789abcdefghij', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content }], ...more }),
  });

const read = (folder: string, name = 'default'): ReturnType<typeof readCassette> =>
  readCassette(readFileSync(join(folder, `${name}.starlog`), 'utf8'), name);

/** Asks, and closes the mock, so that what was recorded is published. */
async function run(
  options: MockOptions,
  ...words: readonly string[]
): Promise<{ texts: string[]; recorded: RecorderReport | undefined; mock: Mock }> {
  const mock = createMock(options);
  const texts: string[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (const content of words) texts.push(await (await ask(mock, content)).text());
  await mock.close();
  return { texts, recorded: mock.recorded, mock };
}

beforeEach(() => vi.stubEnv('CI', ''));
afterEach(() => vi.unstubAllEnvs());

describe('a recording', () => {
  it('is what the client got, and is replayed offline', async () => {
    const { url: upstream, api } = await live();
    const cassettes = [testFolder()];
    const { texts } = await run({ cassettes, upstream, cassetteMode: 'new' }, 'Hello', 'Bye', 'Hello');
    await api.close();
    const replay = await run({ cassettes }, 'Hello', 'Bye', 'Hello');
    expect(replay.texts).toEqual(texts);
    expect(replay.mock.verdict()).toMatchObject({ ok: true, replay: { served: 3 } });
  });

  it('holds a stream with its pieces and its times (R15)', async () => {
    const { promise: asked, resolve } = Promise.withResolvers<ServerResponse>();
    const server = createServer((_, response) => resolve(response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const folder = testFolder();
    const mock = createMock({
      cassettes: [folder],
      upstream: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    });
    const answering = ask(mock, 'Hello', { stream: true });
    const response = await asked;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const pieces = ['data: {"a":', '1}\n\nda', 'ta: [DONE]\n\n'];
    response.write(pieces[0]);
    const reader = (await answering).body?.getReader();
    for (const [at, piece] of pieces.entries()) {
      // Each piece is sent when the one before has come.
      // oxlint-disable-next-line no-await-in-loop
      expect(Buffer.from((await reader?.read())?.value ?? []).toString('utf8')).toBe(piece);
      const next = pieces[at + 1];
      if (next === undefined) response.end();
      else response.write(next);
    }
    await reader?.read();
    await mock.close();
    server.close();
    const { readings } = read(folder).entries[0]?.observation ?? { readings: [] };
    expect(readings.map(({ bytes }) => Buffer.from(bytes).toString('utf8'))).toEqual(pieces);
    expect(readings.every(({ ms }, at) => ms >= (readings[at - 1]?.ms ?? 0))).toBe(true);
  });

  it('never holds a key, and says where it was (R18, R21)', async () => {
    const { url: upstream, api } = await live();
    const folder = testFolder();
    await run({ cassettes: [folder], upstream }, 'Hello');
    await api.close();
    const files = readdirSync(folder);
    expect(files).toEqual(['default.starlog']);
    expect(readFileSync(join(folder, 'default.starlog'), 'utf8')).not.toContain('sk-live');
    expect(read(folder).entries[0]?.redacted).toEqual(['request header authorization']);
  });

  it('is kept by session, a file each (R13)', async () => {
    const { url: upstream, api } = await live();
    const folder = testFolder();
    const mock = createMock({ cassettes: [folder], upstream });
    await Promise.all(
      ['one > test', 'other/test'].map(async (session) =>
        (await ask(mock, 'Hello', {}, { 'x-starmock-session': session })).text(),
      ),
    );
    await mock.close();
    expect(api.requests.map(({ session }) => session)).toEqual([
      'sk-live-0123456789abcdefghij',
      'sk-live-0123456789abcdefghij',
    ]);
    await api.close();
    expect(readdirSync(folder).toSorted()).toEqual(['one-test.starlog', 'other-test.starlog']);
    expect(read(folder, 'one-test').manifest.session).toBe('one > test');
  });

  it('does not write over the cassette of another session', async () => {
    const { url: upstream, api } = await live();
    const cassettes = [testFolder()];
    const record = async (session: string): Promise<void> => {
      const mock = createMock({ cassettes, upstream, cassetteMode: 'all', cassetteSession: session });
      await (await ask(mock, 'Hello')).text();
      await mock.close();
    };
    await record('a b');
    await expect(record('a/b')).rejects.toThrow('it belongs to session "a b", not to "a/b"');
    await api.close();
  });

  it('is not published when the run failed, or where nothing came (R5)', async () => {
    const { url: upstream, api } = await live();
    const folder = testFolder();
    const mock = createMock({ cassettes: [folder], upstream });
    await (await ask(mock, 'Hello')).text();
    mock.discardRecordings();
    await mock.close();
    await api.close();
    // No server has this port.
    const { texts, recorded } = await run({ cassettes: [folder], upstream: 'http://127.0.0.1:1/v1' }, 'Hello');
    expect(texts[0]).toContain('upstream_unreachable');
    expect([readdirSync(folder), recorded]).toEqual([[], { cassettes: [], notKept: [] }]);
  });

  it('leaves out a stream that the client left (R6)', async () => {
    const { url: upstream, api } = await live({ speed: 'realistic' });
    const folder = testFolder();
    const mock = createMock({ cassettes: [folder], upstream });
    const response = await ask(mock, 'Tell me about the sea', { stream: true });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await mock.close();
    await vi.waitFor(() => expect(api.requests[0]?.outcome).toBe('aborted'));
    await api.close();
    expect(mock.recorded).toEqual({
      cassettes: [],
      notKept: [{ number: 1, reason: 'the client left before the response was complete' }],
    });
  });

  it('says what is wrong with a response (R32)', async () => {
    const { url: upstream, api } = await live({ faults: ['usage.total-wrong'] });
    const folder = testFolder();
    const { recorded } = await run({ cassettes: [folder], upstream, cassetteJudge: judgeExchange }, 'Hello');
    await api.close();
    expect(read(folder).entries[0]?.findings).toContain('usage.sum');
    expect(recorded?.cassettes[0]).toMatchObject({ added: 1, broken: 1 });
  });
});

describe('the modes (R26)', () => {
  const setup = async (): Promise<{ url: string; api: Mock; cassettes: [string] }> => {
    const { url, api } = await live();
    const cassettes: [string] = [testFolder()];
    await run({ cassettes, upstream: url }, 'Hello');
    return { url, api, cassettes };
  };

  it.each([
    ['none', ['recorded', 'missed'], 1],
    ['once', ['recorded', 'missed'], 1],
    ['new', ['recorded', 'live'], 2],
    ['all', ['live', 'live'], 2],
  ] as const)('%s: what is recorded and what is not', async (cassetteMode, wanted, entries) => {
    const { url: upstream, api, cassettes } = await setup();
    const before = api.requests.length;
    const { mock } = await run({ cassettes, upstream, cassetteMode }, 'Hello', 'Bye');
    const got = mock.requests.map(({ recording, missed, forwarded }) =>
      recording !== undefined ? 'recorded' : missed ? 'missed' : forwarded ? 'live' : '?',
    );
    expect([got, api.requests.length - before]).toEqual([wanted, wanted.filter((one) => one === 'live').length]);
    expect(read(cassettes[0]).entries).toHaveLength(entries);
    await api.close();
  });

  it('is none in continuous integration, whatever is asked for', async () => {
    const { url: upstream, api, cassettes } = await setup();
    vi.stubEnv('CI', 'true');
    const before = api.requests.length;
    for (const cassetteMode of ['once', 'new', 'all'] as const) {
      // oxlint-disable-next-line no-await-in-loop
      const { mock } = await run({ cassettes, upstream, cassetteMode }, 'Bye');
      expect(mock.requests[0]?.missed).toBe(true);
    }
    expect(api.requests.length).toBe(before);
    await api.close();
  });

  it('keeps the bytes of answers that say the same, and reports what changed (R27, R28)', async () => {
    const { url: upstream, api, cassettes } = await setup();
    const file = join(cassettes[0], 'default.starlog');
    const before = readFileSync(file, 'utf8');
    const same = await run({ cassettes, upstream, cassetteMode: 'all' }, 'Hello');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(same.recorded?.cassettes[0]).toMatchObject({ added: 0, kept: 1, changed: [] });
    await api.use({ reply: 'something new' });
    const other = await run({ cassettes, upstream, cassetteMode: 'all' }, 'Hello');
    expect(readFileSync(file, 'utf8')).toContain('something new');
    expect(other.recorded?.cassettes[0]?.changed).toMatchObject([{ number: 1 }]);
    await api.close();
  });

  it.each([
    [{ cassetteMode: 'new', cassettes: ['x'] }, 'need "upstream"'],
    [{ cassetteMode: 'new', upstream: 'http://x' }, 'without "cassettes"'],
    [{ fallback: 'tap' }, 'need "upstream"'],
    [{ cassetteMode: 'some' }, 'expected "none", "once", "new" or "all"'],
  ])('is checked at once: %j', (options, cause) => {
    expect(() => createMock(options as MockOptions)).toThrow(cause);
  });

  it.each([
    [{ upstream: 'ftp://x', cassettes: ['.'] }, 'Invalid upstream "ftp://x"'],
    [{ upstream: 'http://x/v1', cassettes: ['a.starlog'], cassetteMode: 'all' }, 'name the folder of the cassettes'],
  ])('is checked when the mock opens: %j', async (options, cause) => {
    await expect(createMock(options as MockOptions).warm()).rejects.toThrow(cause);
  });
});

describe('the fallback', () => {
  it('sends what nothing matches to the live API, only when it is asked for', async () => {
    const { url: upstream, api } = await live({ scenarios: [{ reply: 'from the live API' }] });
    const scenarios = [{ match: { user: 'mine' }, reply: 'from the scenario' }] as const;
    const { texts } = await run({ scenarios, upstream, fallback: 'tap' }, 'mine', 'another');
    expect([texts[0], texts[1]]).toEqual([
      expect.stringContaining('from the scenario'),
      expect.stringContaining('from the live API'),
    ]);
    const alone = await run({ scenarios, upstream }, 'mine', 'another');
    expect(alone.texts[1]).not.toContain('from the live API');
    expect(api.requests).toHaveLength(1);
    await api.close();
  });

  it('refuses to inject a fault into what is live, before it is asked for', async () => {
    const { url: upstream, api } = await live();
    const { texts } = await run({ upstream, fallback: 'tap', faults: ['sse.done-missing'] }, 'Hello');
    expect(texts[0]).toContain('fault_not_applicable');
    expect(api.requests).toHaveLength(0);
    await api.close();
  });

  it('leaves no file', async () => {
    const { url: upstream, api } = await live();
    const folder = join(testFolder(), 'none');
    await run({ upstream, fallback: 'tap', cassettes: [testFolder()] }, 'Hello');
    expect(existsSync(folder)).toBe(false);
    await api.close();
  });
});

// Proves src/view: what the page asks of a mock, over HTTP and in process.
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createMock, type Mock } from '../../../src/create-mock.ts';
import { SERVED_ENDPOINTS } from '../../../src/endpoints/served-endpoints.ts';
import type { MockOptions } from '../../../src/mock-options.ts';
import { createWheelClock } from '../../../src/transports/clock.ts';
import type { NodeServer } from '../../../src/transports/node-server.ts';
import { createMockViewer } from '../../../src/view/mock-viewer.ts';
import { sseReader, type FeedEvent } from '../../../src/view/page/sse-reader.ts';
import type { ViewedExchange, ViewedSummary } from '../../../src/view/viewed-exchange.ts';
import { ask, HEADERS } from '../../support/requests.ts';
import { openRaw } from '../../support/raw-http.ts';

const UI = '/_starmock/ui';

interface Viewed {
  readonly mock: Mock;
  readonly server: NodeServer;
  readonly origin: string;
}

async function viewed(options: MockOptions = {}, token?: string): Promise<Viewed> {
  const viewer = createMockViewer({ token, clock: createWheelClock(), wallClock: () => 1_700_000_000_000 });
  const control = token === undefined ? {} : { control: { token } };
  const mock = createMock({ ...control, ...options }, SERVED_ENDPOINTS, viewer);
  const server = await mock.listen();
  return { mock, server, origin: new URL(server.url).origin };
}

async function opened(options?: MockOptions, token?: string): Promise<Viewed> {
  const one = await viewed(options, token);
  onTestFinished(() => one.mock.close());
  return one;
}

const post = (origin: string, body: object, more: Readonly<Record<string, string>> = {}): Promise<string> =>
  fetch(`${origin}/v1/chat/completions`, {
    method: 'POST',
    headers: { ...HEADERS, ...more },
    body: JSON.stringify(body),
  }).then((response) => response.text());

async function json<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  // JSON boundary: each test knows what it asks for.
  return (await response.json()) as T;
}

/** Reads the feed until it has seen what a test waits for. */
async function feed(
  origin: string,
  until: (events: readonly FeedEvent[]) => boolean,
  after = '',
): Promise<FeedEvent[]> {
  const leave = new AbortController();
  const { body } = await fetch(`${origin}${UI}/events?after=${encodeURIComponent(after)}`, { signal: leave.signal });
  const read = sseReader();
  const decoder = new TextDecoder();
  const events: FeedEvent[] = [];
  for await (const piece of body ?? []) {
    events.push(...read(decoder.decode(piece, { stream: true })));
    if (until(events)) break;
  }
  leave.abort();
  return events;
}

const rowsIn = (events: readonly FeedEvent[]): ViewedSummary[] =>
  events.flatMap(({ name, data }) =>
    name === 'exchanges' ? (JSON.parse(data) as { exchanges: ViewedSummary[] }).exchanges : [],
  );

const over = (count: number) => (events: readonly FeedEvent[]) =>
  new Set(rowsIn(events).flatMap(({ state, number }) => (state === 'running' ? [] : [number]))).size >= count;

describe('the page over a mock', () => {
  let one: Viewed;
  beforeAll(async () => {
    one = await viewed({
      scenarios: [
        { name: 'sea', match: { user: 'sea' }, reply: 'It is wide.' },
        { name: 'other', match: { user: 'land' }, reply: 'It is dry.' },
      ],
    });
    await post(one.origin, ask('Tell me of the sea', { stream: true }), { 'x-starmock-session': 'worker' });
    await post(one.origin, ask('Tell me of the hills'));
    await post(one.origin, ask('hot', { temperature: 9 }));
  });
  afterAll(() => one.mock.close());

  test('is one file with a policy that lets nothing else in', async () => {
    const response = await fetch(`${one.origin}${UI}`);
    const html = await response.text();
    const policy = response.headers.get('content-security-policy') ?? '';
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-\S+'; style-src 'sha256-\S+'; connect-src 'self'/);
    expect(policy).not.toContain('unsafe');
    expect(html.match(/<script|<style|(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"', '<style', '<script']);
  });

  test('gets a row for each exchange', async () => {
    const rows = rowsIn(await feed(one.origin, over(3)));
    expect(rows.map(({ number, status, stream, source, asked }) => [number, status, stream, source, asked])).toEqual([
      [1, 200, true, { kind: 'scenario', name: 'sea' }, 'Tell me of the sea'],
      [2, 200, false, { kind: 'unmatched' }, 'Tell me of the hills'],
      [3, 400, false, { kind: 'none' }, 'hot'],
    ]);
    expect(rows[0]).toMatchObject({
      session: 'worker',
      model: 'gpt-5.1',
      usage: { prompt: 11 },
      cost: { currency: 'CNY' },
    });
    expect(rows[2]?.error).toContain('temperature');
  });

  test('gets only what is new when it comes back, and all of it where the run is another', async () => {
    const events = await feed(one.origin, over(3));
    const last = events.at(-1)?.id ?? '';
    await post(one.origin, ask('Once more'));
    const more = await feed(one.origin, over(1), last);
    expect(
      rowsIn(more)
        .map(({ number }) => number)
        .at(-1),
    ).toBe(4);
    expect(new Set(rowsIn(more).map(({ number }) => number))).toEqual(new Set([4]));
    expect(JSON.parse(more[0]?.data ?? '')).toMatchObject({ live: true, known: true });
    const stale = await feed(one.origin, over(4), 'other/4');
    expect([rowsIn(stale)[0]?.number, JSON.parse(stale[0]?.data ?? '')]).toMatchObject([1, { known: false }]);
  });

  test('gets an exchange in full, with the bytes that the client got', async () => {
    const got = await json<ViewedExchange>(`${one.origin}${UI}/exchanges/1`);
    expect(got.answer.text).toContain('data: [DONE]');
    expect(got.answer.headers).toContainEqual(['content-type', 'text/event-stream; charset=utf-8']);
    expect(got.turns.at(-1)?.parts).toEqual([{ kind: 'text', text: 'It is wide.' }]);
    expect(got.request.headers.map(([name]) => name.toLowerCase())).toContain('content-type');
    expect(JSON.stringify(got)).not.toContain('Bearer sk-test');
  });

  test('gets the reasons of the scenarios', async () => {
    const { explanations } = await json<{ explanations: { scenario: string; matches: boolean }[] }>(
      `${one.origin}${UI}/exchanges/1/explain`,
    );
    expect(explanations.map(({ scenario, matches }) => [scenario, matches])).toEqual([
      ['sea', true],
      ['other', false],
    ]);
  });

  test('gets the names of the faults, and injects some', async () => {
    const { faults } = await json<{ faults: { name: string }[] }>(`${one.origin}${UI}/faults`);
    expect(faults.map(({ name }) => name)).toContain('sse.stall');
    const inject = (steps: unknown, query = ''): Promise<Response> =>
      fetch(`${one.origin}${UI}/faults${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: one.origin },
        body: JSON.stringify({ steps }),
      });
    expect((await inject(['503'], '?session=mine')).status).toBe(201);
    expect(await post(one.origin, ask('sea'))).toContain('wide');
    expect(await post(one.origin, ask('sea'), { 'x-starmock-session': 'mine' })).toContain('"error"');
    const wrong = await inject(['sse.stal']);
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('sse.stall')]);
    expect((await inject('503')).status).toBe(400);
  });

  test.each([
    ['exchanges/99', 404],
    ['exchanges/1/why', 404],
    ['exchanges/x', 404],
    ['nothing', 404],
  ])('says what is wrong with %s', async (path, status) => {
    const response = await fetch(`${one.origin}${UI}/${path}`);
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining('"message"')]);
  });

  test('is not in the journal, and other paths are none of it', async () => {
    await fetch(`${one.origin}${UI}`);
    expect(one.mock.requests.some(({ path }) => path.startsWith(UI))).toBe(false);
    expect(await (await fetch(`${one.origin}${UI}x`)).text()).toContain('control_off');
  });
});

describe('who may look', () => {
  const status = async (port: number, path: string, headers: readonly string[]): Promise<string> => {
    const socket = await openRaw(port);
    onTestFinished(() => void socket.socket.destroy());
    socket.send([`GET ${path} HTTP/1.1`, ...headers, 'connection: close', '', ''].join('\r\n'));
    return (await socket.until(/^HTTP\/1\.1 \d{3}/)).slice(9, 12);
  };

  test.each([
    [['host: 127.0.0.1'], '200'],
    [['host: localhost:4010'], '200'],
    [['host: 127.0.0.1:4010', 'origin: http://127.0.0.1:4010'], '200'],
    [['host: 127.0.0.1:4010', 'origin: http://127.0.0.1:8080'], '403'],
    [['host: evil.example'], '403'],
    [['host: evil', 'origin: http://evil'], '403'],
  ])('without a token: %j → %s', async (headers, expected) => {
    const { server } = await opened();
    expect(await status(server.port, `${UI}/faults`, headers)).toBe(expected);
  });

  test('with a token: whoever shows it', async () => {
    const { server } = await opened({}, 'open-sesame');
    const host = 'host: 10.0.0.1';
    expect(await status(server.port, `${UI}/faults`, [host])).toBe('401');
    expect(await status(server.port, `${UI}/events`, [host])).toBe('401');
    expect(await status(server.port, `${UI}/faults`, [host, 'authorization: Bearer open-sesame'])).toBe('200');
    expect(await status(server.port, UI, [host])).toBe('200');
  });

  test('needs a token where everybody could', async () => {
    const viewer = createMockViewer({ clock: createWheelClock(), wallClock: () => 0 });
    const mock = createMock({}, SERVED_ENDPOINTS, viewer);
    await expect(mock.listen({ host: '0.0.0.0' })).rejects.toThrow('page of --ui');
  });
});

describe('what is kept', () => {
  test('is what was sent, also where the client left, and where it was no HTTP', async () => {
    const { origin, mock } = await opened({ speed: 1 });
    const leave = new AbortController();
    const { body } = await fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: HEADERS,
      body: JSON.stringify(ask('Tell me a long story', { stream: true })),
      signal: leave.signal,
    });
    await body?.getReader().read();
    leave.abort();
    await feed(origin, over(1));
    const left = await json<ViewedExchange>(`${origin}${UI}/exchanges/1`);
    expect([left.state, left.answer.text.includes('[DONE]')]).toEqual(['left', false]);
    await mock.injectNext('net.closed-before-head');
    await post(origin, ask('x')).catch(() => undefined);
    const cut = rowsIn(await feed(origin, over(2))).find(({ number }) => number === 2);
    expect(cut).toMatchObject({ status: 0, faults: ['net.closed-before-head'] });
  });

  test('shows an exchange while it is running', async () => {
    const { origin, mock } = await opened();
    const reply = await mock.controlled();
    const posted = post(origin, ask('x', { stream: true }));
    await reply.request;
    reply.text('one');
    const running = (events: readonly FeedEvent[]): boolean => rowsIn(events).some(({ state }) => state === 'running');
    const [row] = rowsIn(await feed(origin, running));
    expect(row).toMatchObject({ number: 1, state: 'running' });
    const before = await json<ViewedExchange>(`${origin}${UI}/exchanges/1`);
    expect([before.state, before.answer.text.includes('"one"')]).toEqual(['running', true]);
    reply.end();
    await posted;
    expect(rowsIn(await feed(origin, over(1))).at(-1)?.state).toBe('complete');
  });

  test('is cut where bodies are huge, and says so', async () => {
    const { origin } = await opened();
    await post(origin, ask('x'.repeat(3_000_000)));
    await feed(origin, over(1));
    const got = await json<ViewedExchange>(`${origin}${UI}/exchanges/1`);
    expect([got.request.size, (got.omitted ?? 0) > 900_000]).toEqual([2 * 1024 * 1024, true]);
  });

  test('ends with the mock: an open page does not hold it up', async () => {
    const { origin, mock, server } = await opened();
    const { body } = await fetch(`${origin}${UI}/events`);
    const reader = body?.getReader();
    await reader?.read();
    expect(server.running).toBe(0);
    await mock.close(Infinity);
    expect((await reader?.read())?.done).toBe(true);
  });
});

// Faults on live streams: which of the catalogue can be injected, and what they do to the bytes of a raw origin.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bindFault, type BoundFault } from '../../src/faults/bind-fault.ts';
import { FAULTS } from '../../src/faults/catalogue.ts';
import { chooseFault } from '../../src/faults/find-fault.ts';
import { bendOf, liveProblem, refusesAll } from '../../src/tap/faults/live-faults.ts';
import { createLiveStream, frameBytes } from '../../src/tap/faults/live-stream.ts';
import { SAMPLE_HEAD, SAMPLE_STREAMS } from '../../src/tap/faults/sample-streams.ts';
import { seededDraws } from '../../src/tap/faults/seeded-draws.ts';
import type { Tap } from '../../src/tap/start-tap.ts';
import type { TapReport } from '../../src/tap/tap-report.ts';
import { openClient, startOrigin, type RawOrigin } from './support/raw-exchange.ts';
import { bodyOf, keeper, tapOf } from './support/tap.ts';

const DRAWS = seededDraws('test');
const bound = (text: string): BoundFault => bindFault(chooseFault(text), DRAWS);

let origin: RawOrigin;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.close());

const faulty = (faults: readonly string[], script: readonly string[] = [], rate = 1): Promise<Tap> =>
  tapOf(`http://127.0.0.1:${origin.port}`, { faults: { faults, script, rate, draws: DRAWS } });

const UNREAD = {
  method: 'POST',
  path: '/v1/chat/completions',
  body: undefined,
  trusted: true,
  header: () => undefined,
};

const ASK = 'POST /v1/chat/completions HTTP/1.1\r\nHost: tap\r\nContent-Length: 2\r\n\r\n{}';
const HEAD = `HTTP/1.1 200 OK\r\n${SAMPLE_HEAD.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}Transfer-Encoding: chunked\r\n\r\n`;
const [WORDS = []] = SAMPLE_STREAMS;

const chunk = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
};

/** The answer to a client that closes its side after the request. */
async function openHalf(port: number, request: string): Promise<string> {
  const client = openClient(port, '');
  client.socket.end(request);
  await client.ended;
  return client.received();
}

/** Undoes chunked coding; what is cut off is left out. */
function unchunked(received: string): string {
  const bytes = Buffer.from(received.slice(received.indexOf('\r\n\r\n') + 4), 'latin1');
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (!(size > 0)) break;
    pieces.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Faults of streams that neither wait nor hang, nor write bytes of their own, with what they make of the sample. */
const PLAYED = FAULTS.filter(({ wire, endpoint }) => wire && endpoint === undefined)
  .map(({ name }) => name)
  .filter((name) => liveProblem(bound(name)) === undefined && !refusesAll(bound(name)))
  .flatMap((name) => {
    const frames = WORDS.map((bytes) => ({ wait: 0, bytes }));
    const bent = bendOf([bound(name)], UNREAD)({ ...SAMPLE_HEAD, frames, end: 'close' });
    const out = [...bent.frames];
    const plays =
      !bent.raw && bent.end !== 'hang' && (bent.delay ?? 0) === 0 && out.reduce((sum, { wait }) => sum + wait, 0) < 200;
    return plays ? [{ name, end: bent.end, wanted: Buffer.from(frameBytes(out)).toString('utf8') }] : [];
  });

describe('the catalogue', () => {
  const problems = FAULTS.map(({ name }) => [name, liveProblem(bound(name))] as const);

  test('has at least 60 faults that live streams can meet (P11)', () => {
    expect(problems.filter(([, problem]) => problem === undefined).length).toBeGreaterThanOrEqual(60);
    expect(PLAYED.length).toBeGreaterThanOrEqual(60);
  });

  test.each([
    ['usage.before-finish', 'it needs the whole stream'],
    ['sse.one-blob', 'it needs the whole stream'],
    ['sse.gzip', 'it needs the whole stream'],
    ['net.status-line', 'it needs the whole stream'],
    ['usage.total-wrong', 'it changes the content before it is written'],
    ['tool.tools-ignored', 'it changes the request'],
  ])('says of others why not (P11): %s', async (name, reason) => {
    expect(liveProblem(bound(name))).toContain(reason);
    await expect(faulty([name])).rejects.toThrow(`Cannot inject fault ${name} into live traffic: ${reason}`);
    await expect(faulty([], ['ok', name])).rejects.toThrow(reason);
  });
});

/** Events of a long stream in an endpoint's form, with a call of a tool in the middle. */
function longStream(length: number): string[] {
  const [words = [], calls = []] = SAMPLE_STREAMS;
  const middle = Array.from({ length }, (_, at) => words[1 + (at % 10)] ?? '');
  return [...words.slice(0, 1), ...middle, ...calls.slice(1, -3), ...words.slice(-3)];
}

/** How often JSON is read or written, and events are looked at, for all of a stream. */
function workOf(name: string, events: readonly string[]): number {
  const live = createLiveStream(bendOf([bound(name)], UNREAD), SAMPLE_HEAD);
  const [parse, stringify, split] = [
    vi.spyOn(JSON, 'parse'),
    vi.spyOn(JSON, 'stringify'),
    vi.spyOn(String.prototype, 'split'),
  ];
  live.begin();
  for (const event of events) if (live.push(event).over !== undefined) break;
  live.end();
  const work = [parse, stringify, split].reduce((sum, { mock }) => sum + mock.calls.length, 0);
  vi.restoreAllMocks();
  return work;
}

describe('the work on a live stream', () => {
  const names = FAULTS.map(({ name }) => name).filter((name) => liveProblem(bound(name)) === undefined);

  test('grows with its length, whatever the fault (P11)', () => {
    const [short, long] = [longStream(60), longStream(240)];
    const grown = names.filter((name) => workOf(name, long) > 4 * workOf(name, short) + 20);
    expect(names.length).toBeGreaterThan(150);
    expect(grown).toEqual([]);
  });

  test('is done once for each event, also by several faults at once (P11)', () => {
    const faults = ['chunk.id-changes', 'sse.comment-keepalive', 'tool.args-cumulative', 'sse.crlf'].map(bound);
    const live = createLiveStream(bendOf(faults, UNREAD), SAMPLE_HEAD);
    const began = process.cpuUsage();
    // Bending all events again with each one would take minutes.
    for (const event of longStream(20_000)) live.push(event);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1e6).toBeLessThan(10);
    expect(live.end().over).toBe('close');
  });
});

describe('a fault on a live stream', () => {
  test.each(PLAYED.map((one) => [one.name, one] as const))(
    'makes of the bytes what it makes of a whole stream (P11): %s',
    async (name, { end, wanted }) => {
      const tap = await faulty([name]);
      const client = openClient(tap.port, ASK);
      const socket = await origin.asked();
      socket.write(Buffer.concat([Buffer.from(HEAD), ...WORDS.map(chunk), Buffer.from('0\r\n\r\n')]));
      expect(await client.ended).toBe(end === 'close' ? 'fin' : 'reset');
      expect(unchunked(client.received())).toBe(wanted);
      await tap.close(0);
    },
  );

  test.each(['sse.conn-reset', 'sse.error-midstream', 'sse.truncated-no-finish', 'sse.stall', 'sse.done-twice'])(
    'holds back nothing before its place (P11): %s',
    async (name) => {
      const tap = await faulty([name]);
      const client = openClient(tap.port, ASK);
      const socket = await origin.asked();
      socket.write(HEAD);
      // Each event is sent after the one before has arrived.
      for (const event of WORDS.slice(0, 2)) {
        const before = client.received().length;
        socket.write(chunk(event));
        await client.has(before + Buffer.byteLength(event));
        expect(unchunked(client.received())).toContain(event);
      }
      client.socket.destroy();
      await tap.close(0);
    },
  );

  test('sends the head first when a fault delays it, though events have come meanwhile (P11)', async () => {
    const tap = await faulty(['time.slow-head=150']);
    const client = openClient(tap.port, ASK);
    (await origin.asked()).write(Buffer.concat([Buffer.from(HEAD), ...WORDS.map(chunk), Buffer.from('0\r\n\r\n')]));
    expect(await client.ended).toBe('fin');
    expect(client.received()).toMatch(/^HTTP\/1\.1 200 /);
    expect(unchunked(client.received())).toBe(Buffer.concat(WORDS.map((event) => Buffer.from(event))).toString('utf8'));
    await tap.close(0);
  });

  test('leaves an answer alone that is not a stream, octet by octet', async () => {
    const tap = await faulty(['sse.done-missing']);
    const client = openClient(tap.port, ASK);
    const answer = 'HTTP/1.1 200 OK\r\nX-a:  1\r\ncontent-type: application/json\r\nContent-Length: 2\r\n\r\n{}';
    (await origin.asked()).write(answer);
    await client.has(answer.length);
    expect(client.received()).toBe(answer);
    client.socket.destroy();
    await tap.close(0);
  });

  test('can answer in place of the upstream, by script, and passes the rest (P11)', async () => {
    const tap = await faulty([], ['429', '503', 'ok']);
    const ask = (): Promise<Response> => fetch(`${tap.url}/chat/completions`, { method: 'POST', body: '{}' });
    expect([(await ask()).status, (await ask()).status]).toEqual([429, 503]);
    const last = ask();
    (await origin.asked()).write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    expect((await last).status).toBe(200);
    await tap.close(0);
  });

  test('counts what a fault answers, and hands it on as no answer of the upstream (P11)', async () => {
    const kept = keeper();
    const reports: TapReport[] = [];
    const tap = await tapOf(`http://127.0.0.1:${origin.port}`, {
      faults: { faults: ['429'], script: [], rate: 1, draws: DRAWS },
      consumers: [kept],
      onExchange: (report) => reports.push(report),
    });
    const answer = await fetch(`${tap.url}/chat/completions`, { method: 'POST', body: '{"model":"m"}' });
    const body = await answer.text();
    const asked = origin.requests();
    // One that half-closes, and one whose body comes late.
    expect(await openHalf(tap.port, ASK)).toMatch(/^HTTP\/1\.1 429 /);
    const late = openClient(tap.port, ASK.slice(0, -1));
    late.socket.write('}');
    expect(await late.ended).toBe('fin');
    expect(late.received()).toMatch(/^HTTP\/1\.1 429 /);
    const taken = await kept.has(3);
    await tap.close(0);
    expect(origin.requests()).toBe(asked);
    expect(reports).toMatchObject(
      Array.from({ length: 3 }, (_, at) => ({
        number: at + 1,
        status: 429,
        faults: ['429'],
        unsent: true,
        left: false,
      })),
    );
    expect(taken[0]).toMatchObject({
      unsent: true,
      faults: ['429'],
      observation: { model: 'm', head: { status: 429 } },
    });
    expect(taken.slice(0, 1).map(bodyOf)).toEqual([body]);
    expect(taken.map(({ observation }) => Buffer.from(observation.request.body).toString())).toEqual([
      '{"model":"m"}',
      '{}',
      '{}',
    ]);
  });

  test('tells a client that waits for leave to send its body, instead of waiting with it (P11)', async () => {
    const tap = await faulty(['503']);
    const client = openClient(tap.port, ASK.slice(0, -2).replace('Host', 'Expect: 100-continue\r\nHost'));
    expect(await client.ended).toBe('fin');
    expect(client.received()).toMatch(/^HTTP\/1\.1 503 /);
    await tap.close(0);
  });

  test('meets a share of the requests (P11)', async () => {
    const tap = await faulty(['500'], [], 0.5);
    const statuses = new Set<number>();
    for (let at = 0; at < 12; at++) {
      const answer = fetch(`${tap.url}/models`, { headers: { connection: 'close' } });
      void origin.asked().then((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
      statuses.add((await answer).status);
    }
    expect([...statuses].toSorted()).toEqual([200, 500]);
    await tap.close(0);
  });
});

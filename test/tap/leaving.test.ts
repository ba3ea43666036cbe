// What a tap does when one side leaves, cannot be reached or may not ask.
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tap } from '../../src/tap/start-tap.ts';
import { openClient, startOrigin, type RawOrigin } from './support/raw-exchange.ts';
import { keeper, tapOf } from './support/tap.ts';

let origin: RawOrigin;
let tap: Tap;

beforeAll(async () => {
  origin = await startOrigin();
  tap = await tapOf(`http://127.0.0.1:${origin.port}/v1`);
});

afterAll(async () => {
  await origin.close();
  await tap.close(0);
});

const ASK = 'GET /v1/models HTTP/1.1\r\nHost: tap\r\n\r\n';
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n';
const CHUNK = '6\r\ndata:1\r\n';

describe('a client that leaves', () => {
  test.each([
    ['in the middle of a stream', HEAD + CHUNK, 'closes'],
    ['in the middle of a stream', HEAD + CHUNK, 'resets'],
    ['before the first byte', '', 'closes'],
    ['before the first byte', '', 'resets'],
  ] as const)('closes the upstream before another chunk is read (P4): %s %3$s', async (_, sent, how) => {
    const own = keeper();
    const left = await tapOf(`http://127.0.0.1:${origin.port}`, { consumers: [own] });
    const client = openClient(left.port, ASK);
    const socket = await origin.asked();
    const gone = new Promise<void>((resolve) => {
      socket.once('end', resolve).once('error', () => resolve());
    });
    socket.write(sent);
    await client.has(sent.length);
    if (how === 'closes') client.socket.destroy();
    else client.socket.resetAndDestroy();
    // The origin writes nothing more, so only the leaving itself can have ended its connection.
    await gone;
    socket.end();
    const [exchange] = await own.has(1);
    expect(exchange?.left).toBe(true);
    await left.close(0);
  });

  test('is a verdict of its own, apart from a stream that the upstream cuts (P5)', async () => {
    const own = keeper();
    const other = await tapOf(`http://127.0.0.1:${origin.port}`, { consumers: [own] });
    const leaving = openClient(other.port, ASK);
    const first = await origin.asked();
    first.write(HEAD + CHUNK);
    await leaving.has(HEAD.length + CHUNK.length);
    leaving.socket.destroy();
    await own.has(1);
    for (const end of ['end', 'resetAndDestroy'] as const) {
      const client = openClient(other.port, ASK);
      const socket = await origin.asked();
      socket.write(HEAD + CHUNK);
      await client.has(HEAD.length + CHUNK.length);
      socket[end]();
      await client.ended;
    }
    const taken = await own.has(3);
    expect(taken.map(({ left, observation: { end } }) => [left, end?.how])).toEqual([
      [true, 'aborted'],
      [false, 'closed'],
      [false, 'reset'],
    ]);
    await other.close(0);
  });

  test('may half-close after its request, and gets the answer', async () => {
    const client = openClient(tap.port, '');
    client.socket.end(ASK);
    const socket = await origin.asked();
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc';
    socket.write(answer);
    expect(await client.ended).toBe('fin');
    expect(client.received()).toBe(answer);
  });
});

describe('an upstream that cannot be reached', () => {
  test('is status 502 with its reason, and an exchange without an answer (P2)', async () => {
    const closed = createTcpServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const own = keeper();
    const lost = await tapOf(`http://127.0.0.1:${port}/v1`, { consumers: [own] });
    const response = await fetch(`${lost.url}/chat/completions`, { method: 'POST', body: '{"model":"gpt-5.1"}' });
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({
      error: { code: 'upstream_unreachable', message: expect.stringContaining(`http://127.0.0.1:${port}`) as string },
    });
    const [exchange] = await own.has(1);
    expect(exchange).toMatchObject({
      left: false,
      observation: { failure: { phase: 'connect', code: 'ECONNREFUSED' } },
    });
    await lost.close(0);
  });
});

describe('a request that is not forwarded', () => {
  test.each([
    ['by a foreign host', 'GET /v1/models HTTP/1.1\r\nHost: evil.example\r\n\r\n', 403, 'forbidden_host'],
    [
      'from a foreign page',
      'GET /v1/models HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n\r\n',
      403,
      'forbidden_host',
    ],
    ['by a foreign authority', 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n', 403, 'forbidden_host'],
    ['for a tunnel', 'CONNECT a:443 HTTP/1.1\r\nHost: localhost\r\n\r\n', 400, 'malformed_request'],
    [
      'with two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'malformed_request',
    ],
    [
      'with a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'malformed_request',
    ],
    ['in another protocol', 'PRI * HTTP/2.0\r\n\r\n', 400, 'malformed_request'],
  ])('gets an error that says why: %s', async (_, request, status, code) => {
    const before = origin.requests();
    const client = openClient(tap.port, request);
    await client.ended;
    expect(client.received()).toContain(`HTTP/1.1 ${status} `);
    expect(client.received()).toContain(`"code": "${code}"`);
    expect(origin.requests()).toBe(before);
  });
});

describe('a tap that is closed', () => {
  test('lets the answer that is passing end', async () => {
    const own = keeper();
    const closing = await tapOf(`http://127.0.0.1:${origin.port}`, { consumers: [own] });
    const client = openClient(closing.port, ASK);
    const socket = await origin.asked();
    socket.write(HEAD);
    await client.has(HEAD.length);
    expect(closing.running).toBe(1);
    const closed = closing.close(Infinity);
    socket.write(`${CHUNK}0\r\n\r\n`);
    await closed;
    expect(client.received()).toBe(`${HEAD}${CHUNK}0\r\n\r\n`);
    expect([own.taken.length, own.closed()]).toEqual([1, 1]);
  });

  test('cuts off what takes longer than its grace', async () => {
    const closing = await tapOf(`http://127.0.0.1:${origin.port}`);
    const client = openClient(closing.port, ASK);
    const socket = await origin.asked();
    socket.write(HEAD);
    await client.has(HEAD.length);
    await closing.close(0);
    expect(closing.running).toBe(0);
  });
});

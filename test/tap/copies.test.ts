// What consumers of a tap get, and what happens when they are too slow.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, keeper, tapOf } from './support/tap.ts';

let server: Server;
let upstream: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().once('end', () => {
      if (request.url?.endsWith('/packed')) {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        return response.end(gzipSync('{"packed":true}'));
      }
      response.writeHead(200, { 'content-type': 'text/event-stream', 'X-Id': '1' });
      response.write('data: {"a":1}\n\n');
      return response.end('data: [DONE]\n\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});

afterAll(() => new Promise((resolve) => void server.close(resolve)));

const post = (url: string): Promise<Response> =>
  fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-mine', 'x-starmock-session': 'blue' },
    body: '{"model":"gpt-5.1"}',
  });

describe('a consumer', () => {
  test('gets each exchange as it was sent upstream, without chunked coding and with its times', async () => {
    const kept = keeper();
    const tap = await tapOf(upstream, { consumers: [kept] });
    await (await post(tap.url)).text();
    const [exchange] = await kept.has(1);
    await tap.close();
    if (!exchange) throw new Error('nothing was taken');
    const { observation } = exchange;
    expect(exchange).toMatchObject({ number: 1, session: 'blue', left: false });
    expect(observation).toMatchObject({
      probe: '',
      model: 'gpt-5.1',
      framing: 'chunked',
      request: { method: 'POST', url: `${upstream}/chat/completions` },
      head: { status: 200, reason: 'OK', httpVersion: '1.1' },
      end: { how: 'complete' },
    });
    expect(observation.head?.headers).toContainEqual(['X-Id', '1']);
    expect(observation.request.headers).toContainEqual(['authorization', 'Bearer sk-mine']);
    expect(Buffer.from(observation.request.body).toString()).toBe('{"model":"gpt-5.1"}');
    expect(bodyOf(exchange)).toBe('data: {"a":1}\n\ndata: [DONE]\n\n');
    const times = [
      0,
      observation.head?.ms ?? -1,
      ...observation.readings.map(({ ms }) => ms),
      observation.end?.ms ?? -1,
    ];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('gets a packed body as it was sent (P3)', async () => {
    const kept = keeper();
    const tap = await tapOf(upstream, { consumers: [kept] });
    expect(await (await fetch(`${tap.url}/packed`)).json()).toEqual({ packed: true });
    const [exchange] = await kept.has(1);
    await tap.close();
    expect(Buffer.concat(exchange?.observation.readings.map(({ bytes }) => bytes) ?? [])).toEqual(
      gzipSync('{"packed":true}'),
    );
  });

  test('that fails stops neither the traffic nor the others', async () => {
    const kept = keeper();
    const failed: string[] = [];
    const bad = {
      name: 'bad',
      take: () => Promise.reject(new Error('no')),
      close: () => Promise.reject(new Error('no')),
    };
    const tap = await tapOf(upstream, { consumers: [bad, kept], onError: (name) => failed.push(name) });
    expect((await post(tap.url)).status).toBe(200);
    await kept.has(1);
    await tap.close();
    expect([failed, kept.closed()]).toEqual([['bad', 'bad'], 1]);
  });
});

describe('an overloaded tap', () => {
  test('drops copies beyond its queue and counts them, and never a byte (P3)', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    let taken = 0;
    const slow = { name: 'slow', take: () => (taken++, held), close: () => undefined };
    const tap = await tapOf(upstream, { consumers: [slow], maxQueued: 2 });
    const bodies = [];
    for (let at = 0; at < 10; at++) bodies.push(await (await post(tap.url)).text());
    expect(new Set(bodies)).toEqual(new Set(['data: {"a":1}\n\ndata: [DONE]\n\n']));
    // One is being taken, two wait.
    expect(tap.dropped).toBe(7);
    release();
    await tap.close();
    expect(taken).toBe(3);
  });

  test('drops copies that are larger than its memory, and never a byte (P3)', async () => {
    const kept = keeper();
    const tap = await tapOf(upstream, { consumers: [kept], maxCopied: 100 });
    expect(await (await post(tap.url)).text()).toContain('[DONE]');
    await tap.close();
    expect([tap.dropped, kept.taken.length]).toEqual([1, 0]);
  });

  test('has its memory back when copies are taken (P3)', async () => {
    const kept = keeper();
    const tap = await tapOf(upstream, { consumers: [kept], maxCopied: 2000 });
    for (let at = 1; at <= 20; at++) {
      await (await post(tap.url)).text();
      await kept.has(at);
    }
    await tap.close();
    expect([tap.dropped, kept.taken.length]).toEqual([0, 20]);
  });
});

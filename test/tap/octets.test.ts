// The bytes of a tap against those of a raw origin, which is asked directly and through it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tap } from '../../src/tap/start-tap.ts';
import { openClient, playShape, startOrigin, type RawOrigin } from './support/raw-exchange.ts';
import { SHAPES } from './support/shapes.ts';
import { keeper, tapOf } from './support/tap.ts';

let origin: RawOrigin;
let tap: Tap;
let copying: Tap;

beforeAll(async () => {
  origin = await startOrigin();
  const upstream = `http://127.0.0.1:${origin.port}/v1`;
  tap = await tapOf(upstream);
  copying = await tapOf(upstream, { consumers: [keeper()] });
});

afterAll(async () => {
  await origin.close();
  await Promise.all([tap.close(0), copying.close(0)]);
});

describe('the answer that a client gets through a tap', () => {
  test('has been compared in at least 45 shapes, each of which is its own', () => {
    expect(new Set(SHAPES.map(({ pieces, end }) => JSON.stringify([pieces, end]))).size).toBe(SHAPES.length);
    expect(SHAPES.length).toBeGreaterThanOrEqual(45);
  });

  test.each(SHAPES.map((shape) => [shape.name, shape] as const))(
    'is the origin’s, octet by octet and piece by piece (P1): %s',
    async (_, shape) => {
      const direct = await playShape(shape, origin, origin.port);
      expect(direct.received).toBe(shape.pieces.join(''));
      expect(await playShape(shape, origin, tap.port)).toEqual(direct);
      expect(await playShape(shape, origin, copying.port)).toEqual(direct);
    },
  );

  test('is the origin’s for each of several requests on one connection (P1)', async () => {
    const client = openClient(tap.port, '');
    let expected = '';
    for (const { pieces } of SHAPES.filter(({ end, request }) => end === 'open' && request === undefined).slice(
      0,
      12,
    )) {
      client.socket.write('GET /v1/models HTTP/1.1\r\nHost: tap\r\n\r\n');
      const socket = expected === '' ? await origin.asked() : undefined;
      (upstream ??= socket)?.write(pieces.join(''), 'latin1');
      expected += pieces.join('');
      await client.has(expected.length);
    }
    expect(client.received()).toBe(expected);
    client.socket.destroy();
  });
  let upstream: Awaited<ReturnType<RawOrigin['asked']>> | undefined;
});

/** What the origin receives of what a client sends. */
async function forwarded(request: string, port = tap.port): Promise<string> {
  const before = origin.requests().length;
  const client = openClient(port, request);
  const socket = await origin.asked();
  socket.write('HTTP/1.1 204 No Content\r\n\r\n');
  await client.has(1);
  client.socket.destroy();
  socket.destroy();
  return origin.requests().slice(before);
}

describe('the request that an origin gets through a tap', () => {
  const host = (): string => `127.0.0.1:${origin.port}`;

  test.each([
    [
      'order, case and duplicates of headers',
      'GET /v1/x?b=%20&a HTTP/1.1\r\nx-B:1\r\nHOST:  tap  \r\nX-a: \t2\r\nx-B: 3\r\n\r\n',
      'tap',
    ],
    ['bare line feeds', 'GET /x HTTP/1.1\nHost: tap\nX-A: 1\n\n', 'tap'],
    ['a folded header', 'GET /x HTTP/1.1\r\nHost: tap\r\nX-A: one\r\n  two\r\n\r\n', 'tap'],
    ['an empty line in front', '\r\nGET /x HTTP/1.1\r\nHost: tap\r\n\r\n', 'tap'],
    ['HTTP/1.0', 'GET /x HTTP/1.0\r\nHost: tap\r\n\r\n', 'tap'],
    ['a method nobody knows', 'BREW /x HTTP/1.1\r\nHost: tap\r\n\r\n', 'tap'],
    ['bytes above 127', 'GET /\u00E9 HTTP/1.1\r\nHost: tap\r\nX-A: \u00FF\r\n\r\n', 'tap'],
    [
      'a session and a key',
      'GET /x HTTP/1.1\r\nHost: tap\r\nx-starmock-session: s\r\nauthorization: Bearer sk-a\r\n\r\n',
      'tap',
    ],
    ['a body with a length', 'POST /x HTTP/1.1\r\nHost: tap\r\nContent-Length: 5\r\n\r\n\u0000\u00FFabc', 'tap'],
    [
      'chunks with extensions and trailers',
      'POST /x HTTP/1.1\r\nHost: tap\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nX-T: 1\r\n\r\n',
      'tap',
    ],
  ])('is the client’s but for Host (P1): %s', async (_, request, name) => {
    expect(await forwarded(request)).toBe(request.replace(name, host()));
  });

  test('has a Host header even if the client sent none', async () => {
    expect(await forwarded('GET /x HTTP/1.0\r\n\r\n')).toBe(`GET /x HTTP/1.0\r\nHost: ${host()}\r\n\r\n`);
  });

  test('has the path of a target that is a whole URL', async () => {
    const request = `GET http://localhost:${tap.port}/v1/x HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    expect(await forwarded(request)).toBe(`GET /v1/x HTTP/1.1\r\nHost: ${host()}\r\n\r\n`);
  });

  test.each([
    ['replaced', 'Authorization: Bearer sk-mine\r\n', 'Authorization: Bearer sk-live\r\n'],
    ['replaced under its own name', 'aUTHORIZATION:Bearer sk-mine\r\n', 'aUTHORIZATION:Bearer sk-live\r\n'],
  ])('has the key of the tap where there is one: %s', async (_, sent, wanted) => {
    const keyed = await tapOf(`http://127.0.0.1:${origin.port}`, { apiKey: 'sk-live' });
    expect(await forwarded(`GET /x HTTP/1.1\r\nHost: tap\r\n${sent}\r\n`, keyed.port)).toBe(
      `GET /x HTTP/1.1\r\nHost: ${host()}\r\n${wanted}\r\n`,
    );
    expect(await forwarded('GET /x HTTP/1.1\r\nHost: tap\r\n\r\n', keyed.port)).toContain(
      '\r\nAuthorization: Bearer sk-live\r\n',
    );
    await keyed.close(0);
  });
});

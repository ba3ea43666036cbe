// Proves src/verify/client/: answers of all framings.
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeContent } from '../../../../src/recordings/content-coding.ts';
import { joinBytes } from '../../../../src/contract/join-bytes.ts';
import { bodyOf, get, send } from './support/client.ts';
import { rawServer, saying } from './support/raw-server.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

/** Sends a GET to a server that says these pieces. */
async function exchange(
  pieces: readonly (string | Uint8Array)[],
  { method = 'GET', close = false }: { method?: string; close?: boolean } = {},
) {
  await using server = await rawServer(saying(pieces, (socket) => close && socket.end()));
  return await send({ ...get(`${server.url}/v1/models`), method });
}

describe('a body', () => {
  it.each<[string, readonly string[], { close?: boolean }, string, string]>([
    ['of a length', [`${OK}Content-Length: 5\r\n\r\nhello`], {}, 'length', 'hello'],
    [
      'of the same length twice',
      [`${OK}Content-Length: 5\r\ncontent-length: 5, 5\r\n\r\nhello`],
      {},
      'length',
      'hello',
    ],
    ['of no length', [`${OK}Content-Length: 0\r\n\r\n`], {}, 'length', ''],
    ['in chunks', [`${CHUNKED}5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n`], {}, 'chunked', 'hello world'],
    ['in chunks with extensions', [`${CHUNKED}5 ;a="b;c"\r\nhello\r\n0;last\r\n\r\n`], {}, 'chunked', 'hello'],
    ['in chunks with trailers', [`${CHUNKED}5\r\nhello\r\n0\r\nX-Sum: 1\r\nX-B: 2\r\n\r\n`], {}, 'chunked', 'hello'],
    [
      'in chunks of sizes in either case',
      [`${CHUNKED}a\r\n0123456789\r\n00B\r\n0123456789a\r\n0\r\n\r\n`],
      {},
      'chunked',
      '01234567890123456789a',
    ],
    ['in a chunk that holds line ends', [`${CHUNKED}4\r\n\r\n\r\n\r\n0\r\n\r\n`], {}, 'chunked', '\r\n\r\n'],
    ['until the peer closes', [`${OK}Connection: close\r\n\r\nhel`, 'lo'], { close: true }, 'close', 'hello'],
    ['of HTTP/1.0', ['HTTP/1.0 200 OK\r\n\r\nhello'], { close: true }, 'close', 'hello'],
    ['of coding "identity"', [`${OK}Transfer-Encoding: identity\r\n\r\nhello`], { close: true }, 'close', 'hello'],
    ['behind a head with bare line feeds', ['HTTP/1.1 200 OK\nContent-Length: 5\n\nhello'], {}, 'length', 'hello'],
    [
      'behind a head in pieces',
      ['HT', 'TP/1.1 2', '00 OK\r', '\nContent-Length: 5\r\n\r', '\nhello'],
      {},
      'length',
      'hello',
    ],
    [
      'behind interim heads',
      [
        `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${OK}Content-Length: 5\r\n\r\nhello`,
      ],
      {},
      'length',
      'hello',
    ],
  ])('%s is read whole', async (_, pieces, options, framing, body) => {
    const exchanged = await exchange(pieces, options);
    expect(exchanged).toMatchObject({ framing, end: { how: 'complete' }, head: { status: 200 } });
    expect(exchanged.end).not.toHaveProperty('detail');
    expect(bodyOf(exchanged)).toBe(body);
  });

  it.each<[string, string, string]>([
    ['HEAD', 'HEAD', `${OK}Content-Length: 5\r\n\r\n`],
    ['HEAD, said to be chunked', 'HEAD', CHUNKED],
    ['a status 204', 'GET', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['a status 204 that says otherwise', 'GET', 'HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n'],
    ['a status 304', 'GET', 'HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n'],
  ])('does not follow %s, and nobody waits for it', async (_, method, head) => {
    const exchanged = await exchange([head], { method });
    expect(exchanged).toMatchObject({ framing: 'none', readings: [], end: { how: 'complete' } });
  });

  it('that is longer than it says is told of', async () => {
    const exchanged = await exchange([`${OK}Content-Length: 5\r\n\r\nhello, world`]);
    expect(bodyOf(exchanged)).toBe('hello');
    expect(exchanged.end).toMatchObject({ how: 'complete', detail: '7 bytes after the end of the body' });
  });

  it('is done when it is complete, although the connection stays', async () => {
    await using server = await rawServer(saying([`${OK}Connection: keep-alive\r\nContent-Length: 2\r\n\r\nok`]));
    const timeouts = { idle: 60_000, total: 60_000, head: 60_000 };
    expect(await send(get(server.url), { timeouts })).toMatchObject({ end: { how: 'complete' } });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('of coding %s is kept as it came, and can be unpacked', async (coding, pack) => {
    const text = JSON.stringify({ words: 'over and over '.repeat(50) });
    const packed = pack(text);
    const head = `${OK}Content-Encoding: ${coding}\r\nContent-Length: ${packed.length}\r\n\r\n`;
    const exchanged = await exchange([head, packed.subarray(0, 10), packed.subarray(10)]);
    const bytes = joinBytes(exchanged.readings.map((reading) => reading.bytes));
    expect(Buffer.from(bytes)).toEqual(packed);
    expect(decodeContent(coding, bytes, 10_000)).toEqual({ bytes: Buffer.from(text) });
  });
});

describe('a head', () => {
  it('is kept as it was sent: order, case, repetition, bytes', async () => {
    const lines =
      'HTTP/1.1 429 Zu viele \xfc\r\nx-B: 2\r\nX-b:1\r\nX-Empty:\r\nX-Bytes: \xe2\x82\xac \xc3\xa0\r\nContent-Length: 0\r\n\r\n';
    const { head } = await exchange([Buffer.from(lines, 'latin1')]);
    expect(head).toMatchObject({ status: 429, reason: 'Zu viele \xfc', httpVersion: '1.1' });
    expect(head?.headers.slice(0, 4)).toEqual([
      ['x-B', '2'],
      ['X-b', '1'],
      ['X-Empty', ''],
      ['X-Bytes', '\xe2\x82\xac \xc3\xa0'],
    ]);
  });

  it('may end in a byte that Unicode takes for a space', async () => {
    const { head } = await exchange([Buffer.from('HTTP/1.1 204 x\r\nX-City: Bogot\xc3\xa0\r\n\r\n', 'latin1')]);
    expect(head?.headers).toEqual([['X-City', 'Bogot\xc3\xa0']]);
  });

  it('needs no reason', async () => {
    expect((await exchange(['HTTP/1.1 204\r\n\r\n'])).head).toMatchObject({ status: 204, reason: '' });
  });

  it('that sends elsewhere is not followed', async () => {
    await using server = await rawServer((peer) =>
      saying([
        `HTTP/1.1 307 Loop\r\nLocation: http://127.0.0.1:${peer.socket.localPort}/\r\nContent-Length: 0\r\n\r\n`,
      ])(peer),
    );
    expect(await send(get(server.url))).toMatchObject({ head: { status: 307 }, end: { how: 'complete' } });
    expect(server.connections).toBe(1);
  });
});

describe('moments', () => {
  it('are those at which bytes came, in a clock that never runs backwards', async () => {
    let clock = 0;
    const reads: (() => void)[] = [];
    const now = (): number => {
      reads.shift()?.();
      return (clock += 10);
    };
    const sent = Promise.withResolvers<void>();
    // The second chunk leaves only when the first has been read.
    await using server = await rawServer(async (peer) => {
      await peer.request;
      await peer.write(`${CHUNKED}3\r\none\r\n`);
      await sent.promise;
      await peer.write('3\r\ntwo\r\n0\r\n\r\n');
    });
    reads.push(
      () => undefined,
      () => sent.resolve(),
    );
    const { head, readings, end, startedAt } = await send(get(server.url), { now, wallClock: () => 1234 });
    expect(startedAt).toBe(1234);
    expect(readings.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['one', 'two']);
    const moments = [head?.ms, ...readings.map(({ ms }) => ms), end?.ms];
    expect(moments).toEqual(moments.toSorted((a, b) => Number(a) - Number(b)));
    expect(readings[1]?.ms).toBeGreaterThan(readings[0]?.ms ?? Infinity);
  });
});

describe('a request', () => {
  const sentFor = async (request: Parameters<typeof send>[0]): Promise<string> => {
    const seen = Promise.withResolvers<string>();
    await using server = await rawServer(async (peer) => {
      seen.resolve(await peer.body(request.body.length));
      await peer.write(`${OK}Content-Length: 0\r\n\r\n`);
    });
    await send({ ...request, url: `${server.url}${request.url}` });
    return (await seen.promise).replace(String(server.port), 'PORT');
  };

  it('goes out as it is given, with a host', async () => {
    const request = {
      ...get('/v1/models?a=b%20c', [
        ['X-One', '1'],
        ['x-one', '2'],
      ]),
    };
    expect(await sentFor(request)).toBe(
      'GET /v1/models?a=b%20c HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX-One: 1\r\nx-one: 2\r\n\r\n',
    );
  });

  it('says how long its body is', async () => {
    const body = Buffer.from('{"a":"é"}');
    expect(await sentFor({ method: 'POST', url: '/', headers: [], body })).toBe(
      `POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 10\r\n\r\n${body.toString('latin1')}`,
    );
  });

  it('says that a POST has no body', async () => {
    expect(await sentFor({ method: 'POST', url: '/', headers: [], body: new Uint8Array() })).toContain(
      'Content-Length: 0\r\n',
    );
  });

  it('may lie about its host and its length', async () => {
    const headers = [
      ['Host', 'elsewhere'],
      ['Content-Length', '2'],
    ] as const;
    expect(await sentFor({ method: 'POST', url: '/', headers, body: Buffer.from('ok') })).toBe(
      'POST / HTTP/1.1\r\nHost: elsewhere\r\nContent-Length: 2\r\n\r\nok',
    );
  });
});

describe('leaving', () => {
  it.each([
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
    ['\\r', '\r'],
  ])('happens after so many events with line ends %s, however they are cut', async (_, eol) => {
    const events = `data: 1${eol}${eol}${eol}: ping${eol}id: 4${eol}${eol}`;
    await using server = await rawServer(async (peer) => {
      await saying([`${OK}Content-Type: text/event-stream\r\n\r\n`, ...events])(peer);
    });
    const exchanged = await send(get(server.url), {}, { leaveAfter: 2 });
    expect(exchanged.end).toMatchObject({ how: 'aborted', detail: 'left after 2 events' });
    expect(bodyOf(exchanged).trimEnd()).toBe(events.trimEnd());
  });

  it('does not happen before the events have come', async () => {
    const exchanged = await exchange([`${OK}Content-Length: 9\r\n\r\ndata: 1\n\n`]);
    expect(exchanged.end).toMatchObject({ how: 'complete' });
  });

  it('happens when it is told to, in the middle of a body', async () => {
    const controller = new AbortController();
    await using server = await rawServer(saying([`${OK}\r\nhalf`], () => setImmediate(() => controller.abort())));
    const exchanged = await send(get(server.url), {}, { signal: controller.signal });
    expect(exchanged.end).toMatchObject({ how: 'aborted', detail: 'interrupted' });
  });

  it('happens before anything is sent', async () => {
    await using server = await rawServer(() => undefined);
    const exchanged = await send(get(server.url), {}, { signal: AbortSignal.abort() });
    expect(exchanged).toMatchObject({ end: { how: 'aborted' }, readings: [] });
    expect(exchanged).not.toHaveProperty('failure');
    expect(server.connections).toBe(0);
  });
});

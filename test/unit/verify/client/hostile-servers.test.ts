import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ClientOptions, Exchanged } from '../../../../src/verify/client/client.ts';
import { decodeContent } from '../../../../src/verify/content-coding.ts';
import type { Observation } from '../../../../src/verify/observation.ts';
import { bodyOf, get, send } from './support/client.ts';
import { drip, pour, rawServer, saying, type Peer } from './support/raw-server.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
const SOON = { head: 150, idle: 150, total: 1500 };
const KIB = 1024;
const LIMITS = { maxBody: 64 * KIB, maxHead: 8 * KIB };

/** What sockets of this machine buffer between two ends, and more. */
const BUFFERS = 16 * KIB * KIB;

type Serve = (peer: Peer) => unknown;

/** Sends a POST to a hostile server, with short times and low limits; checks that hardly more than these was taken. */
async function meet(serve: Serve, options: Partial<ClientOptions> = {}): Promise<Exchanged> {
  await using server = await rawServer(serve);
  const request = { ...get(`${server.url}/v1/chat/completions`), method: 'POST', body: Buffer.from('{}') };
  const exchanged = await send(request, { ...LIMITS, timeouts: SOON, ...options });
  expect(server.written).toBeLessThan(BUFFERS);
  const kept = exchanged.readings.reduce((total, { bytes }) => total + bytes.buffer.byteLength, 0);
  expect(kept).toBeLessThanOrEqual((options.maxBody ?? LIMITS.maxBody) + 65 * KIB);
  return exchanged;
}

const block = Buffer.alloc(64 * KIB, 'x');
const reset = ({ socket }: Peer): unknown => socket.resetAndDestroy();

describe('what never ends', () => {
  it.each<[string, Serve, string]>([
    [
      'a body without a length',
      async (peer) => (await peer.write(`${OK}\r\n`), pour(peer, block)),
      'a body of more than 65536 bytes',
    ],
    [
      'a line of a gigabyte in an event stream',
      async (peer) => (
        await peer.write(`${OK}Content-Type: text/event-stream\r\nContent-Length: 1073741824\r\n\r\ndata: `),
        pour(peer, block)
      ),
      'a body of more than 65536 bytes',
    ],
    [
      'one chunk',
      async (peer) => (await peer.write(`${CHUNKED}ffffffffffff\r\n`), pour(peer, block)),
      'a body of more than 65536 bytes',
    ],
    [
      'chunks',
      async (peer) => (await peer.write(CHUNKED), pour(peer, `4000\r\n${'y'.repeat(0x4000)}\r\n`)),
      'a body of more than 65536 bytes',
    ],
    [
      'a header',
      async (peer) => (await peer.write(`${OK}X-Long: `), pour(peer, block)),
      'a head of more than 8192 bytes',
    ],
    [
      'headers',
      async (peer) => (await peer.write(OK), pour(peer, 'X-More: 1\r\n'.repeat(1000))),
      'a head of more than 8192 bytes',
    ],
    [
      'a reason',
      async (peer) => (await peer.write('HTTP/1.1 200 '), pour(peer, block)),
      'a head of more than 8192 bytes',
    ],
  ])('is given up at the limit: %s', async (_, serve, detail) => {
    expect((await meet(serve)).end).toMatchObject({ how: 'limit', detail });
  });

  it.each<[string, Serve, string]>([
    [
      'interim answers',
      (peer) => pour(peer, 'HTTP/1.1 100 Continue\r\n\r\n'),
      'more interim answers than anybody sends',
    ],
    [
      'a chunk extension',
      async (peer) => (await peer.write(`${CHUNKED}5;`), pour(peer, block)),
      'a line without end in chunked coding',
    ],
    [
      'a chunk size',
      async (peer) => (await peer.write(CHUNKED), pour(peer, '0'.repeat(1000))),
      'a line without end in chunked coding',
    ],
    [
      'a trailer',
      async (peer) => (await peer.write(`${CHUNKED}0\r\nX: `), pour(peer, block)),
      'a line without end in chunked coding',
    ],
    [
      'trailers',
      async (peer) => (await peer.write(`${CHUNKED}0\r\n`), pour(peer, 'X: 1\r\n'.repeat(50))),
      'too many trailers',
    ],
  ])('is told to be no HTTP: %s', async (_, serve, detail) => {
    expect((await meet(serve)).end).toMatchObject({ how: 'malformed', detail });
  });

  it('is given up at the limit: a body in ever more pieces', async () => {
    // Each byte in a chunk of its own, so that a read makes one piece, but millions of bytes would be millions of pieces.
    const exchanged = await meet(async (peer) => (await peer.write(CHUNKED), pour(peer, '1\r\nz\r\n'.repeat(5000))));
    expect(exchanged.end).toMatchObject({ how: 'limit' });
    expect(bodyOf(exchanged)).toBe('z'.repeat(LIMITS.maxBody));
  });
});

describe('what is slow', () => {
  it.each<[string, Serve, Partial<Observation>]>([
    [
      'a peer that accepts and says nothing',
      () => undefined,
      { failure: { phase: 'head', code: 'TIMEOUT', message: 'no head after 150 ms' } },
    ],
    [
      'a head that drips',
      (peer) => drip(peer, `${OK}X-Slow: ${'x'.repeat(10_000)}`, 5),
      { failure: { phase: 'head', code: 'TIMEOUT', message: 'no head after 150 ms' } },
    ],
    [
      'a peer that never reads and never speaks',
      ({ socket }) => socket.pause(),
      { failure: { phase: 'head', code: 'TIMEOUT', message: 'no head after 150 ms' } },
    ],
    [
      'only interim answers',
      saying(['HTTP/1.1 102 Processing\r\n\r\n']),
      { failure: { phase: 'head', code: 'TIMEOUT', message: 'no head after 150 ms' } },
    ],
  ])('before the head is no answer: %s', async (_, serve, expected) => {
    expect(await meet(serve)).toMatchObject({ ...expected, end: { how: 'timeout' } });
  });

  it.each<[string, Serve, string]>([
    ['a body that stops', saying([`${OK}Content-Length: 9\r\n\r\nhalf`]), 'nothing for 150 ms'],
    ['a body without a length that stops', saying([`${OK}\r\nhalf`]), 'nothing for 150 ms'],
    ['a chunk that stops', saying([`${CHUNKED}9\r\nhalf`]), 'nothing for 150 ms'],
    ['a stream that never says that it is over', saying([`${CHUNKED}5\r\nhello\r\n`]), 'nothing for 150 ms'],
    [
      'a body that drips',
      async (peer) => (await peer.write(`${OK}\r\n`), drip(peer, 'x'.repeat(1000), 20)),
      'not whole after 1500 ms',
    ],
    [
      'chunk framing that drips',
      async (peer) => (await peer.write(`${CHUNKED}5;`), drip(peer, 'x'.repeat(1000), 20)),
      'not whole after 1500 ms',
    ],
  ])('after the head is given up: %s', async (_, serve, detail) => {
    expect(await meet(serve)).toMatchObject({ head: { status: 200 }, end: { how: 'timeout', detail } });
  });

  it('keeps what has come', async () => {
    expect(bodyOf(await meet(saying([`${CHUNKED}9\r\nhalf`])))).toBe('half');
  });
});

describe('what breaks', () => {
  it('by a reset at once is no answer, and may be no connection either', async () => {
    const { failure, head } = await meet(reset);
    expect(head).toBeUndefined();
    expect(failure).toMatchObject({ code: 'ECONNRESET', phase: expect.stringMatching(/^(?:connect|head)$/) });
  });

  it.each<[string, Serve, string]>([
    ['when the request is there', async (peer) => (await peer.request, reset(peer)), 'ECONNRESET'],
    [
      'in the head',
      async (peer) => (await peer.write('HTTP/1.1 200 O'), setTimeout(() => reset(peer), 30)),
      'ECONNRESET',
    ],
  ])('by a reset %s is no answer', async (_, serve, code) => {
    const { end, failure } = await meet(serve, { timeouts: { ...SOON, head: 5000 } });
    expect({ end, failure }).toMatchObject({
      end: { how: 'reset' },
      failure: { phase: 'head', code, message: 'the peer reset the connection without an answer' },
    });
  });

  it.each<[string, string]>([
    ['a body of a length', `${OK}Content-Length: 9\r\n\r\nhalf`],
    ['a chunk', `${CHUNKED}9\r\nhalf`],
    ['a body that ends with the connection', `${OK}\r\nhalf`],
  ])('by a reset in %s is told, and what has come is kept', async (_, said) => {
    const exchanged = await meet(saying([said], (socket) => setTimeout(() => socket.resetAndDestroy(), 30)));
    expect(exchanged).toMatchObject({
      head: { status: 200 },
      end: { how: 'reset', detail: expect.stringMatching(/^ECONNRESET/) },
    });
    expect(bodyOf(exchanged)).toBe('half');
  });

  it.each<[string, string, string]>([
    ['without a word', '', 'the peer closed the connection without an answer'],
    [
      'in the status line',
      'HTTP/1.',
      'the peer closed the connection without an answer: 7 bytes of a head without its end',
    ],
    [
      'before the end of the head',
      `${OK}X: 1\r\n`,
      'the peer closed the connection without an answer: 23 bytes of a head without its end',
    ],
  ])('by a farewell %s is no answer', async (_, said, message) => {
    expect(await meet(saying(said ? [said] : [], (socket) => socket.end()))).toMatchObject({
      end: { how: 'closed' },
      failure: { phase: 'head', code: 'CLOSED', message },
    });
  });

  it.each<[string, string, string]>([
    ['a Content-Length that is too long', `${OK}Content-Length: 9\r\n\r\nhalf`, '5 of 9 bytes missing'],
    ['an unfinished chunk', `${CHUNKED}9\r\nhalf`, 'the last chunk missing'],
    ['no last chunk', `${CHUNKED}4\r\nhalf\r\n`, 'the last chunk missing'],
    ['an unfinished last chunk', `${CHUNKED}4\r\nhalf\r\n0\r\n`, 'the last chunk missing'],
  ])('by a farewell after %s is told', async (_, said, detail) => {
    const exchanged = await meet(saying([said], (socket) => socket.end()));
    expect(exchanged.end).toMatchObject({ how: 'closed', detail });
    expect(bodyOf(exchanged)).toBe('half');
  });
});

describe('what is no HTTP', () => {
  const garbage = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 151 + 7) % 256));

  it.each<[string, string | Uint8Array, string]>([
    ['binary garbage', garbage, 'no HTTP'],
    ['a banner', 'SSH-2.0-OpenSSH_9.6\r\n', 'no HTTP'],
    ['a head of HTTP/2', Buffer.from([0, 0, 18, 4, 0, 0, 0, 0, 0]), 'no HTTP'],
    ['HTML without a head', '<!doctype html><p>502</p>\n\n', 'no status line: "<!doctype html><p>502</p>"'],
    ['an empty line first', '\r\nHTTP/1.1 200 OK\r\n\r\n', 'no status line: ""'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n', 'no status line: "HTTP/1.1 20 OK"'],
    ['a status that is none', 'HTTP/1.1 000 OK\r\n\r\n', 'no status line: "HTTP/1.1 000 OK"'],
    ['a version that is none', 'HTTP/one 200 OK\r\n\r\n', 'no status line: "HTTP/one 200 OK"'],
    ['a header without a colon', `${OK}Content-Length 5\r\n\r\nhello`, 'no header: "Content-Length 5"'],
    ['a header with a space before its colon', `${OK}Content-Length : 5\r\n\r\n`, 'no header: "Content-Length : 5"'],
    ['a folded header', `${OK}X-A: 1\r\n  2\r\n\r\n`, 'no header: "  2"'],
    [
      'a switch of protocols',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n',
      'a switch of protocols that nobody asked for',
    ],
  ])('is told so: %s', async (_, said, detail) => {
    const exchanged = await meet(saying([said]));
    expect(exchanged.end).toMatchObject({ how: 'malformed', detail });
    expect(exchanged).not.toHaveProperty('head');
  });

  it('is kept as evidence', async () => {
    expect(bodyOf(await meet(saying([garbage])))).toBe(garbage.toString('latin1'));
  });

  it.each<[string, string]>([
    ['Content-Length: -5', 'Content-Length "-5"'],
    ['Content-Length: +5', 'Content-Length "+5"'],
    ['Content-Length: 5 5', 'Content-Length "5 5"'],
    ['Content-Length: 0x5', 'Content-Length "0x5"'],
    ['Content-Length:', 'Content-Length ""'],
    ['Content-Length: 99999999999999999999', 'Content-Length "99999999999999999999"'],
    ['Content-Length: 5\r\nContent-Length: 6', 'Content-Length "5, 6"'],
    ['Content-Length: 5, 6', 'Content-Length "5, 6"'],
    ['Content-Length: 5\r\nTransfer-Encoding: chunked', 'both Transfer-Encoding and Content-Length'],
    ['Transfer-Encoding: gzip, chunked', 'Transfer-Encoding "gzip, chunked"'],
    ['Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', 'Transfer-Encoding "chunked, chunked"'],
    ['Transfer-Encoding: xchunked', 'Transfer-Encoding "xchunked"'],
  ])('does not say where its body ends: %s', async (headers, detail) => {
    expect(await meet(saying([`${OK}${headers}\r\n\r\nhello`]))).toMatchObject({
      head: { status: 200 },
      end: { how: 'malformed', detail },
    });
  });

  it.each<[string, string, string]>([
    ['a size that is no number', 'zz\r\nhello\r\n', 'chunk size "zz"'],
    ['a negative size', '-5\r\nhello\r\n', 'chunk size "-5"'],
    ['a size with a prefix', '0x5\r\nhello\r\n', 'chunk size "0x5"'],
    ['an empty size', '\r\nhello\r\n', 'chunk size ""'],
    ['a size beyond all numbers', 'fffffffffffffffff\r\nhello\r\n', 'chunk size "fffffffffffffffff"'],
    [
      'a size with a carriage return inside',
      '1\r0\r\nhello\r\n',
      'a carriage return without a line feed in chunked coding',
    ],
    ['a chunk that goes on', '5\r\nhello, world\r\n0\r\n\r\n', 'a chunk that is longer than its size'],
    ['events that nobody put into chunks', 'data: {}\n\n', 'chunk size "data: {}"'],
  ])('has bad chunks: %s', async (_, said, detail) => {
    const exchanged = await meet(saying([`${CHUNKED}3\r\nabc\r\n${said}`]));
    expect(exchanged.end).toMatchObject({ how: 'malformed', detail });
    expect(bodyOf(exchanged)).toMatch(/^abc(?:hello)?$/);
  });
});

describe('a small body that unpacks to a large one', () => {
  const bomb = gzipSync(Buffer.alloc(50 * KIB * KIB));

  it('costs the client no more than its bytes, and is not unpacked beyond the limit', async () => {
    const head = `${OK}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`;
    const exchanged = await meet(saying([head, bomb]), { maxBody: KIB * KIB });
    expect(exchanged.end).toMatchObject({ how: 'complete' });
    expect(bodyOf(exchanged).length).toBe(bomb.length);
    expect(decodeContent('gzip', bomb, KIB * KIB)).toEqual({
      failed: expect.stringMatching(/^gzip: Cannot create a Buffer larger/),
    });
  });
});

describe('a peer that answers before it has read', () => {
  it('is read although it leaves the rest of the request', async () => {
    await using server = await rawServer(async (peer) => {
      await peer.request;
      peer.socket.pause();
      await peer.write('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno');
    });
    const request = { ...get(server.url), method: 'POST', body: Buffer.alloc(32 * KIB * KIB) };
    expect(await send(request)).toMatchObject({ head: { status: 413 }, end: { how: 'complete' } });
  });
});

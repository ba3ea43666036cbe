// Proves src/verify/client/: servers made to hurt.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeContent } from '../../../../src/recordings/content-coding.ts';
import { bodyOf, get, send } from './support/client.ts';
import { CHUNKED, KIB, LIMITS, meet, OK, type Serve, watchfulClock } from './support/meet.ts';
import { drip, pour, rawServer, saying, type Peer } from './support/raw-server.ts';

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
    ['interim answers', (peer) => pour(peer, 'HTTP/1.1 100 Continue\r\n\r\n'), 'too many interim responses'],
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
  it.each<[string, Serve]>([
    ['a peer that accepts and says nothing', () => undefined],
    ['a head that drips', (peer) => drip(peer, `${OK}X-Slow: ${'x'.repeat(10_000)}`, 5)],
    ['a peer that never reads and never speaks', ({ socket }) => socket.pause()],
    ['only interim answers', saying(['HTTP/1.1 102 Processing\r\n\r\n'])],
  ])('before the head is no answer: %s', async (_, serve) => {
    expect(await meet(serve, { timeouts: { head: 150 } })).toMatchObject({
      failure: { phase: 'head', code: 'TIMEOUT', message: 'no head after 150 ms' },
      end: { how: 'timeout' },
    });
  });

  it.each<[string, string, string]>([
    ['a body that stops', `${OK}Content-Length: 9\r\n\r\nhalf`, 'half'],
    ['a body without a length that stops', `${OK}\r\nhalf`, 'half'],
    ['a chunk that stops', `${CHUNKED}9\r\nhalf`, 'half'],
    ['a stream that never says that it is over', `${CHUNKED}5\r\nhello\r\n`, 'hello'],
  ])('after the head is given up, and what has come is kept: %s', async (_, said, kept) => {
    const exchanged = await meet(saying([said]), { timeouts: { idle: 150 } });
    expect(exchanged.end).toMatchObject({ how: 'timeout', detail: 'nothing for 150 ms' });
    expect(bodyOf(exchanged)).toBe(kept);
  });

  it.each<[string, string, string]>([
    ['trailers that drip', `${CHUNKED}2\r\n{}\r\n0\r\nX-Trailer: `, '{}'],
    ['a chunk extension that drips', `${CHUNKED}2\r\n{}\r\n5;`, '{}'],
  ])('is taken for silent where nothing of a body comes: %s', async (_, head, kept) => {
    const serve: Serve = async (peer) => (await peer.write(head), drip(peer, 'x'.repeat(1000), 20));
    const exchanged = await meet(serve, { timeouts: { idle: 300, total: 60_000 } });
    expect(exchanged.end).toMatchObject({ how: 'timeout', detail: 'nothing for 300 ms' });
    expect(bodyOf(exchanged)).toBe(kept);
  });

  it.each<[string, string]>([
    ['a body that drips', `${OK}\r\n`],
    ['chunk framing that drips', `${CHUNKED}5;`],
  ])('but never stops is given up all the same: %s', async (_, head) => {
    const serve: Serve = async (peer) => (await peer.write(head), drip(peer, 'x'.repeat(1000), 20));
    expect(await meet(serve, { timeouts: { total: 600 } })).toMatchObject({
      head: { status: 200 },
      end: { how: 'timeout', detail: 'not whole after 600 ms' },
    });
  });
});

describe('what breaks', () => {
  it('by a reset at once is no answer, and may be no connection either', async () => {
    const { failure, head } = await meet(reset);
    expect(head).toBeUndefined();
    expect(failure).toMatchObject({ code: 'ECONNRESET', phase: expect.stringMatching(/^(?:connect|head)$/) });
  });

  it.each<[string, string]>([
    ['when the request is there', ''],
    ['in the head', 'HTTP/1.1 200 O'],
  ])('by a reset %s is no answer', async (_, said) => {
    const { now, read } = watchfulClock();
    const serve: Serve = async (peer) => {
      await peer.request;
      if (said && (await peer.write(said))) await read;
      reset(peer);
    };
    const { end, failure } = await meet(serve, { now });
    expect({ end, failure }).toMatchObject({
      end: { how: 'reset' },
      failure: { phase: 'head', code: 'ECONNRESET', message: 'the peer reset the connection without an answer' },
    });
  });

  it.each<[string, string]>([
    ['a body of a length', `${OK}Content-Length: 9\r\n\r\nhalf`],
    ['a chunk', `${CHUNKED}9\r\nhalf`],
    ['a body that ends with the connection', `${OK}\r\nhalf`],
  ])('by a reset in %s is told, and what has come is kept', async (_, said) => {
    const { now, read } = watchfulClock();
    const serve: Serve = async (peer) => {
      await saying([said])(peer);
      await read;
      reset(peer);
    };
    const exchanged = await meet(serve, { now });
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

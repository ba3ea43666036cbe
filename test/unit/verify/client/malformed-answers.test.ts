// Proves src/verify/client/: answers that are no HTTP.
import { describe, expect, it } from 'vitest';
import { bodyOf } from './support/client.ts';
import { CHUNKED, meet, OK } from './support/meet.ts';
import { saying } from './support/raw-server.ts';

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
      'an unrequested protocol switch',
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

/** An answer of a raw origin, one character a byte. */
export interface Shape {
  readonly name: string;
  /** What the client sends; a GET without it. */
  readonly request?: string;
  /** What the origin writes, each piece after the one before has arrived. */
  readonly pieces: readonly string[];
  /** How the origin ends; `open`: it keeps the connection. */
  readonly end: 'fin' | 'reset' | 'open';
}

const ask = (method: string, path = '/v1/models', ...fields: string[]): string =>
  [`${method} ${path} HTTP/1.1`, 'Host: origin', ...fields, '', ''].join('\r\n');

const post = (body: string): string =>
  `${ask('POST', '/v1/chat/completions', 'Content-Type: application/json', `Content-Length: ${body.length}`)}${body}`;

const head = (status: string, ...fields: string[]): string => [`HTTP/1.1 ${status}`, ...fields, '', ''].join('\r\n');
const chunk = (data: string, extension = ''): string => `${data.length.toString(16)}${extension}\r\n${data}\r\n`;
const event = (data: string): string => `data: ${data}\n\n`;

const EVENTS = head('200 OK', 'Content-Type: text/event-stream', 'Transfer-Encoding: chunked');
const LAST = '0\r\n\r\n';
const sized = (body: string, ...fields: string[]): string =>
  `${head('200 OK', ...fields, `Content-Length: ${body.length}`)}${body}`;

/** Answers that differ in the syntax of HTTP or of event streams. */
export const SHAPES: readonly Shape[] = [
  { name: 'a body with a length', pieces: [sized('{"a":1}')], end: 'open' },
  { name: 'a body with a length, byte by byte', pieces: [...sized('{"a":1}')], end: 'open' },
  { name: 'a length of zero', pieces: [sized('')], end: 'open' },
  { name: 'a length with zeros in front', pieces: [head('200 OK', 'Content-Length: 0003'), 'abc'], end: 'open' },
  {
    name: 'a length that is told twice',
    pieces: [head('200 OK', 'Content-Length: 3', 'Content-Length: 3'), 'abc'],
    end: 'open',
  },
  { name: 'fewer bytes than the length says', pieces: [head('200 OK', 'Content-Length: 9'), 'abc'], end: 'fin' },
  { name: 'more bytes than the length says', pieces: [head('200 OK', 'Content-Length: 3'), 'abcdef'], end: 'fin' },
  { name: 'a reset within a length', pieces: [head('200 OK', 'Content-Length: 9'), 'abc'], end: 'reset' },
  { name: 'a length that is no number', pieces: [head('200 OK', 'Content-Length: three'), 'abc'], end: 'fin' },
  {
    name: 'a length and chunks',
    pieces: [head('200 OK', 'Content-Length: 3', 'Transfer-Encoding: chunked'), chunk('abc'), LAST],
    end: 'fin',
  },
  { name: 'a body until the end of the connection', pieces: [head('200 OK'), 'abc', 'def'], end: 'fin' },
  { name: 'a reset instead of the end of the connection', pieces: [head('200 OK'), 'abc'], end: 'reset' },
  { name: 'HTTP/1.0', pieces: ['HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n', 'abc'], end: 'fin' },
  {
    name: 'HTTP/1.0 that keeps the connection',
    pieces: ['HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabc'],
    end: 'open',
  },
  { name: 'events in chunks', pieces: [EVENTS, chunk(event('{"a":1}')), chunk(event('[DONE]')), LAST], end: 'open' },
  {
    name: 'an event over several chunks',
    pieces: [EVENTS, chunk('da'), chunk('ta: {"a"'), chunk(':1}\n\n'), LAST],
    end: 'open',
  },
  {
    name: 'chunks that are cut anywhere',
    pieces: [EVENTS, '1', '0\r', '\n0123456789', 'abcdef\r', '\n0', '\r\n', '\r\n'],
    end: 'open',
  },
  { name: 'many events in a chunk', pieces: [EVENTS, chunk(event('1').repeat(50)), LAST], end: 'open' },
  { name: 'sizes in upper case', pieces: [EVENTS, 'AB\r\n', `${'x'.repeat(0xab)}\r\n`, LAST], end: 'open' },
  {
    name: 'sizes in lower case with zeros in front',
    pieces: [EVENTS, '000ab\r\n', `${'x'.repeat(0xab)}\r\n`, LAST],
    end: 'open',
  },
  { name: 'spaces behind a size', pieces: [EVENTS, '3  \r\nabc\r\n', LAST], end: 'open' },
  {
    name: 'chunk extensions',
    pieces: [EVENTS, chunk('abc', ';name=value;flag'), chunk('d', ';q="a;b"'), '0;last\r\n\r\n'],
    end: 'open',
  },
  { name: 'trailers', pieces: [EVENTS, chunk('abc'), '0\r\nX-Digest: 1\r\nx-digest: 2\r\n\r\n'], end: 'open' },
  { name: 'several zeros as the last size', pieces: [EVENTS, chunk('abc'), '0000\r\n\r\n'], end: 'open' },
  { name: 'no last chunk', pieces: [EVENTS, chunk('abc')], end: 'fin' },
  { name: 'a reset within a chunk', pieces: [EVENTS, '10\r\nabc'], end: 'reset' },
  { name: 'a reset between chunks', pieces: [EVENTS, chunk('abc')], end: 'reset' },
  { name: 'a size that is no number', pieces: [EVENTS, 'xyz\r\nabc\r\n', LAST], end: 'fin' },
  { name: 'a chunk that is longer than its size', pieces: [EVENTS, '2\r\nabc\r\n', LAST], end: 'fin' },
  { name: 'bare line feeds in chunked coding', pieces: [EVENTS, '3\nabc\n', '0\n\n'], end: 'open' },
  { name: 'bare line feeds in the head', pieces: ['HTTP/1.1 200 OK\nContent-Length: 3\n\nabc'], end: 'open' },
  {
    name: 'a head in pieces',
    pieces: ['HTTP/1.', '1 200 O', 'K\r\nContent-Le', 'ngth: 3\r', '\n\r', '\nabc'],
    end: 'open',
  },
  { name: 'no reason phrase', pieces: ['HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nabc'], end: 'open' },
  { name: 'an empty reason phrase', pieces: ['HTTP/1.1 200 \r\nContent-Length: 3\r\n\r\nabc'], end: 'open' },
  {
    name: 'a reason phrase in Latin-1',
    pieces: ['HTTP/1.1 200 sch\u00F6n\r\nContent-Length: 3\r\n\r\nabc'],
    end: 'open',
  },
  { name: 'a status nobody knows', pieces: [head('799 Strange', 'Content-Length: 3'), 'abc'], end: 'open' },
  {
    name: 'headers in odd cases and orders',
    pieces: [head('200 OK', 'x-B: 1', 'X-a: 2', 'cOnTeNt-LeNgTh: 3'), 'abc'],
    end: 'open',
  },
  {
    name: 'headers that come twice',
    pieces: [head('200 OK', 'Set-Cookie: a=1', 'X-Between: 1', 'Set-Cookie: b=2', 'Content-Length: 3'), 'abc'],
    end: 'open',
  },
  {
    name: 'spaces around values',
    pieces: [head('200 OK', 'X-A:  \t 1 \t', 'X-Empty:', 'Content-Length:3'), 'abc'],
    end: 'open',
  },
  { name: 'a folded header', pieces: [head('200 OK', 'X-A: one', '  two', 'Content-Length: 3'), 'abc'], end: 'open' },
  { name: 'a header without a colon', pieces: [head('200 OK', 'nonsense', 'Content-Length: 3'), 'abc'], end: 'fin' },
  { name: 'a space before the colon', pieces: [head('200 OK', 'X-A : 1', 'Content-Length: 3'), 'abc'], end: 'fin' },
  {
    name: 'bytes above 127 in a header',
    pieces: [head('200 OK', 'X-A: \u00E9\u00FF', 'Content-Length: 3'), 'abc'],
    end: 'open',
  },
  {
    name: 'a huge head',
    pieces: [
      head('200 OK', ...Array.from({ length: 300 }, (_, at) => `X-${at}: ${'y'.repeat(400)}`), 'Content-Length: 3'),
      'abc',
    ],
    end: 'open',
  },
  {
    name: 'hop-by-hop headers',
    pieces: [
      head(
        '200 OK',
        'Connection: keep-alive, X-Hop',
        'Keep-Alive: timeout=5',
        'X-Hop: 1',
        'Proxy-Authenticate: Basic',
        'Content-Length: 3',
      ),
      'abc',
    ],
    end: 'open',
  },
  { name: 'an answer to HEAD', request: ask('HEAD'), pieces: [head('200 OK', 'Content-Length: 999')], end: 'open' },
  { name: 'status 204', pieces: [head('204 No Content', 'X-A: 1')], end: 'open' },
  {
    name: 'status 304 with a length',
    pieces: [head('304 Not Modified', 'Content-Length: 999', 'ETag: "a"')],
    end: 'open',
  },
  {
    name: 'status 100 before the answer',
    request: post('{}'),
    pieces: [head('100 Continue'), sized('{"a":1}')],
    end: 'open',
  },
  {
    name: 'early hints, twice',
    pieces: [head('103 Early Hints', 'Link: </a>'), head('103 Early Hints', 'Link: </b>'), sized('abc')],
    end: 'open',
  },
  {
    name: 'a change of protocol',
    request: ask('GET', '/v1/realtime', 'Connection: Upgrade', 'Upgrade: websocket'),
    pieces: [head('101 Switching Protocols', 'Upgrade: websocket'), '\u0081\u0003abc', '\u0088\u0000'],
    end: 'fin',
  },
  {
    name: 'a redirect',
    pieces: [head('307 Temporary Redirect', 'Location: https://elsewhere.example/v1/models', 'Content-Length: 0')],
    end: 'open',
  },
  {
    name: 'bytes that are not UTF-8',
    pieces: [EVENTS, chunk('data: \u00FF\u00FE\u00C3\n\n'), chunk('\u0000\u0001'), LAST],
    end: 'open',
  },
  { name: 'a character cut in two', pieces: [EVENTS, chunk('data: \u00C3'), chunk('\u00A9\n\n'), LAST], end: 'open' },
  { name: 'a byte order mark', pieces: [EVENTS, chunk('\u00EF\u00BB\u00BFdata: 1\n\n'), LAST], end: 'open' },
  {
    name: 'comments and fields nobody knows',
    pieces: [
      EVENTS,
      chunk(': keep-alive\n\n'),
      chunk('foo: bar\nretry: 10\nid: 1\nevent: x\ndata: 1\n\n'),
      chunk(':\n\n'),
      LAST,
    ],
    end: 'open',
  },
  { name: 'carriage returns as line ends', pieces: [EVENTS, chunk('data: 1\r\rdata: 2\r\n\r\n'), LAST], end: 'open' },
  {
    name: 'events without spaces and over lines',
    pieces: [EVENTS, chunk('data:1\ndata\ndata:2\n\n'), LAST],
    end: 'open',
  },
  {
    name: 'a gzip body',
    pieces: [
      sized(
        '\u001F\u008B\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0003\u004B\u0004\u0000\u0043\u00BE\u00B7\u00E8\u0001\u0000\u0000\u0000',
        'Content-Encoding: gzip',
      ),
    ],
    end: 'open',
  },
  { name: 'a large body', pieces: [sized('z'.repeat(700_000))], end: 'open' },
  {
    name: 'an error in the middle of a stream',
    pieces: [EVENTS, chunk(event('{"a":1}')), chunk(event('{"error":{"message":"x"}}')), LAST],
    end: 'fin',
  },
  {
    name: 'two answers to pipelined requests',
    request: `${ask('GET')}${ask('GET', '/v1/models/b')}`,
    pieces: [sized('first'), `${EVENTS}${chunk('second')}${LAST}`],
    end: 'open',
  },
  { name: 'no answer at all', pieces: [], end: 'fin' },
  { name: 'a reset instead of an answer', pieces: [], end: 'reset' },
  { name: 'something that is not HTTP', pieces: ['SSH-2.0-OpenSSH_9.6\r\n', 'more'], end: 'fin' },
  { name: 'HTTP/0.9: a body without a head', pieces: ['<html>hello</html>'], end: 'fin' },
];

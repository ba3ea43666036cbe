import { describe, expect, it } from 'vitest';
import { requestHead } from '../../../../src/verify/client/request-head.ts';
import type { SentRequest } from '../../../../src/recordings/observation.ts';

const request = (over: Partial<SentRequest> = {}): SentRequest => ({
  method: 'POST',
  url: 'http://api.example/v1/chat/completions?a=b',
  headers: [['Accept', '*/*']],
  body: new Uint8Array(3),
  ...over,
});
const linesOf = (over: Partial<SentRequest>): string[] => requestHead(request(over), undefined).split('\r\n');

describe('the head of a request', () => {
  it('is what was asked for, with a host and a length', () => {
    expect(linesOf({})).toEqual([
      'POST /v1/chat/completions?a=b HTTP/1.1',
      'Host: api.example',
      'Accept: */*',
      'Content-Length: 3',
      '',
      '',
    ]);
  });

  it.each<[string, Partial<SentRequest>]>([
    ['a line end in a value', { headers: [['X', 'a\r\nY: b']] }],
    ['a line feed alone', { headers: [['X', 'a\nY: b']] }],
    ['a carriage return alone', { headers: [['X', 'a\rY: b']] }],
    ['a NUL in a value', { headers: [['X', 'a\0']] }],
    ['a line end in a name', { headers: [['X: 1\r\nY', 'b']] }],
    ['a blank in a name', { headers: [['Authorization ', 'b']] }],
    ['no name', { headers: [['', 'b']] }],
    ['a line end in the URL', { url: 'http://api.example/v1/a\r\nX: 1' }],
    ['a NUL at the end of the URL', { url: 'http://api.example/v1?a=\0' }],
    ['a tab in the URL', { url: 'http://api.example/v1/a\tb' }],
    ['a line end in the method', { method: 'GET / HTTP/1.1\r\nX: 1\r\n\r\nGET' }],
  ])('is not made with %s', (_, over) => {
    expect(() => requestHead(request(over), undefined)).toThrow(/^Cannot send the request: /);
  });

  it('is refused without a word of the value, which may be a key', () => {
    const make = (): string => requestHead(request({ headers: [['X', 'sk-secret\n']] }), undefined);
    expect(make).toThrow(/header X contains/);
    expect(make).not.toThrow(/sk-secret/);
  });

  it('writes characters that fit into no byte as UTF-8, since their low bytes may be line ends', () => {
    const head = Buffer.from(requestHead(request({ headers: [['X', 'a\u010AY: b\u010D']] }), undefined), 'latin1');
    expect(head.toString('utf8')).toContain('X: a\u010AY: b\u010D\r\n');
    expect(head.toString('latin1').split('\n')).toHaveLength(6);
  });
});

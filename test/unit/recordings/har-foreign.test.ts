// Proves src/recordings/: HAR files of other tools.
import { describe, expect, it } from 'vitest';
import { observationsOfHar } from '../../../src/recordings/har.ts';
import type { Observation } from '../../../src/recordings/observation.ts';

const CHAT = 'https://api.example.com/v1/chat/completions';

/** An archive of somebody else, with one entry. */
const archive = (entry: object): string =>
  JSON.stringify({ log: { version: '1.2', creator: { name: 'x', version: '1' }, entries: [entry] } });

const asked = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'hi' }], stream: true };

const CHROME = {
  _initiator: { type: 'script' },
  _priority: 'High',
  _resourceType: 'fetch',
  cache: {},
  connection: '443',
  request: {
    method: 'POST',
    url: CHAT,
    httpVersion: 'http/2.0',
    headers: [
      { name: ':authority', value: 'api.example.com' },
      { name: ':method', value: 'POST' },
      { name: 'content-type', value: 'application/json' },
    ],
    queryString: [],
    cookies: [],
    headersSize: -1,
    bodySize: 83,
    postData: { mimeType: 'application/json', text: JSON.stringify(asked) },
  },
  response: {
    status: 200,
    statusText: '',
    httpVersion: 'http/2.0',
    headers: [
      { name: 'content-encoding', value: 'br' },
      { name: 'content-type', value: 'text/event-stream' },
      { name: 'x-request-id', value: 'req_1' },
    ],
    cookies: [],
    content: { size: 14, mimeType: 'text/event-stream', text: 'data: [DONE]\n\n' },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
    _transferSize: 200,
    _error: null,
  },
  serverIPAddress: '203.0.113.7',
  startedDateTime: '2026-01-02T03:04:05.678Z',
  time: 321.5,
  timings: { blocked: 1, dns: -1, ssl: -1, connect: -1, send: 0.2, wait: 300, receive: 20.3, _blocked_queueing: 0.5 },
};

const bodyOf = (one: Observation | undefined): string =>
  Buffer.concat((one?.readings ?? []).map((reading) => reading.bytes)).toString('utf8');

describe('an archive of a browser', () => {
  it('is read, with bodies that are unpacked already, and without moments', () => {
    const [one] = observationsOfHar(archive(CHROME), 'chrome.har');
    expect(one).toMatchObject({
      probe: '',
      model: 'gpt-5.1',
      startedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
      timed: false,
      framing: 'close',
      end: { how: 'complete' },
      request: { method: 'POST', url: CHAT, headers: [['content-type', 'application/json']] },
      head: {
        status: 200,
        httpVersion: '2.0',
        headers: [
          ['content-type', 'text/event-stream'],
          ['x-request-id', 'req_1'],
        ],
      },
    });
    expect(JSON.parse(Buffer.from(one?.request.body ?? []).toString())).toEqual(asked);
    expect(bodyOf(one)).toBe('data: [DONE]\n\n');
  });

  it('is read where bodies are base64', () => {
    const content = {
      size: 16,
      mimeType: 'text/event-stream',
      text: Buffer.from('data: "é"\n\n').toString('base64'),
      encoding: 'base64',
    };
    const entry = { ...CHROME, response: { ...CHROME.response, content } };
    expect(bodyOf(observationsOfHar(archive(entry), 'chrome.har')[0])).toBe('data: "é"\n\n');
  });

  it('is read without what does not concern the contract', () => {
    const picture = {
      ...CHROME,
      request: { method: 'GET', url: 'https://cdn.example.com/a.png' },
      response: { status: 200 },
    };
    const text = JSON.stringify({ log: { entries: [picture, CHROME, picture] } });
    expect(observationsOfHar(`\uFEFF${text}`, 'chrome.har')).toHaveLength(1);
  });

  it('tells of a request that was given up', () => {
    const response = {
      ...CHROME.response,
      status: 0,
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      _error: 'net::ERR_CONNECTION_RESET',
    };
    const [one] = observationsOfHar(archive({ ...CHROME, response }), 'chrome.har');
    expect(one).toMatchObject({ failure: { phase: 'head', message: 'net::ERR_CONNECTION_RESET' }, readings: [] });
    expect(one).not.toHaveProperty('head');
  });

  it('tells of an answer that broke off', () => {
    const response = { ...CHROME.response, _error: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' };
    const [one] = observationsOfHar(archive({ ...CHROME, response }), 'chrome.har');
    expect(one?.end).toMatchObject({ how: 'closed', detail: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' });
  });
});

describe('an archive of another tool', () => {
  it('is read as mitmproxy writes it', () => {
    const entry = {
      startedDateTime: '2026-01-02T03:04:05.678901+00:00',
      time: 100,
      request: {
        method: 'GET',
        url: 'https://api.example.com/v1/models',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [{ name: 'Host', value: 'api.example.com' }],
        queryString: [],
        headersSize: 30,
        bodySize: 0,
      },
      response: {
        status: 200,
        statusText: 'OK',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [{ name: 'transfer-encoding', value: 'chunked' }],
        content: { size: 26, compression: 0, mimeType: 'application/json', text: '{"object":"list","data":[]}' },
        redirectURL: '',
        headersSize: 30,
        bodySize: 26,
      },
      cache: {},
      timings: { connect: 1, ssl: 1, send: 1, receive: 1, wait: 1 },
      serverIPAddress: '203.0.113.7',
    };
    const [one] = observationsOfHar(archive(entry), 'mitm.har');
    expect(one).toMatchObject({ framing: 'chunked', request: { method: 'GET', body: new Uint8Array() }, model: '' });
    expect(bodyOf(one)).toBe('{"object":"list","data":[]}');
  });

  it.each([
    ['HEAD', 'HEAD', 200],
    ['204', 'POST', 204],
    ['304', 'GET', 304],
  ])('needs no body where there is none: %s', (_, method, status) => {
    const entry = { request: { method, url: CHAT }, response: { status, content: { size: -1 } } };
    expect(observationsOfHar(archive(entry), 'x.har')).toMatchObject([{ readings: [], head: { status } }]);
  });
});

describe('an archive of no use', () => {
  const ADVICE =
    'record it with bodies (Chrome: "Save all as HAR with content"; Playwright: content "embed"), or remove the entry';
  const without = (over: object): string => archive({ ...CHROME, ...over });
  const { text: _, ...emptied } = CHROME.response.content;

  it.each<[string, string, string, number?]>([
    ['text', 'hello', 'Unexpected token \'h\', "hello" is not valid JSON; save it again, as HAR of version 1.2'],
    ['a list', '[]', 'the whole must be object; name a file that a browser, a proxy or `starmock verify` saved as HAR'],
    [
      'another file',
      '{"log":{}}',
      "/log must have required property 'entries'; name a file that a browser, a proxy or `starmock verify` saved as HAR",
    ],
    [
      'an entry without a status',
      without({ response: {} }),
      "/log/entries/0/response must have required property 'status'; name a file that a browser, a proxy or `starmock verify` saved as HAR",
    ],
    [
      'a header that is no text',
      without({ request: { ...CHROME.request, headers: [{ name: 'a', value: 1 }] } }),
      '/log/entries/0/request/headers/0/value must be string; name a file that a browser, a proxy or `starmock verify` saved as HAR',
    ],
    [
      'an entry of ours that was spoilt',
      without({ _starmock: { probe: 1 } }),
      "/log/entries/0/_starmock must have required property 'model'; name a file that a browser, a proxy or `starmock verify` saved as HAR",
    ],
    [
      'other pages',
      without({ request: { method: 'GET', url: 'https://example.com/' } }),
      'none of its 1 entries is about /chat/completions or /models; record while the application talks to the endpoint',
    ],
    [
      'an answer without its body',
      without({ response: { ...CHROME.response, content: emptied } }),
      `entry 0 (POST /v1/chat/completions) does not hold the answer's body; ${ADVICE}`,
      0,
    ],
    [
      'an answer whose body is in another file',
      without({ response: { ...CHROME.response, content: { size: -1, mimeType: '', _file: 'a.txt' } } }),
      `entry 0 (POST /v1/chat/completions) does not hold the answer's body; ${ADVICE}`,
      0,
    ],
    [
      'a request without its body',
      without({ request: { ...CHROME.request, postData: undefined } }),
      `entry 0 (POST /v1/chat/completions) does not hold the request's body; ${ADVICE}`,
      0,
    ],
  ])('is refused, and says what to do: %s', (__, text, message, entry) => {
    const read = (): unknown => observationsOfHar(text, 'x.har');
    expect(read).toThrow(
      expect.objectContaining({
        code: 'BAD_RECORDING',
        message: `Could not read HTTP archive "x.har": ${message}`,
        evidence: { name: 'x.har', ...(entry !== undefined && { entry }) },
      }),
    );
  });
});

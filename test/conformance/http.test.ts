// What only shows on a real connection.
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { ExchangeReport } from '../../src/index.ts';
import { virtualClock } from '../../src/transports/virtual-clock.ts';
import { testMock } from '../support/mock.ts';
import { chatHead, openRaw } from '../support/raw-http.ts';
import { HEADERS } from '../support/requests.ts';

const reports: ExchangeReport[] = [];
const told = new Map<string, (report: ExchangeReport) => void>();
const onExchange = (report: ExchangeReport): void => {
  reports.push(report);
  told.get(report.model ?? '')?.(report);
};

const instant = await testMock({ onExchange }).listen();
const paced = await testMock({ speed: 'realistic', onExchange }).listen();

const HELLO = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hello!' }] };
const TEXT = JSON.stringify(HELLO);
const FRAMED = `${chatHead(`Content-Length: ${TEXT.length}`)}${TEXT}`;
const post = (url: string, body: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}/chat/completions`, { method: 'POST', headers: HEADERS, body, ...init });

/** The next report of an exchange with this model; each test that waits has a model of its own. */
const reportOf = (model: string): Promise<ExchangeReport> =>
  new Promise((resolve) => {
    told.set(model, resolve);
  });
const ask = (model: string, over: object = {}): string => JSON.stringify({ ...HELLO, model, ...over });

describe('a body', () => {
  test('is refused with a readable 413 beyond the limit, while it is still being sent', async () => {
    const response = await post(instant.url, `{"model":"${'x'.repeat(21_000_000)}"}`);
    expect(response.status).toBe(413);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      error: {
        message: 'The request body is larger than 20000000 bytes.',
        type: 'invalid_request_error',
        param: null,
        code: 'request_too_large',
      },
    });
  });

  test('may come slowly', async () => {
    const connection = await openRaw(instant.port);
    connection.send(chatHead(`Content-Length: ${TEXT.length}`));
    for (const piece of TEXT.match(/[\s\S]{1,20}/g) ?? []) {
      connection.send(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await connection.until(/\}\n$/)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    connection.socket.destroy();
  });

  test('may come in chunks, without a length', async () => {
    const connection = await openRaw(instant.port);
    connection.send(chatHead('Transfer-Encoding: chunked'));
    for (const piece of TEXT.match(/[\s\S]{1,30}/g) ?? [])
      connection.send(`${piece.length.toString(16)}\r\n${piece}\r\n`);
    connection.send('0\r\n\r\n');
    expect(await connection.until(/\}\n$/)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    connection.socket.destroy();
  });

  test('is waited for with 100 Continue', async () => {
    const connection = await openRaw(instant.port);
    connection.send(chatHead(`Content-Length: ${TEXT.length}`, 'Expect: 100-continue'));
    await connection.until(/^HTTP\/1\.1 100 Continue\r\n\r\n/);
    connection.send(TEXT);
    expect(await connection.until(/\}\n$/)).toContain('HTTP/1.1 200 OK\r\n');
    connection.socket.destroy();
  });

  test('that never comes to its end does not stop the others', async () => {
    const connection = await openRaw(instant.port);
    connection.send(`${chatHead('Content-Length: 1000')}{`);
    expect((await post(instant.url, TEXT)).status).toBe(200);
    connection.socket.destroy();
  });
});

describe('a connection', () => {
  test('answers pipelined requests in their order', async () => {
    const connection = await openRaw(instant.port);
    const get = 'GET /v1/models/gpt-5.1 HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer x\r\n\r\n';
    connection.send(FRAMED + get + get.replace('gpt-5.1', 'gpt-0') + FRAMED);
    const text = await connection.until(/(?:HTTP\/1\.1 [\s\S]*){4}\}\n$/);
    expect(text.match(/(?<=HTTP\/1\.1 )\d+/g)).toEqual(['200', '200', '404', '200']);
    expect(text.match(/"object": "[a-z.]+"/g)).toEqual([
      '"object": "chat.completion"',
      '"object": "model"',
      '"object": "chat.completion"',
    ]);
    connection.socket.destroy();
  });

  test.each([
    ['garbage', 'HELLO\r\n\r\n', '400'],
    ['endless headers', `GET /healthz HTTP/1.1\r\nHost: mock\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`, '431'],
  ])('answers %s in the envelope, and ends', async (_, bytes, status) => {
    const connection = await openRaw(instant.port);
    connection.send(bytes);
    const text = await connection.closed;
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*application/json[\\s\\S]*"invalid_request_error"`));
  });

  test('is kept for the next request', async () => {
    const connection = await openRaw(instant.port);
    connection.send(FRAMED);
    await connection.until(/\}\n$/);
    connection.send('GET /healthz HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n');
    expect(await connection.closed).toContain('"status": "ok"');
  });

  test('survives headers that come twice', async () => {
    const connection = await openRaw(instant.port);
    connection.send(
      chatHead(
        `Content-Length: ${TEXT.length}`,
        'Authorization: Bearer other',
        'X-A: 1',
        'X-A: 2',
        'Connection: close',
      ) + TEXT,
    );
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  test.each([
    'GET / HTTP/9.9\r\n\r\n',
    'hello\r\n\r\n',
    `${chatHead('Content-Length: -1')}`,
    `${chatHead('Content-Length: 1', 'Content-Length: 2')}x`,
  ])('is closed with a 400 after %j, and the next one is served', async (garbage) => {
    const connection = await openRaw(instant.port);
    connection.send(garbage);
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 400 /);
    expect((await post(instant.url, TEXT)).status).toBe(200);
  });

  test('answers HEAD with the head alone', async () => {
    const connection = await openRaw(instant.port);
    connection.send('HEAD /v1/models HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n');
    const text = await connection.closed;
    const length = (await (await fetch(`${instant.url}/models`, { headers: HEADERS })).arrayBuffer()).byteLength;
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n$/);
    expect(text).toContain(`content-length: ${length}\r\n`);
  });

  test('answers a preflight', async () => {
    const response = await fetch(`${instant.url}/chat/completions`, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    });
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
  });
});

describe('an answer', () => {
  test('has exactly as many bytes as it announces', async () => {
    const body = JSON.stringify({ ...HELLO, messages: [{ role: 'user', content: '用中文和 emoji 🎉 讲个故事' }] });
    const response = await post(instant.url, body);
    const bytes = (await response.arrayBuffer()).byteLength;
    expect(Number(response.headers.get('content-length'))).toBe(bytes);
  });

  test('streams in chunks of the transfer, without a length', async () => {
    const connection = await openRaw(instant.port);
    const body = ask('gpt-5.1', { stream: true });
    connection.send(`${chatHead(`Content-Length: ${body.length}`)}${body}`);
    const text = await connection.until(/\r\n0\r\n\r\n$/);
    const head = text.slice(0, text.indexOf('\r\n\r\n'));
    expect(head).toMatch(/\r\ntransfer-encoding: chunked/i);
    expect(head).toMatch(/\r\ncontent-type: text\/event-stream; charset=utf-8/);
    expect(head).not.toMatch(/\r\ncontent-length:/i);
    expect(text).toContain('data: [DONE]\n\n\r\n0\r\n\r\n');
    connection.socket.destroy();
  });

  test('sends the head of a stream before its first token is due', async () => {
    const clock = virtualClock({ manual: true });
    const { url } = await testMock({ speed: 'realistic', clock }).listen();
    const response = await post(url, ask('gpt-5.1-thinking', { stream: true, reasoning_effort: 'high' }));
    // Time stands still, and the head is there.
    expect(response.status).toBe(200);
    const first = response.body?.getReader().read();
    await clock.advance(600_000);
    expect((await first)?.done).toBe(false);
  });
});

describe('a client that goes away', () => {
  test('ends the work on its stream at once', async () => {
    const report = reportOf('gpt-5.1-chat');
    const stop = new AbortController();
    const messages = [{ role: 'user', content: 'Write a long essay about whales' }];
    const body = ask('gpt-5.1-chat', { messages, stream: true, n: 8 });
    const clock = virtualClock({ manual: true });
    const { url } = await testMock({ speed: 'realistic', clock, onExchange }).listen();
    const response = await post(url, body, { signal: stop.signal });
    const first = response.body?.getReader().read();
    await clock.advance(1500);
    await first;
    expect(clock.pending).toBeGreaterThan(0);
    stop.abort();
    // No more time passes, so that the rest of the stream cannot have been played.
    expect((await report).outcome).toBe('aborted');
    expect(clock.pending).toBe(0);
  });

  test('ends the wait for a plain answer too', async () => {
    const report = reportOf('gpt-5.1-2025-11-13');
    const body = ask('gpt-5.1-2025-11-13', {
      messages: [{ role: 'user', content: 'Write a long essay about whales' }],
    });
    const call = request(`${paced.url}/chat/completions`, { method: 'POST', headers: HEADERS });
    call.on('error', () => undefined);
    call.end(body);
    await new Promise((resolve) => call.once('finish', resolve));
    // Gone only once the request has arrived: the head of a paced answer is sent at once.
    await new Promise((resolve) => call.once('response', resolve));
    call.destroy();
    expect((await report).outcome).toBe('aborted');
  });

  test('in the middle of its request is forgotten', async () => {
    const connection = await openRaw(instant.port);
    connection.send(`${chatHead('Content-Length: 1000')}{"model"`);
    connection.socket.destroy();
    expect((await post(instant.url, TEXT)).status).toBe(200);
  });
});

describe('a client that reads slowly', () => {
  test('is waited for, and gets everything in the end', { timeout: 60_000 }, async () => {
    const fast = await testMock({ speed: 100_000, onExchange }).listen();
    const report = reportOf('gpt-5.1-thinking');
    let over = false;
    void report.then(() => {
      over = true;
    });
    // Some 20 MB: more than the buffers of two sockets take.
    const body = ask('gpt-5.1-thinking', {
      messages: [{ role: 'user', content: 'Write a long essay about whales' }],
      stream: true,
      reasoning_effort: 'none',
      n: 48,
      logprobs: true,
      top_logprobs: 20,
    });
    const response = await post(fast.url, body);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(over).toBe(false);
    const text = await response.text();
    expect(text.length).toBeGreaterThan(12_000_000);
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
    expect((await report).outcome).toBe('complete');
  });
});

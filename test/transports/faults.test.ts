// Faults that only a connection can show, through each door, and as bytes on a socket.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { NodeServer } from '../../src/index.ts';
import { ask, DOORS } from '../support/doors.ts';
import { testMock } from '../support/mock.ts';
import { chatHead, openRaw, type RawConnection } from '../support/raw-http.ts';
import type { FaultSpec } from '../../src/index.ts';

const BODY = JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hello' }] });

describe.each(DOORS)('through $name', (door) => {
  test.each(['net.reset-before-head', 'net.closed-before-head', 'net.garbage'])(
    'a connection without an answer is a fetch that fails: %s',
    async (fault) => {
      await using open = await door.open({ faults: [fault as FaultSpec] });
      await expect(ask(open, {})).rejects.toThrow(TypeError);
      expect(open.mock.requests[0]).toMatchObject({ faults: [fault], status: 0 });
    },
  );

  test('a connection on which nothing comes is waited for until the client leaves', async () => {
    await using open = await door.open({ faults: ['net.half-open'] });
    const leave = new AbortController();
    const answer = ask(open, {}, { signal: leave.signal });
    await open.mock.warm();
    leave.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('a head that comes late is waited for', async () => {
    await using open = await door.open({ faults: ['time.slow-head=60'] });
    const response = await ask(open, {});
    expect(response.status).toBe(200);
    expect(open.mock.requests[0]?.ms ?? 60).toBeGreaterThanOrEqual(59);
    await response.text();
  });

  test('a client that leaves before a late head is told of', async () => {
    await using open = await door.open({ faults: ['time.slow-head=60000'] });
    await open.mock.warm();
    const leave = new AbortController();
    const answer = ask(open, {}, { signal: leave.signal });
    const soon = setTimeout(() => leave.abort(), 50);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    clearTimeout(soon);
    await vi.waitFor(() => expect(open.mock.requests[0]).toMatchObject({ outcome: 'aborted' }));
  });

  test('any other answer has the status, the headers and the body that its fault gives it', async () => {
    await using open = await door.open({ faults: ['e.502-html'] });
    const response = await ask(open, { temperature: 9 });
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await response.text()).toContain('<h1>502 Bad Gateway</h1>');
  });
});

describe('on a socket', () => {
  const mock = testMock({ faultHeader: true });
  let server: NodeServer;
  beforeAll(async () => {
    server = await mock.listen();
  });
  const open: RawConnection[] = [];
  afterAll(() => open.forEach(({ socket }) => socket.destroy()));

  async function send(fault: string): Promise<RawConnection> {
    const raw = await openRaw(server.port);
    open.push(raw);
    raw.send(chatHead(`Content-Length: ${BODY.length}`, `X-Starmock-Fault: ${fault}`) + BODY);
    return raw;
  }

  test('bytes that are no HTTP arrive as they are', async () => {
    const { closed } = await send('net.garbage');
    expect(await closed).toBe('SSH-2.0-OpenSSH_9.6\r\n');
  });

  test.each(['net.closed-before-head', 'net.reset-before-head'])('nothing arrives: %s', async (fault) => {
    const { closed } = await send(fault);
    expect(await closed).toBe('');
  });

  test('a half-open connection stays open and silent while others are answered', async () => {
    const silent = await send('net.half-open');
    const answered = await send('http.should-retry');
    await answered.until(/x-should-retry/);
    expect(silent.socket.bytesRead).toBe(0);
    expect(silent.socket.destroyed).toBe(false);
  });

  test('a status line without a status is followed by the rest', async () => {
    const { closed } = await send('net.status-line');
    expect(await closed).toMatch(/^HTTP\/1\.1 OK\r\ncontent-type: application\/json\r\n[^]*\r\n\r\n\{\n/);
  });

  test('two framings stand side by side', async () => {
    const { closed } = await send('net.both-framings');
    expect(await closed).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\ncontent-length: \d+\r\ntransfer-encoding: chunked\r\n/);
  });

  test.each([
    ['net.length-above', 100],
    ['net.length-below', -10],
  ])('a length is wrong and the connection ends: %s', async (fault, by) => {
    const { closed } = await send(fault);
    const [head = '', body = ''] = (await closed).split('\r\n\r\n');
    expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBe(Buffer.byteLength(body) + by);
  });

  test('a reset in the body leaves half of it', async () => {
    const { closed } = await send('net.reset-in-body');
    const [head = '', body = ''] = (await closed).split('\r\n\r\n');
    expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBeGreaterThan(Buffer.byteLength(body));
  });

  test('names of headers keep their letters', async () => {
    const { until } = await send('http.header-capitals');
    expect(await until(/\r\n\r\n/)).toMatch(/\r\nX-Request-Id: req_/);
  });

  test('an answer after a fault is sound again, on the same connection', async () => {
    const { send: write, until } = await send('500');
    await until(/^HTTP\/1\.1 500 [^]*\}\n$/);
    write(chatHead(`Content-Length: ${BODY.length}`) + BODY);
    expect(await until(/200 OK[^]*"usage"/)).toContain('HTTP/1.1 200 OK');
  });
});

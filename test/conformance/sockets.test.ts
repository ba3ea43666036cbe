// What the socket server alone has to withstand: strange names, targets that are whole URLs, slow bodies, and clients that never read.
import { connect, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { createWheelClock } from '../../src/transports/clock.ts';
import { describe, expect, test } from 'vitest';
import { listen } from '../../src/transports/node-server.ts';
import { testMock } from '../support/mock.ts';
import { openRaw } from '../support/raw-http.ts';
import { startServe } from '../support/serve.ts';

const status = (answer: string): string | undefined => /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1];

/** Sends a request of these lines, and gives the answer. */
async function ask(port: number, ...lines: readonly string[]): Promise<string> {
  const raw = await openRaw(port);
  raw.send([...lines, 'Authorization: Bearer sk-test', 'Connection: close', '', ''].join('\r\n'));
  return raw.closed;
}

describe('a server', () => {
  test('refuses names and pages that it does not know, in its envelope, and answers its own', async () => {
    const { port } = await testMock().listen({ allowHosts: ['mock.dev.example'] });
    const models = async (...headers: string[]): Promise<string> => ask(port, 'GET /v1/models HTTP/1.1', ...headers);
    const refused = await models('Host: rebound.example');
    expect(refused).toContain('"code": "host_not_allowed"');
    const asked = [
      ['Host: rebound.example'],
      ['Host: localhost', 'Origin: https://page.example'],
      ['Host: localhost', 'Origin: null'],
      ['Host: localhost:1', 'Origin: http://localhost:5173'],
      ['Host: mock.dev.example', 'Origin: https://mock.dev.example'],
      ['Host: 127.0.0.1'],
    ];
    const got = await Promise.all(asked.map(async (headers) => status(await models(...headers))));
    expect(got).toEqual(['403', '403', '403', '200', '200', '200']);
  });

  test('takes a whole URL as target, whose host counts', async () => {
    const { port } = await testMock().listen();
    const asked = [
      'http://localhost/v1/models',
      'HTTP://127.0.0.1:1/v1/models?x=/',
      'http://rebound.example/v1/models',
      'http://localhost',
    ];
    const got = await Promise.all(
      asked.map(async (target) => status(await ask(port, `GET ${target} HTTP/1.1`, 'Host: localhost'))),
    );
    expect(got).toEqual(['200', '200', '403', '200']);
  });

  test('gives up on a request that does not arrive, in its envelope', async () => {
    const never = { maxBody: 1000, open: async () => undefined, reset: () => undefined };
    const service = { ...never, handle: () => expect.unreachable('the request never came') };
    const server = await listen(service, {
      port: 0,
      host: '127.0.0.1',
      clock: createWheelClock(),
      requestTimeout: 100,
    });
    const raw = await openRaw(server.port);
    raw.send('POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{');
    const answer = await raw.closed;
    await server.close(0);
    expect([status(answer), answer.includes('"error"')]).toEqual(['408', true]);
  });

  test('tells how many answers still run, and waits for them', async () => {
    const mock = testMock({ speed: 'realistic' });
    const server = await mock.listen();
    const body = JSON.stringify({ model: 'gpt-5.1', stream: true, messages: [{ role: 'user', content: 'hi' }] });
    const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/chat/completions`, { method: 'POST', headers, body });
    expect(server.running).toBe(1);
    const closed = mock.close(Infinity);
    expect(await response.text()).toContain('[DONE]');
    await closed;
    expect(server.running).toBe(0);
  });
});

describe('streams that nobody reads', () => {
  const CLIENTS = 400;
  const rss = (pid: number): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

  test.skipIf(process.platform !== 'linux')('hold little memory, and nobody else waits for them', async () => {
    const served = await startServe(['--speed', 'instant']);
    const sockets: Socket[] = [];
    for (let client = 0; client < CLIENTS; client++) {
      const body = JSON.stringify({
        model: 'gpt-5.1-chat',
        stream: true,
        n: 8,
        logprobs: true,
        top_logprobs: 20,
        messages: [{ role: 'user', content: `Tell me about the number ${client}` }],
      });
      const socket = connect(served.port, '127.0.0.1');
      socket.on('error', () => undefined).pause();
      socket.write(
        `POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
      sockets.push(socket);
    }
    // Each is answered once all that came before has been handled.
    for (let probe = 0; probe < 20; probe++) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await fetch(`${served.origin}/healthz`)).status).toBe(200);
    }
    expect(rss(served.process.pid)).toBeLessThan(400);
    for (const socket of sockets) socket.destroy();
    await served.stop();
  });
});

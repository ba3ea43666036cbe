// The way to the upstream: TLS with a certificate of its own, and proxies.
import { createServer } from 'node:https';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testFolder } from '../support/cassette-folder.ts';
import { program } from '../support/program.ts';
import { certificate } from '../unit/verify/client/support/certificates.ts';
import { proxyServer } from '../unit/verify/client/support/proxy-server.ts';
import { keeper, tapOf } from './support/tap.ts';

const EVENTS = ['data: {"a":1}\n\n', 'data: [DONE]\n\n'];

describe('an upstream with TLS', () => {
  let tls: Awaited<ReturnType<typeof certificate>>;
  let server: ReturnType<typeof createServer>;
  let upstream = '';
  beforeAll(async () => {
    tls = await certificate(['127.0.0.1']);
    server = createServer(tls, (request, response) => {
      request.resume().once('end', () => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const event of EVENTS) response.write(event);
        response.end();
      });
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    upstream = `https://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const post = (url: string): Promise<Response> => fetch(`${url}/chat/completions`, { method: 'POST', body: '{}' });

  test('is trusted by its certificate, or whatever it has', async () => {
    for (const options of [{ ca: tls.cert }, { insecure: true }]) {
      const kept = keeper();
      // oxlint-disable-next-line no-await-in-loop
      const tap = await tapOf(upstream, { ...options, consumers: [kept] });
      // oxlint-disable-next-line no-await-in-loop
      expect(await (await post(tap.url)).text()).toBe(EVENTS.join(''));
      // oxlint-disable-next-line no-await-in-loop
      const [exchange] = await kept.has(1);
      expect(exchange?.observation.request.url).toBe(`${upstream}/chat/completions`);
      // oxlint-disable-next-line no-await-in-loop
      await tap.close();
    }
  });

  test('is refused with 502 where its certificate is unknown (P2)', async () => {
    const reports: unknown[] = [];
    const tap = await tapOf(upstream, { onExchange: (report) => reports.push(report) });
    const response = await post(tap.url);
    expect([response.status, await response.text()]).toEqual([502, expect.stringContaining('upstream_unreachable')]);
    expect(reports).toMatchObject([{ outcome: 'unreachable', failure: { phase: 'tls' } }]);
    await tap.close();
  });

  test('is reached through the tunnel of a proxy, which sees no more than the host', async () => {
    await using proxy = await proxyServer();
    const tap = await tapOf(upstream, { ca: tls.cert, proxy: () => `http://user:word@127.0.0.1:${proxy.port}` });
    expect(await (await post(tap.url)).text()).toBe(EVENTS.join(''));
    await tap.close();
    expect(proxy.log).toEqual([`CONNECT ${new URL(upstream).host} Basic ${btoa('user:word')}`]);
  });

  test('takes the options of the command: --ca and --proxy', async () => {
    await using proxy = await proxyServer();
    const file = join(testFolder(), 'ca.pem');
    writeFileSync(file, tls.cert);
    const code = `console.log((await fetch(process.env.OPENAI_BASE_URL + '/x', { method: 'POST', body: '{}' })).status)`;
    const child = ['--', process.execPath, '--input-type=module', '-e', code];
    const options = ['--ca', file, '--proxy', `http://127.0.0.1:${proxy.port}`];
    expect(await program(['tap', '--upstream', upstream, ...options, ...child])).toMatchObject({ stdout: '200\n' });
    expect(proxy.log).toEqual([`CONNECT ${new URL(upstream).host} -`]);
    expect(await program(['tap', '--upstream', upstream, '--no-proxy', ...child])).toMatchObject({ stdout: '502\n' });
  });
});

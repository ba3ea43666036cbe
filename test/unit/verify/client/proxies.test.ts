// Proves src/verify/client/: proxies.
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../../../src/verify/client/proxy.ts';
import { certificate } from './support/certificates.ts';
import { proxyServer } from './support/proxy-server.ts';
import { bodyOf, get, send } from './support/client.ts';
import { rawServer, saying } from './support/raw-server.ts';

const HELLO = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';
const tls = await certificate(['127.0.0.1']);

describe('a request through a proxy', () => {
  it('goes to the proxy with its whole URL where it is plain', async () => {
    await using server = await rawServer(saying([HELLO], (socket) => socket.end()));
    await using proxy = await proxyServer();
    const exchanged = await send(get(`${server.url}/v1/models?x=1`), { proxy: () => `http://127.0.0.1:${proxy.port}` });
    expect(bodyOf(exchanged)).toBe('hello');
    expect(proxy.log).toEqual([`GET ${server.url}/v1/models?x=1 -`]);
  });

  it('goes through a tunnel where it is not, and the proxy sees no more than the host', async () => {
    await using server = await rawServer(saying([HELLO]), tls);
    await using proxy = await proxyServer();
    const exchanged = await send(get(`${server.url}/v1/models`, [['Authorization', 'Bearer secret']]), {
      ca: tls.cert,
      proxy: () => `http://127.0.0.1:${proxy.port}`,
    });
    expect(bodyOf(exchanged)).toBe('hello');
    expect(proxy.log).toEqual([`CONNECT 127.0.0.1:${server.port} -`]);
  });

  it.each([
    ['with credentials', 'us%20er:p%40ss@', 'us er:p@ss'],
    ['with a name only', 'user@', 'user:'],
    ['with a percent sign that escapes nothing', 'us%er:100%@', 'us%er:100%'],
  ])('says who it is to a proxy %s, and to nobody else', async (_, credentials, plain) => {
    const requests: string[] = [];
    const note = saying([HELLO], (socket) => socket.end());
    await using server = await rawServer((peer) => (void peer.request.then((text) => requests.push(text)), note(peer)));
    await using secure = await rawServer(
      (peer) => (void peer.request.then((text) => requests.push(text)), note(peer)),
      tls,
    );
    await using proxy = await proxyServer();
    const options = { ca: tls.cert, proxy: () => `http://${credentials}127.0.0.1:${proxy.port}` };
    const exchanges = [await send(get(`${server.url}/`), options), await send(get(`${secure.url}/`), options)];
    expect(exchanges.map(bodyOf)).toEqual(['hello', 'hello']);
    const basic = `Basic ${Buffer.from(plain).toString('base64')}`;
    expect(proxy.log).toEqual([`GET ${server.url}/ ${basic}`, `CONNECT 127.0.0.1:${secure.port} ${basic}`]);
    expect(requests.join('\n')).not.toMatch(/proxy-authorization/i);
    expect(JSON.stringify(exchanges)).not.toMatch(/proxy-authorization/i);
  });

  it('may speak TLS to the proxy, too', async () => {
    await using server = await rawServer(saying([HELLO]), tls);
    await using proxy = await rawServer(async ({ request, socket, write }) => {
      await request;
      const onward = connect(server.port, '127.0.0.1').on('error', () => socket.destroy());
      await write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
      socket.once('close', () => onward.destroy());
    }, tls);
    const exchanged = await send(get(`${server.url}/`), { ca: tls.cert, proxy: () => proxy.url });
    expect(bodyOf(exchanged)).toBe('hello');
  });

  it.each<[string, string, string, string]>([
    [
      'wants credentials',
      'HTTP/1.1 407 Who\r\nContent-Length: 3\r\n\r\nwho',
      'HTTP_407',
      'the proxy refused the tunnel with status 407',
    ],
    [
      'cannot reach the endpoint',
      'HTTP/1.1 502 Bad\r\n\r\n',
      'HTTP_502',
      'the proxy refused the tunnel with status 502',
    ],
    ['speaks no HTTP', 'SSH-2.0-x\r\n', 'MALFORMED', 'the proxy answered no HTTP: no HTTP'],
    [
      'never ends its head',
      `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(70_000)}`,
      'MALFORMED',
      'the proxy answered no HTTP: a head of more than 65536 bytes',
    ],
  ])('fails in the phase of the proxy where it %s', async (_, said, code, message) => {
    await using proxy = await rawServer(saying([said]));
    const { failure } = await send(get('https://127.0.0.1:1/'), { proxy: () => proxy.url });
    expect(failure).toEqual({ phase: 'proxy', code, message });
  });

  it.each<[string, (socket: Socket) => unknown, RegExp]>([
    ['closes', (socket) => socket.end(), /^CLOSED$/],
    ['resets', (socket) => socket.resetAndDestroy(), /^ECONNRESET$/],
    ['says nothing', () => undefined, /^TIMEOUT$/],
  ])('fails in the phase of the proxy where it %s', async (_, act, code) => {
    await using proxy = await rawServer(async ({ request, socket }) => (await request, act(socket)));
    const timeouts = { connect: code.test('TIMEOUT') ? 150 : 5000 };
    const { failure } = await send(get('https://127.0.0.1:1/'), { timeouts, proxy: () => proxy.url });
    expect(failure).toMatchObject({ phase: 'proxy', code: expect.stringMatching(code) });
  });

  it('fails in the phase of the proxy where nobody listens', async () => {
    const dead = await rawServer(() => undefined);
    await dead[Symbol.asyncDispose]();
    const { failure } = await send(get('http://127.0.0.1:1/'), { proxy: () => dead.url });
    expect(failure).toMatchObject({ phase: 'proxy', code: 'ECONNREFUSED' });
  });

  it.each(['socks5://127.0.0.1:1080', 'http://', 'http://host:port'])('fails where the proxy is %s', async (proxy) => {
    const { failure } = await send(get('http://127.0.0.1:1/'), { proxy: () => proxy });
    expect(failure).toEqual({
      phase: 'proxy',
      code: 'UNSUPPORTED',
      message: 'invalid proxy address: expected an http:// or https:// URL such as http://10.0.0.1:3128',
    });
  });

  it('takes a proxy without a scheme for one of HTTP, as curl does', async () => {
    await using server = await rawServer(saying([HELLO], (socket) => socket.end()));
    await using proxy = await proxyServer();
    expect(bodyOf(await send(get(server.url), { proxy: () => `127.0.0.1:${proxy.port}` }))).toBe('hello');
  });
});

describe('the proxy of an environment', () => {
  const P = 'http://proxy:3128';
  const Q = 'http://other:3128';

  it.each<[string, string, Record<string, string>, string | undefined]>([
    ['none', 'https://a.example/', {}, undefined],
    ['the one for the scheme', 'https://a.example/', { HTTPS_PROXY: P, HTTP_PROXY: Q }, P],
    ['the one for plain requests', 'http://a.example/', { HTTPS_PROXY: P, HTTP_PROXY: Q }, Q],
    ['lower case first', 'https://a.example/', { HTTPS_PROXY: P, https_proxy: Q }, Q],
    ['an empty one counts as none', 'https://a.example/', { https_proxy: '', HTTPS_PROXY: '', ALL_PROXY: P }, P],
    ['the one for all', 'http://a.example/', { all_proxy: P }, P],
  ])('is found: %s', (_, url, env, expected) => {
    expect(proxyFor(new URL(url), env)).toBe(expected);
  });

  it.each<[string, string]>([
    ['https://a.example/', '*'],
    ['https://a.example/', 'a.example'],
    ['https://A.EXAMPLE/', 'A.Example'],
    ['https://x.a.example/', 'a.example'],
    ['https://x.a.example/', '.a.example'],
    ['https://x.a.example/', '*.a.example'],
    ['https://a.example/', 'b.example, a.example'],
    ['https://a.example/', 'b.example a.example'],
    ['https://a.example/', 'a.example:443'],
    ['http://a.example:8080/', 'a.example:8080'],
    ['http://127.0.0.1:8080/', '127.0.0.1'],
    ['http://10.1.2.3/', '10.0.0.0/8'],
    ['http://[::1]:8080/', '::1'],
    ['http://[::1]:8080/', '[::1]'],
    ['http://[::1]:8080/', '[::1]:8080'],
    ['http://[fd00::7]/', 'fd00::/8'],
  ])('is not used for %s with NO_PROXY=%s', (url, list) => {
    expect(proxyFor(new URL(url), { ALL_PROXY: P, NO_PROXY: list })).toBeUndefined();
  });

  it.each<[string, string]>([
    ['https://a.example/', ''],
    ['https://a.example/', ' , '],
    ['https://ba.example/', 'a.example'],
    ['https://a.example.org/', 'a.example'],
    ['https://a.example/', 'a.example:80'],
    ['http://11.1.2.3/', '10.0.0.0/8'],
    ['http://a.example/', '10.0.0.0/8'],
    ['http://10.1.2.3/', '10.0.0.0/33'],
    ['http://10.1.2.3/', 'fd00::/8'],
    ['http://[::2]/', '::1'],
    ['http://[::1]:8080/', '[::1]:80'],
  ])('is used for %s with NO_PROXY=%s', (url, list) => {
    expect(proxyFor(new URL(url), { ALL_PROXY: P, NO_PROXY: list })).toBe(P);
  });
});

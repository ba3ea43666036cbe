// Proves src/verify/client/: connections that fail.
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { certificate } from './support/certificates.ts';
import { bodyOf, get, send } from './support/client.ts';
import { rawServer, saying } from './support/raw-server.ts';

const HELLO = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';

const ours = await certificate(['127.0.0.1', 'localhost']);
const elsewhere = await certificate(['api.example.com']);
const expired = await certificate(['127.0.0.1'], true);

/** A port on which nobody listens any more. */
async function deadPort(): Promise<number> {
  await using server = await rawServer(() => undefined);
  return server.port;
}

describe('a connection with TLS', () => {
  it('is made where the certificate is trusted by name', async () => {
    await using server = await rawServer(saying([HELLO]), ours);
    const exchanged = await send(get(`${server.url}/`), { ca: ours.cert });
    expect(exchanged).toMatchObject({ head: { status: 200 }, end: { how: 'complete' } });
    expect(bodyOf(exchanged)).toBe('hello');
  });

  it('is made with a name', async () => {
    await using server = await rawServer(saying([HELLO]), ours);
    const exchanged = await send(get(`https://localhost:${server.port}/`), { ca: ours.cert });
    expect(exchanged).toMatchObject({ head: { status: 200 } });
  });

  it('is made with whatever certificate, if one insists', async () => {
    await using server = await rawServer(saying([HELLO]), expired);
    expect(await send(get(`${server.url}/`), { insecure: true })).toMatchObject({ head: { status: 200 } });
  });

  it.each([
    ['that nobody vouches for', ours, {}, /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/],
    ['that another certificate is trusted instead of', ours, { ca: elsewhere.cert }, /SELF_SIGNED|UNABLE_TO_VERIFY/],
    ['of another host', elsewhere, { ca: elsewhere.cert }, /^ERR_TLS_CERT_ALTNAME_INVALID$/],
    ['that has expired', expired, { ca: expired.cert }, /^CERT_HAS_EXPIRED$/],
  ])('is not made with a certificate %s, and nothing is sent', async (_, tls, options, code) => {
    const requests: string[] = [];
    await using server = await rawServer(({ request }) => request.then((text) => requests.push(text)), tls);
    const exchanged = await send(get(`${server.url}/`), options);
    expect(exchanged).toMatchObject({ failure: { phase: 'tls', code: expect.stringMatching(code) }, readings: [] });
    expect(exchanged.failure?.message).not.toBe('');
    expect(requests).toEqual([]);
  });

  it.each([
    ['speaks plain HTTP', HELLO],
    ['speaks nonsense', Buffer.alloc(100, 0xee)],
    ['refuses with an alert', Buffer.from([21, 3, 3, 0, 2, 2, 40])],
  ])('is not made where the peer %s', async (_, said) => {
    await using server = await rawServer(async ({ write, socket }) => {
      socket.once('data', () => void write(said));
    });
    const exchanged = await send(get(`https://127.0.0.1:${server.port}/`), { insecure: true });
    expect(exchanged.failure).toMatchObject({ phase: 'tls', code: expect.stringMatching(/^(?:ERR_SSL_|EPROTO)/) });
  });

  it.each<[string, (socket: import('node:net').Socket) => unknown, string]>([
    ['closes', (socket) => socket.end(), 'ECONNRESET'],
    ['resets', (socket) => socket.resetAndDestroy(), 'ECONNRESET'],
    ['says nothing', () => undefined, 'TIMEOUT'],
  ])('is not made where the peer %s during the handshake', async (_, act, code) => {
    await using server = await rawServer(({ socket }) => void socket.once('data', () => act(socket)));
    const timeouts = { connect: code === 'TIMEOUT' ? 150 : 5000 };
    const exchanged = await send(get(`https://127.0.0.1:${server.port}/`), { timeouts });
    expect(exchanged.failure).toMatchObject({ phase: 'tls', code });
  });

  it('that breaks together with its handshake ends the exchange and not the process', async () => {
    await using server = await rawServer(saying([HELLO]), ours);
    // Lets the server's part of the handshake pass, with a broken record at its end.
    await using between = await rawServer(({ socket }) => {
      const onward = connect(server.port, '127.0.0.1');
      socket.on('data', (bytes: Buffer) => onward.write(bytes));
      onward.once('data', (bytes: Buffer) => {
        socket.write(Buffer.concat([bytes, Buffer.from([23, 3, 3, 0, 40]), Buffer.alloc(40, 1)]));
      });
      onward.on('error', () => undefined);
      socket.once('close', () => onward.destroy());
    });
    const exchanged = await send(get(`https://127.0.0.1:${between.port}/`), { ca: ours.cert });
    expect(exchanged.head).toBeUndefined();
    expect(exchanged.failure).toBeDefined();
  });

  it('that is closed without a farewell still ends a body', async () => {
    await using server = await rawServer(
      saying(['HTTP/1.1 200 OK\r\n\r\nhello'], (socket) => socket.end()),
      ours,
    );
    const exchanged = await send(get(`${server.url}/`), { ca: ours.cert });
    expect(exchanged).toMatchObject({ framing: 'close', end: { how: 'complete' } });
    expect(bodyOf(exchanged)).toBe('hello');
  });
});

describe('a connection', () => {
  it('that is refused says by whom', async () => {
    const port = await deadPort();
    expect((await send(get(`http://127.0.0.1:${port}/`))).failure).toEqual({
      phase: 'connect',
      code: 'ECONNREFUSED',
      message: `connect ECONNREFUSED 127.0.0.1:${port}`,
    });
  });

  it('that is refused at every address of a name says so, too', async () => {
    const port = await deadPort();
    const { failure } = await send(get(`http://localhost:${port}/`));
    expect(failure).toMatchObject({ phase: 'connect', code: 'ECONNREFUSED' });
    expect(failure?.message).toContain(`connect ECONNREFUSED 127.0.0.1:${port}`);
  });

  it('to a name that cannot be is a failure of names', async () => {
    const { failure } = await send(get('http://starmock.invalid/'));
    expect(failure).toMatchObject({ phase: 'dns', code: expect.stringMatching(/^E(?:NOTFOUND|AI_AGAIN)$/) });
    expect(failure?.message).toContain('starmock.invalid');
  });

  it('that asks for plain HTTP where TLS is spoken gets no answer', async () => {
    await using server = await rawServer(saying([HELLO]), ours);
    const exchanged = await send(get(`http://127.0.0.1:${server.port}/`));
    expect(exchanged.head).toBeUndefined();
    expect(['malformed', 'closed', 'reset']).toContain(exchanged.end?.how);
  });

  it('is of one exchange', async () => {
    await using server = await rawServer(saying([HELLO]));
    await send(get(server.url));
    await send(get(server.url));
    expect(server.connections).toBe(2);
  });

  it('that is given up during its handshake sends nothing', async () => {
    const controller = new AbortController();
    await using server = await rawServer(({ socket }) => void socket.once('data', () => controller.abort()));
    const exchanged = await send(get(`https://127.0.0.1:${server.port}/`), {}, { signal: controller.signal });
    expect(exchanged).toMatchObject({ end: { how: 'aborted', detail: 'interrupted' } });
    expect(exchanged).not.toHaveProperty('failure');
  });
});

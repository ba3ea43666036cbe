import { execFile, spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curlOf } from '../../../../src/verify/report/curl.ts';
import type { SentRequest } from '../../../../src/recordings/observation.ts';
import type { ProbeContext } from '../../../../src/verify/probes/probe.ts';
import { PROBES } from '../../../../src/verify/probes/catalogue.ts';
import { observationOf } from '../../../../src/recordings/recorded-exchange.ts';
import { createRedactor } from '../../../../src/recordings/redaction/redact.ts';
import { sentRequest } from '../../../../src/verify/run/send-probe.ts';
import { send } from '../client/support/client.ts';
import { rawServer, type RawServer } from '../client/support/raw-server.ts';

const KEY = `sk-it's a "strange" $KEY \\ of 0123456789`;
const VARIABLE = 'STARMOCK_API_KEY';

const runs = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
const able = runs('bash') && runs('curl');
if (!able) process.stderr.write('SKIPPED: there is no bash or no curl here, so no command is run\n');

interface Listener extends AsyncDisposable {
  readonly url: string;
  /** What the last connection brought, split into request line with headers, and body. */
  take(): { readonly line: string; readonly headers: readonly string[]; readonly body: string };
}

/** A server that answers a request as soon as it is whole, and remembers it. */
async function listener(): Promise<Listener> {
  let last = '';
  const server: RawServer = await rawServer(async (peer) => {
    const head = await peer.request;
    last = await peer.body(Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0));
    await peer.write('HTTP/1.1 200 OK\r\nX-Seen: yes\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok');
    peer.socket.end();
  });
  return {
    url: server.url,
    take: () => {
      const end = last.indexOf('\r\n\r\n');
      const [line = '', ...headers] = last.slice(0, end).split('\r\n');
      return { line, headers: headers.toSorted(), body: last.slice(end + 4) };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Runs a command as somebody would who has pasted it into a shell. */
const paste = (command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'], [VARIABLE]: KEY, LC_ALL: 'C' };
    const shell = execFile('bash', ['--norc', '-s'], { env, timeout: 20_000 }, (error, stdout, stderr) =>
      error ? reject(new Error(`${error.message}\n${stderr}`)) : resolve(stdout),
    );
    shell.stdin?.end(`${command}\n`);
  });

const redacted = (request: SentRequest): SentRequest =>
  createRedactor([KEY]).observation({ ...observationOf({ body: '' }), request }).request;

/** What the client sends for a request, and what the command that we show for it sends. */
async function both(server: Listener, request: SentRequest) {
  await send(request);
  const sent = server.take();
  const command = curlOf(redacted(request), VARIABLE);
  const output = await paste(command);
  return { sent, resent: server.take(), command, output };
}

const context: ProbeContext = {
  model: "gpt-5.1-o'clock",
  reasons: false,
  nonce: 'nonce',
  limit: (visible) => visible,
  limitField: 'max_tokens',
  last: () => undefined,
};

const requests = PROBES.flatMap((probe) => {
  const request = probe.request(context);
  return request ? [[probe.id, request] as const] : [];
});

const withoutAuthorization = (lines: readonly string[]): string[] =>
  lines.filter((one) => !/^authorization:/i.test(one));

describe.skipIf(!able)('the command of a probe, pasted into a shell', () => {
  it.each(requests.filter(([, { method }], index) => method !== undefined || index % 3 === 0))(
    'sends what the probe sent: %s',
    async (_, probeRequest) => {
      await using server = await listener();
      const request = sentRequest(probeRequest, {
        baseUrl: `${server.url}/v1`,
        apiKey: KEY,
        userAgent: 'starmock/1.2.3',
      });
      const { sent, resent, command, output } = await both(server, request);
      const wrongKey = command.includes('[redacted]');
      const line = wrongKey ? withoutAuthorization : (lines: readonly string[]) => lines;
      expect(resent.line).toBe(sent.line);
      expect(command).not.toContain('strange');
      expect(output).toMatch(/^HTTP\/1\.1 200 OK\r\nX-Seen: yes/);
      // Pictures are not in what is kept, so the command says that they are missing, and is of another length.
      const shortened = command.includes('# Data URLs are shortened');
      const rest = (lines: readonly string[]): string[] =>
        line(lines).filter((one) => !shortened || !/^content-length:/i.test(one));
      expect(rest(resent.headers)).toEqual(rest(sent.headers));
      expect(shortened ? resent.body.replaceAll(/data:image[^"]*/g, '') : resent.body).toBe(
        shortened ? sent.body.replaceAll(/data:image[^"]*/g, '') : sent.body,
      );
    },
  );

  it('covers probes of every kind', () => {
    expect(requests.length).toBeGreaterThan(40);
    const methods = requests.map(([, { method = 'POST' }]) => method);
    expect(new Set(methods).size).toBeGreaterThan(2);
  });
});

/** What shells, curl and printf have a meaning for. */
const nasty = fc.array(
  fc.oneof(
    fc.constantFrom(
      "'",
      '"',
      '`',
      '$',
      '$(id)',
      '\\',
      '\\n',
      '%',
      '%s',
      '!',
      '@',
      '@/etc/hostname',
      '-',
      '#',
      '&',
      ';',
      '\n',
      '\r\n',
      '\t',
      ' ',
      '{a,b}',
      '[1-3]',
      '~',
      'é',
      '你好',
      '👩‍👩‍👧',
      '[key]',
      '<',
      '>',
    ),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  ),
  { maxLength: 20 },
);
const nastyText = nasty.map((parts) => parts.join('').replaceAll('\0', ''));
const body = fc.oneof(
  nastyText.map((text) => Buffer.from(text, 'utf8')),
  nastyText.map((text) => Buffer.from(`"stream": true${text.repeat(60)}`, 'utf8')),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
/** Values that have no spaces at their ends, which HTTP does not keep. */
const value = nastyText.map((text) => text.replaceAll(/[^ -~]/g, '').trim());
const path = fc.stringMatching(/^[a-z0-9[\]{}*~!$&'()+,;=:@%-]{0,20}$/).map((text) => text.replaceAll('%', '%25'));

describe.skipIf(!able)('the command of any request', () => {
  it('sends the same bytes, whatever they are', async () => {
    await using server = await listener();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'GET', 'PUT', 'DELETE', 'OPTIONS'),
        path,
        value,
        value,
        body,
        async (method, name, one, two, bytes) => {
          const request: SentRequest = {
            method,
            url: new URL(`${server.url}/v1/${name}?q=${name}`).href,
            headers: [
              ['Authorization', `Bearer ${KEY}`],
              ['Origin', one],
              ['Accept-Language', two],
            ],
            body: new Uint8Array(bytes),
          };
          const { sent, resent } = await both(server, request);
          // A body that holds the mark itself gets the key in its place: the mark is all that is left of one.
          fc.pre(!Buffer.from(bytes).includes('[key]') && !one.includes('[key]') && !two.includes('[key]'));
          expect(resent).toEqual(sent);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('a command', () => {
  const request = (over: Partial<SentRequest> = {}): SentRequest => ({
    method: 'POST',
    url: 'https://api.example.com/v1/chat/completions',
    headers: [
      ['Authorization', 'Bearer [key]'],
      ['Content-Type', 'application/json'],
    ],
    body: Buffer.from('{"stream":true}'),
    ...over,
  });

  it('is legible', () => {
    expect(curlOf(request(), 'MY_KEY')).toBe(
      [
        "curl -isSN --http1.1 'https://api.example.com/v1/chat/completions' \\",
        `  -H 'Authorization: Bearer '"$MY_KEY" \\`,
        "  -H 'Content-Type: application/json' \\",
        "  -H 'Accept:' \\",
        "  -H 'User-Agent:' \\",
        "  -H 'Expect:' \\",
        `  --data-raw '{"stream":true}'`,
      ].join('\n'),
    );
  });

  it('holds no credentials that nobody has taken out', () => {
    const headers = [['authorization', 'Bearer sk-real']] as const;
    expect(curlOf(request({ headers }), 'K')).not.toContain('sk-real');
  });

  it('does not write a character out that comes a million times', () => {
    const body = Buffer.from(`{"a":"${'x'.repeat(1_000_000)}"}`);
    const command = curlOf(request({ body }), 'K');
    expect(command).toContain(`printf %s '{"a":"'"$(head -c 1000000 /dev/zero | tr '\\0' 'x')"'"}' |`);
    expect(command.length).toBeLessThan(500);
  });

  it('says what it leaves out', () => {
    const headers = [
      ['Cookie', '[redacted]'],
      ['X-Mine', '[redacted]'],
    ] as const;
    const body = Buffer.from(`{"url":"data:image/png;base64,${'A'.repeat(300)}"}`);
    const command = curlOf(request({ headers, body }), 'K');
    expect(command.split('\n').slice(-2)).toEqual([
      '# Left out: Cookie, X-Mine',
      '# Data URLs are shortened: put the data back.',
    ]);
  });

  it.each([
    ['HEAD', '--head'],
    ['DELETE', "-X 'DELETE'"],
    ['GET', "curl -isS --http1.1 'https"],
  ])('uses what curl has for %s', (method, part) => {
    expect(curlOf(request({ method, body: new Uint8Array() }), 'K')).toContain(part);
  });
});

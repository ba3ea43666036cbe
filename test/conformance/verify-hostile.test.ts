import { existsSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.ts';
import type { Report } from '../../src/verify/report/report.ts';
import { ROOT, start, type Ended } from '../support/cli.ts';
import { program } from '../support/program.ts';
import { startServe } from '../support/serve.ts';
import { certificate } from '../unit/verify/client/support/certificates.ts';
import { drip, pour, rawServer, saying, type Peer } from '../unit/verify/client/support/raw-server.ts';

const MIB = 1024 * 1024;
const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const EVENTS = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n';
const block = Buffer.alloc(64 * 1024, 'x');

/** Milliseconds; ten times what a run with the time-outs below takes. */
const LIMIT = 400_000;
/** Of the whole process, Node and the contract included. */
const MAX_KIB = 600 * 1024;

type Serve = (peer: Peer) => unknown;

interface Verified extends Ended {
  /** The most memory that the process had, where it had one of its own. */
  readonly kib?: number;
}

/** Seconds: few for those that never answer, and more than a busy machine needs for those that do. */
const HASTY = ['connect=2', 'head=1', 'idle=1', 'total=2'];
const PATIENT = ['connect=60', 'head=60', 'idle=60', 'total=60'];

const optionsOf = (timeouts: readonly string[]): string[] => timeouts.flatMap((phase) => ['--timeout', phase]);

/** A dozen exchanges and more are enough to see what each of them leaves in memory. */
const FEW = [...optionsOf(PATIENT), '--only', 'http,body'];

const ENV = { STARMOCK_API_KEY: 'sk-hostile-0000', NO_PROXY: '*' };
const argsFor = (baseUrl: string, options: readonly string[]): readonly string[] => [
  'verify',
  '--base-url',
  baseUrl,
  '--model',
  'gpt-5.1',
  '--json',
  ...options,
];

const verified = (baseUrl: string, options = optionsOf(HASTY)): Promise<Verified> =>
  program(argsFor(baseUrl, options), { env: ENV });

/** Runs the built command in a process of its own, which tells the most memory that it had. */
async function verifiedApart(baseUrl: string, options = optionsOf(HASTY)): Promise<Verified> {
  if (!existsSync(`${ROOT}/dist/cli.cjs`)) throw new Error('dist/cli.cjs is missing: run "npm run build" before');
  const told = 'process.on("exit",()=>require("fs").writeSync(2,`\\nmaxRSS ${process.resourceUsage().maxRSS}\\n`))';
  const preload = `data:text/javascript,${encodeURIComponent(`import{createRequire}from"node:module";const require=createRequire("file:///");${told}`)}`;
  const command = ['--import', preload, `${ROOT}/bin/starmock.js`, ...argsFor(baseUrl, options)];
  const ended = await start(process.execPath, command, { env: ENV, limit: LIMIT }).ended;
  return { ...ended, kib: Number(/maxRSS (\d+)/.exec(ended.stderr)?.[1]) };
}

/** Whatever happens: an end, a verdict, no crash, little memory. */
function judged({ code, stdout, stderr, kib = 11 * 1024 }: Verified): Report {
  expect({ code, stderr }).not.toMatchObject({ code: null });
  expect(stderr).not.toMatch(/\bat .+:\d+:\d+\)?$|Unhandled|heap out of memory/m);
  expect(kib).toBeGreaterThan(10 * 1024);
  expect(kib).toBeLessThan(MAX_KIB);
  const report = JSON.parse(stdout) as Report;
  expect(report.results.filter(({ status }) => status === 'error')).toEqual([]);
  expect(report.verdict).toMatch(/^\S.+\.?$/);
  return report;
}

/** Runs verify against a server. @param run apart where the memory is in danger */
async function meet(
  serve: Serve,
  run: typeof verified = verified,
  options = optionsOf(HASTY),
): Promise<{ readonly code: number | null; readonly report: Report }> {
  await using server = await rawServer(serve);
  const ended = await run(`${server.url}/v1`, options);
  return { code: ended.code, report: judged(ended) };
}

describe.concurrent('an endpoint that never says anything to judge', { timeout: LIMIT + 10_000 }, () => {
  it.each<[string, Serve, RegExp]>([
    ['a body without end', async (peer) => (await peer.write(`${OK}\r\n`), pour(peer, block)), /more than \d+ bytes/],
    [
      'a line of a gigabyte',
      async (peer) => (await peer.write(`${EVENTS}data: `), pour(peer, block)),
      /more than \d+ bytes/,
    ],
    ['a head without end', async (peer) => (await peer.write(`${OK}X-Long: `), pour(peer, block)), /head of more than/],
    ['a head of one byte now and then', (peer) => drip(peer, `${OK}X-Slow: ${'y'.repeat(10_000)}`, 100), /1000 ms/],
    [
      'a body of one byte now and then',
      async (peer) => (await peer.write(`${OK}\r\n`), drip(peer, `{"id":"${'z'.repeat(10_000)}`, 100)),
      /2000 ms/,
    ],
    ['nothing', () => undefined, /1000 ms/],
    ['a head, and then nothing', saying([`${OK}\r\n`]), /1000 ms/],
    ['a reset', ({ socket }) => socket.resetAndDestroy(), /reset/i],
    ['a closed connection', async ({ request, socket }) => (await request, socket.end()), /closed/],
    [
      'bytes that are no HTTP',
      async ({ request, write, socket }) => (
        await request,
        await write(Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 167 + 13) % 256))),
        socket.end()
      ),
      /./,
    ],
  ])('is given up soon, with exit code 3: %s', async (name, serve, why) => {
    // What pours ends by its size, whatever else the machine does.
    const pours = /without end|gigabyte/.test(name);
    const { code, report } = await meet(
      serve,
      pours || name === 'a reset' ? verifiedApart : verified,
      optionsOf(pours ? PATIENT : HASTY),
    );
    expect({ code, outcome: report.outcome }).toEqual({ code: EXIT.unreachable, outcome: 'unusable' });
    expect(report.verdict).toMatch(/^Nothing was tested: /);
    expect(report.verdict).toMatch(why);
    expect(report.exchanges.length).toBeLessThanOrEqual(4);
  });

  it('is told where it redirects to, and is not followed', async () => {
    const { code, report } = await meet(
      saying(
        ['HTTP/1.1 302 Found\r\nLocation: /v1/chat/completions\r\nContent-Length: 0\r\n\r\n'],
        (socket) => void socket.end(),
      ),
    );
    expect(code).toBe(EXIT.unreachable);
    expect(report.verdict).toContain('redirects to /v1/chat/completions (status 302)');
    expect(report.exchanges).toHaveLength(1);
  });

  it('is told why no TLS connection can be made', async () => {
    await using server = await rawServer(() => undefined, await certificate(['127.0.0.1']));
    const ended = await verified(`${server.url}/v1`);
    expect(ended.code).toBe(EXIT.unreachable);
    expect(judged(ended).verdict).toMatch(/tls: .*self-signed/i);
  });

  it('is told to speak no TLS', async () => {
    await using server = await rawServer(async ({ write, socket }) => (await write('SSH-2.0-x\r\n'), socket.end()));
    const ended = await verified(`https://127.0.0.1:${server.port}/v1`);
    expect(ended.code).toBe(EXIT.unreachable);
    expect(judged(ended).verdict).toMatch(/^Nothing was tested: tls: /);
  });

  it('is told to be nowhere', async () => {
    const port = await rawServer(() => undefined).then(async (server) => {
      await server[Symbol.asyncDispose]();
      return server.port;
    });
    const ended = await verified(`http://127.0.0.1:${port}/v1`);
    expect(ended.code).toBe(EXIT.unreachable);
    expect(judged(ended).verdict).toMatch(/ECONNREFUSED|refused/i);
  });
});

const answer = (body: Uint8Array, headers = ''): readonly (string | Uint8Array)[] => [
  `${OK}${headers}Content-Length: ${body.length}\r\n\r\n`,
  body,
];

describe.concurrent('an endpoint that answers, and not as it should', { timeout: LIMIT + 10_000 }, () => {
  it.each<[string, () => Serve, string]>([
    [
      'a body that unpacks to a gigabyte',
      () => saying(answer(gzipSync(Buffer.alloc(1024 * MIB)), 'Content-Encoding: gzip\r\n')),
      'http.body.json',
    ],
    [
      'a body that unpacks to almost as much as is allowed',
      () => saying(answer(gzipSync(`${' '.repeat(7 * MIB)}{}`), 'Content-Encoding: gzip\r\n')),
      'http.encoding.accepted',
    ],
    [
      'a body of bytes',
      () => saying(answer(Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 167 + 13) % 256)))),
      'http.body.json',
    ],
    [
      'a body that is nested as deep as it is long',
      () => saying(answer(Buffer.from('['.repeat(1_000_000) + ']'.repeat(1_000_000)))),
      'body.schema',
    ],
  ])('is told what it breaks, with exit code 1: %s', async (_, serve, requirement) => {
    const { code, report } = await meet(serve(), verifiedApart, FEW);
    expect({ code, outcome: report.outcome }).toEqual({ code: EXIT.failed, outcome: 'failed' });
    const failed = report.results.filter(({ status }) => status === 'fail').map(({ check }) => check);
    expect(failed).toContain(requirement);
  });
});

const errorOf = (body: string): Serve =>
  saying([
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
    body,
  ]);
const ENVELOPE = '{"error":{"message":"Bad thing here","type":"invalid_request_error","param":null,"code":null}}';

describe.concurrent('an endpoint that wants to keep verify busy', { timeout: LIMIT + 10_000 }, () => {
  it.each<[string, string]>([
    ['line ends', '\n'],
    ['line ends and blanks', '\n '],
    ['paths', '/usr/'],
    ['words of gateways', 'channel#'],
    ['blanks behind a word', '\nchannel      '],
  ])('is judged soon, whatever fills its error: %s', async (_, pump) => {
    const { report } = await meet(errorOf(ENVELOPE + pump.repeat(MIB / 4 / pump.length)));
    expect(report.exchanges.length).toBeGreaterThan(1);
  });

  it.each<[string, Serve]>([
    [
      'trailers without end',
      async (peer) => {
        await peer.request;
        await peer.write(`${OK}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Long: `);
        await drip(peer, 'x'.repeat(10_000), 100);
      },
    ],
    [
      'a comment now and then behind an answer',
      async (peer) => {
        await peer.request;
        await peer.write(`${EVENTS}data: {"choices":[]}\n\n`);
        await drip(peer, ':\n'.repeat(10_000), 100);
      },
    ],
  ])('is given up after few exchanges, though something can be read of each: %s', async (_, serve) => {
    const { report } = await meet(serve);
    expect(report.exchanges.length).toBeLessThanOrEqual(6);
    expect(report.skipped.length).toBeGreaterThan(20);
  });

  it('is given up where it says 500 to everything', async () => {
    const failing = 'HTTP/1.1 500 Oh\r\nContent-Type: application/json\r\nx-should-retry: false\r\n';
    const { report } = await meet(saying([`${failing}Content-Length: ${ENVELOPE.length}\r\n\r\n`, ENVELOPE]));
    expect(report.exchanges.length).toBeLessThan(40);
    expect(report.skipped.length).toBeGreaterThan(5);
  });

  it('is left at the deadline, with what was left out and why', async () => {
    await using server = await rawServer(async (peer) => {
      await peer.request;
      await peer.write(`${OK}Content-Length: 2\r\n\r\n`);
      await new Promise((resolve) => setTimeout(resolve, 400));
      await peer.write('{}');
    });
    const report = judged(await verified(`${server.url}/v1`, ['--deadline', '2s']));
    expect(report.deadlines).toEqual([{ model: 'gpt-5.1', ms: 2000, passed: true }]);
    expect(report.skipped.filter(({ reason }) => reason === 'deadline').length).toBeGreaterThan(10);
  });
});

describe.concurrent('an endpoint that writes to the log of the CI runner', { timeout: LIMIT + 10_000 }, () => {
  const lines = [
    '\n::error title=pwn::x',
    '\n \u3000::set-output name=a::/etc',
    '##[stop-commands]zz',
    '\u001B]0;pwn\u0007',
  ];
  const key = lines.join('');
  const body = JSON.stringify({
    id: key,
    object: key,
    created: 1,
    model: key,
    [key]: 1,
    choices: [{ index: 0, [key]: 1 }],
  });
  const page = `<html>${key.repeat(3)}</html>`;
  const peers: readonly (readonly [string, Serve])[] = [
    ['by an answer', saying(answer(Buffer.from(body)))],
    ['by an error', errorOf(JSON.stringify({ error: { message: key, type: key, param: key, code: key } }))],
    ['by an error page', errorOf(page)],
    [
      'by where it redirects to',
      saying([`HTTP/1.1 302 Found\r\nLocation: ::error::x##[group]\u001B\r\nContent-Length: 0\r\n\r\n`]),
    ],
    ['by bytes that are no HTTP', saying(['\n::error::x\n##[group]'], (socket) => void socket.end())],
  ];

  it.each(peers)('gives it no command: %s', async (_, serve) => {
    await using server = await rawServer(serve);
    const args = [
      'verify',
      '--base-url',
      `${server.url}/v1`,
      '--model',
      'gpt-5.1',
      '--verbose',
      '--timeout',
      'total=3',
      '--only',
      'body,http,err',
    ];
    const { stdout, stderr } = await start(process.execPath, [`${ROOT}/bin/starmock.js`, ...args], {
      env: { STARMOCK_API_KEY: 'sk-hostile-0000', NO_PROXY: '*', GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '' },
      limit: LIMIT,
    }).ended;
    const told = (stdout + stderr).split(/[\r\n\u2028\u2029]/);
    const commands = told.filter((line) => /^[\s\p{Z}\p{C}]*::/u.test(line) || /##\w*\[/.test(line));
    expect(
      commands.filter((line) => !/^::(?:error|warning|notice) title=[a-z][\w.-]+ \(gpt-5\.1\)::/.test(line)),
    ).toEqual([]);
    expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    expect(stdout.length).toBeGreaterThan(100);
  });
});

/** A way to another port of this machine that so many connections may take; after them nobody listens any more. */
async function doorTo(port: number, connections: number): Promise<number> {
  let left = connections;
  const door = createServer((socket) => {
    if (--left === 0) door.close();
    const other = connect(port, '127.0.0.1');
    socket
      .on('error', () => other.destroy())
      .pipe(other.on('error', () => socket.destroy()))
      .pipe(socket);
  });
  await new Promise<void>((resolve) => void door.listen(0, '127.0.0.1', resolve));
  return (door.address() as AddressInfo).port;
}

describe.concurrent('an endpoint that is gone in the middle of a run', { timeout: LIMIT + 10_000 }, () => {
  it('was not tested whole, with exit code 4', async () => {
    const mock = await startServe(['--speed', 'instant']);
    try {
      const ended = await verified(`http://127.0.0.1:${await doorTo(mock.port, 12)}/v1`, optionsOf(PATIENT));
      const report = judged(ended);
      expect({ code: ended.code, outcome: report.outcome }).toEqual({ code: EXIT.incomplete, outcome: 'incomplete' });
      expect(report.verdict).toMatch(/^The rest was not tested: the endpoint can no longer be reached/);
      expect(report.totals.pass).toBeGreaterThan(20);
      expect(report.skipped.length).toBeGreaterThan(10);
    } finally {
      await mock.stop();
    }
  });
});

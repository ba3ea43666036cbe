// The command line: in this process with streams of its own, and as a process where signals, terminals and pipes matter.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { createProgram } from '../../src/cli/program.ts';
import { ROOT, runCli, start, startCli, type Running } from '../support/cli.ts';
import { program, serving } from '../support/program.ts';
import { openRaw } from '../support/raw-http.ts';
import { HEADERS } from '../support/requests.ts';

const temp = mkdtempSync(path.join(tmpdir(), 'starmock-cli-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const HELLO = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hello!' }] };
const post = (url: string, over: object = {}): Promise<Response> =>
  fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({ ...HELLO, ...over }),
  });

const ESCAPE = '\u001B[';
const oneLine = (text: string): boolean => /^[^\n]+\n$/.test(text);

/** Starts `serve` as a process, which ends with the test. */
async function served(args: readonly string[]): Promise<Running & { readonly url: string }> {
  const running = startCli(['serve', ...args]);
  onTestFinished(async () => {
    running.signal('SIGKILL');
    await running.ended;
  });
  return { ...running, url: await running.says(/http:\/\/\S+\/v1(?=\s)/) };
}

async function takenPort(): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, server };
}

async function freePort(): Promise<number> {
  const { port, server } = await takenPort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function overlay(name: string, text: string): string {
  const file = path.join(temp, name);
  writeFileSync(file, text);
  return file;
}

const readme = (): string => readFileSync(`${ROOT}/README.md`, 'utf8');

describe('a name that is nearly right', () => {
  test.each([
    [['serv'], /Did you mean serve\?/],
    [['scenarios', 'chek', 'x'], /Did you mean check\?/],
    [['verify', '--suite', 'raesoning'], /Allowed choices are core,.*Did you mean "reasoning"\?/s],
    [['serve', '--log', 'pretti'], /Did you mean "pretty"\?/],
    [['serve', '--port', '0', '--profile', 'openay'], /Did you mean "openai"\?/],
    [['models', '--profile', 'starmagick'], /Did you mean "starmagic"\?/],
    [['explain', 'finish.onc'], /finish\.once/],
    [['faults', 'usage.estimat'], /did you mean usage\.estimate/],
  ])('gets the right one: %j', async (args, message) => {
    const { code, stderr } = await program(args);
    expect([code, stderr]).toEqual([EXIT.usage, expect.stringMatching(message)]);
  });
});

test('traceparent stands in the JSON log of its request', async () => {
  const { url, says } = await serving(['--port', '0', '--speed', 'instant', '--log', 'json']);
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  await fetch(`${url}/models`, { headers: { ...HEADERS, traceparent } });
  expect(JSON.parse(await says(/\{"event":"exchange".*\}/))).toMatchObject({ path: '/v1/models', traceparent });
});

describe('serve --strict', () => {
  const file = path.join(temp, 'strict.yaml');
  writeFileSync(
    file,
    'scenarios:\n  - { name: a, match: { user: ping }, reply: pong }\n  - { name: b, match: { user: other }, reply: x }\n',
  );
  const say = (content: string): object => ({ messages: [{ role: 'user', content }] });

  test.each([
    [['ping', 'other'], EXIT.ok, /^$/],
    [['ping'], EXIT.failed, /^1 scenario was never used:\n {2}b\n$/],
    [['ping', 'other', 'what'], EXIT.failed, /^1 request matched no scenario:\n {2}POST /],
  ])('ends by what was asked: %j', async (asked, code, line) => {
    const running = await serving([
      '--port',
      '0',
      '--speed',
      'instant',
      '--strict',
      '--scenarios',
      file,
      '--log',
      'silent',
    ]);
    for (const content of asked) await post(running.url, say(content));
    running.stop();
    const ended = await running.ended;
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringMatching(line)]);
  });
});

describe('help', () => {
  test('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as { version: string };
    expect(await runCli(['--version'])).toEqual({ code: EXIT.ok, stdout: `${version}\n`, stderr: '' });
  });

  test.each([['--help'], ['serve', '--help'], ['help', 'serve']])('prints help: %s', async (...args) => {
    const { code, stdout, stderr } = await program(args);
    expect([code, stderr]).toEqual([EXIT.ok, '']);
    expect(stdout).toMatch(/^Usage: starmock/);
  });

  test('says on an old Node what it needs', async () => {
    const old = 'Object.defineProperty(process.versions, "node", { value: "20.11.0" })';
    const args = [
      '--import',
      `data:text/javascript,${encodeURIComponent(old)}`,
      `${ROOT}/bin/starmock.js`,
      '--version',
    ];
    const { code, stderr } = await start(process.execPath, args).ended;
    expect([code, stderr]).toEqual([EXIT.usage, 'starmock needs Node 22.12 or newer; this is Node 20.11.0\n']);
  });
});

describe('mistakes', () => {
  test.each([
    [['serv'], 'Did you mean serve?'],
    [['serve', '--prot', '1'], 'Did you mean --port?'],
    [['serve', '--port', 'x'], 'Expected a port from 0 to 65535.'],
    [['serve', '--port', '65536'], 'Expected a port from 0 to 65535.'],
    [['serve', '--speed', 'fast'], 'Expected "instant", "realistic" or a factor above 0'],
    [['serve', '--speed', '0'], 'Expected "instant", "realistic" or a factor above 0'],
    [['serve', '--max-body', 'much'], 'Expected a size such as 500kb or 20mb.'],
    [['serve', '--log', 'loud'], 'Allowed choices are pretty, json, silent.'],
    [['serve', '--api-key', ''], 'Expected a value.'],
    [['serve', 'here'], 'too many arguments'],
    [['spec', '--openapi', '3.0'], 'Allowed choices are 3.2, 3.1.'],
  ])('are named, with exit code 2: %j', async (args, words) => {
    const { code, stdout, stderr } = await program(args);
    expect([code, stdout]).toEqual([EXIT.usage, '']);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(words);
    expect(stderr.split('\n').length).toBeLessThanOrEqual(4);
  });

  test.each([
    ['a file that is not there', () => path.join(temp, 'none.yaml')],
    ['a folder', () => temp],
    ['text that is not YAML', () => overlay('broken.yaml', 'a: [\n')],
    ['YAML that is no overlay', () => overlay('other.yaml', 'hello: world\n')],
    [
      'an overlay whose target is not there',
      () =>
        overlay(
          'lost.yaml',
          'overlay: 1.0.0\ninfo: { title: x, version: 1.0.0 }\nactions:\n  - { target: $.nowhere.at.all, update: { a: 1 } }\n',
        ),
    ],
  ])('in a profile are told before it listens: %s', async (_, file) => {
    const { code, stdout, stderr } = await program(['serve', '--port', '0', '--profile', file()]);
    expect([code, stdout]).toEqual([EXIT.usage, '']);
    expect(stderr).toMatch(/^error: Could not load profile ".+": \S/);
    expect(oneLine(stderr)).toBe(true);
  });

  test('in the environment are named', async () => {
    const { code, stderr } = await program(['serve'], { env: { PORT: 'abc' } });
    expect(code).toBe(EXIT.usage);
    expect(stderr).toBe('error: Invalid PORT environment variable "abc": Expected a port from 0 to 65535.\n');
  });

  test('of the address end in one line and exit code 3', async () => {
    const { port, server } = await takenPort();
    const busy = await program(['serve', '--port', String(port)]);
    server.close();
    expect([busy.code, busy.stdout]).toEqual([EXIT.unreachable, '']);
    expect(busy.stderr).toMatch(/^error: Cannot listen on 127\.0\.0\.1:\d+: the port is in use; choose another/);
    expect(oneLine(busy.stderr)).toBe(true);
    // An address kept for documentation, which no machine has.
    const foreign = await program(['serve', '--port', '0', '--host', '203.0.113.1']);
    expect([foreign.code, oneLine(foreign.stderr)]).toEqual([EXIT.unreachable, true]);
  });
});

describe('serve', () => {
  test('prints the address and the two lines to paste', async () => {
    const { url, stdout } = await serving(['--port', '0', '--api-key', 'sk-mine']);
    expect(Number(new URL(url).port)).toBeGreaterThan(0);
    expect(stdout()).toContain(`starmock is listening on ${url} (profile: starmagic)\n`);
    expect(stdout()).toContain(`\n  export OPENAI_BASE_URL=${url}\n  export OPENAI_API_KEY=sk-mine\n`);
    expect((await fetch(`${url}/models`, { headers: { authorization: 'Bearer sk-mine' } })).status).toBe(200);
    expect((await fetch(`${url}/models`, { headers: { authorization: 'Bearer other' } })).status).toBe(401);
  });

  test('takes the port from PORT, unless an option says otherwise', async () => {
    const port = await freePort();
    const { url } = await serving(['--log', 'silent'], { env: { PORT: String(port) } });
    expect(new URL(url).port).toBe(String(port));
    const other = await serving(['--log', 'silent', '--port', '0'], { env: { PORT: String(port) } });
    expect(new URL(other.url).port).not.toBe(String(port));
  });

  test('warns when others on the network can call, and shows an address that works here', async () => {
    const { url, stdout } = await serving(['--port', '0', '--host', '0.0.0.0']);
    expect(stdout()).toContain(', reachable from the network');
    expect((await fetch(`${new URL(url).origin}/healthz`)).status).toBe(200);
  });

  test('obeys its options', async () => {
    const args = [
      '--port',
      '0',
      '--log',
      'silent',
      '--speed',
      'instant',
      '--stable-ids',
      '--max-body',
      '1kb',
      '--no-cors',
    ];
    const one = await serving([...args, '--seed', 'a']);
    const two = await serving([...args, '--seed', 'a', '--self-check']);
    const three = await serving([...args, '--seed', 'b', '--profile', 'openai']);
    const [text, same, other] = await Promise.all([one, two, three].map(async ({ url }) => (await post(url)).text()));
    expect(same).toBe(text);
    expect(other).not.toBe(text);
    expect(other).toContain('"model": "gpt-5.1-2025-11-13"');
    const large = await post(one.url, { user: 'x'.repeat(1000) });
    expect(large.status).toBe(413);
    expect(large.headers.has('access-control-allow-origin')).toBe(false);
  });

  test('plays a profile from a file', async () => {
    const file = overlay(
      'mine.yaml',
      'overlay: 1.0.0\ninfo: { title: Mine, version: 1.0.0 }\nactions:\n' +
        '  - { target: $.components.schemas.ChatCompletionRequest, update: { additionalProperties: false } }\n',
    );
    const { url } = await serving(['--port', '0', '--speed', 'instant', '--log', 'silent', '--profile', file]);
    expect((await post(url)).status).toBe(200);
    expect(await (await post(url, { top_k: 4 })).json()).toMatchObject({ error: { code: 'unknown_parameter' } });
  });
});

describe('the log', () => {
  test('has one readable line for each request', async () => {
    const { url, says, stdout } = await serving(['--port', '0', '--speed', 'instant']);
    await (await post(url)).text();
    await says(/^\d\d:\d\d:\d\d 200 POST \/v1\/chat\/completions gpt-5\.1 plain \d+\+\d+ tokens ¥0\.\d+ \d+ ms$/m);
    await (await post(url, { stream: true })).text();
    await says(/^\S+ 200 POST \/v1\/chat\/completions gpt-5\.1 stream \d+\+\d+ tokens ¥0\.\d+ \d+ ms$/m);
    await post(url, { n: 0 });
    await says(/^\S+ 400 POST \/v1\/chat\/completions gpt-5\.1 Invalid 'n': .* \d+ ms$/m);
    expect(stdout()).not.toContain(ESCAPE);
  });

  test('tells of clients that went away', async () => {
    const { url, says } = await serving(['--port', '0']);
    const response = await post(url, { stream: true });
    await response.body?.cancel();
    const line = await says(/^.* aborted .*$/m);
    expect(line).toMatch(/^\S+ 200 POST \/v1\/chat\/completions gpt-5\.1 stream .* aborted \d+ ms$/);
  });

  test('is JSON for programs', async () => {
    const { url, says, stdout } = await serving(['--port', '0', '--speed', 'instant', '--log', 'json', '--self-check']);
    await (await post(url)).text();
    await says(/"event":"exchange".*\n/);
    const [listening, exchange, ...rest] = stdout()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rest).toEqual([]);
    expect(listening).toEqual({ event: 'listening', url, port: Number(new URL(url).port) });
    expect(exchange).toMatchObject({
      event: 'exchange',
      method: 'POST',
      path: '/v1/chat/completions',
      status: 200,
      kind: 'plain',
      model: 'gpt-5.1',
      outcome: 'complete',
      cost: { currency: 'CNY' },
      findings: [],
    });
  });

  test('is silent when asked to be, but for the address', async () => {
    const { url, stdout } = await serving(['--port', '0', '--speed', 'instant', '--log', 'silent']);
    await (await post(url)).text();
    expect(stdout()).toBe(`${url}\n`);
  });
});

describe('colors', () => {
  test('are used where they are forced', async () => {
    const { stdout } = await runCli(['faults', 'http.status'], { env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain(ESCAPE);
  });

  test('are used in the log of a server whose output shows them', async () => {
    const { url, says } = await serving(['--port', '0', '--speed', 'instant'], { colors: true });
    await (await post(url)).text();
    expect(await says(/.*200.* POST .*/)).toContain(ESCAPE);
  });

  // `script` gives the command a terminal.
  const SCRIPT = '/usr/bin/script';
  test.skipIf(!existsSync(SCRIPT)).each([
    ['', true],
    ['1', false],
  ])('are used on a terminal unless NO_COLOR says otherwise (NO_COLOR=%j)', async (value, colored) => {
    const command = `"${process.execPath}" "${ROOT}/bin/starmock.js" serve --port 0`;
    const env = { NO_COLOR: value, TERM: 'xterm-256color' };
    const terminal = start(SCRIPT, ['-qefc', command, '/dev/null'], { env });
    await terminal.says(/Press Ctrl-C to stop/);
    terminal.signal('SIGTERM');
    const { stdout } = await terminal.ended;
    expect(stdout.includes(ESCAPE)).toBe(colored);
  });
});

describe('the end', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'lets a running answer end after %s, and refuses new ones',
    async (signal) => {
      const running = await served(['--port', '0', '--log', 'silent']);
      const response = await post(running.url, { stream: true, max_completion_tokens: 40 });
      const reader = response.body?.getReader();
      const decoder = new TextDecoder();
      let text = decoder.decode((await reader?.read())?.value);
      running.signal(signal);
      for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
        text += decoder.decode(next.value);
      expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
      const { code, stderr } = await running.ended;
      expect([code, stderr]).toEqual([EXIT.ok, '']);
      await expect(post(running.url)).rejects.toThrow('fetch failed');
    },
  );

  test('is at once after a second Ctrl-C', async () => {
    const running = await served(['--port', '0', '--log', 'silent', '--speed', '0.01']);
    const response = await post(running.url, { stream: true });
    running.signal('SIGINT');
    // The first signal has been seen when nobody is let in any more.
    for (let open = true; open;)
      open = await fetch(`${running.url}/models`).then(
        () => true,
        () => false,
      );
    running.signal('SIGINT');
    expect((await running.ended).code).toBe(EXIT.interrupted);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  test('does not wait for clients that only keep their connection', async () => {
    const running = await serving(['--port', '0', '--log', 'silent', '--speed', '0.01']);
    const idle = await openRaw(Number(new URL(running.url).port));
    idle.send('GET /healthz HTTP/1.1\r\nHost: mock\r\n\r\n');
    await idle.until(/\r\n\r\n./);
    const response = await post(running.url, { stream: true });
    let over = false;
    const answer = response.text().finally(() => {
      over = true;
    });
    running.stop();
    // Whoever is served keeps the server; whoever is not is let go before that.
    await idle.closed;
    expect(over).toBe(false);
    running.stop();
    expect((await running.ended).code).toBe(EXIT.interrupted);
    await response.body?.cancel().catch(() => undefined);
    void answer.catch(() => undefined);
  });

  test('is no failure where the reader has had enough', async () => {
    const command = `"${process.execPath}" "${ROOT}/bin/starmock.js" spec | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', command]);
    expect([stdout, stderr]).toEqual([expect.stringMatching(/^openapi: .*\n0\n$/), '']);
  });
});

describe('spec', () => {
  test('prints the contract as it was written', async () => {
    const { code, stdout } = await program(['spec']);
    expect(code).toBe(EXIT.ok);
    expect(stdout).toBe(readFileSync(`${ROOT}/spec/openapi.yaml`, 'utf8'));
    expect((parse(stdout) as { openapi: string }).openapi).toMatch(/^3\.2\./);
  });

  test('prints the view for older tools', async () => {
    const { code, stdout } = await program(['spec', '--openapi', '3.1']);
    expect(code).toBe(EXIT.ok);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(`${ROOT}/spec/openapi-3.1.json`, 'utf8')));
  });

  test('prints the contract of another profile', async () => {
    const { stdout } = await program(['spec', '--profile', 'openai']);
    const document = JSON.parse(stdout) as {
      info: { title: string };
      components: { schemas: { ChatCompletionRequest: { additionalProperties?: boolean } } };
    };
    expect(document.info.title).toBe('Chat completions of api.openai.com');
    expect(document.components.schemas.ChatCompletionRequest.additionalProperties).toBe(false);
  });
});

describe('models', () => {
  test('prints a table for people', async () => {
    const { code, stdout } = await program(['models']);
    const lines = stdout.trimEnd().split('\n');
    expect([code, lines.length]).toEqual([EXIT.ok, 5]);
    expect(lines[1]).toMatch(/^gpt-5\.1 .*1\.80 \/ 15\.00 CNY$/);
  });

  test('prints JSON for programs', async () => {
    const { stdout } = await program(['models', '--json', '--profile', 'openai']);
    const models = JSON.parse(stdout) as { id: string; price: { currency: string } }[];
    expect(models.find((model) => model.id === 'gpt-5.1')?.price.currency).toBe('USD');
  });
});

describe('the README', () => {
  test.each(Object.entries(EXIT))('documents the exit code of "%s"', (_, code) => {
    expect(readme()).toMatch(new RegExp(`^\\|\\s*\`?${code}\`?\\s*\\|`, 'm'));
  });

  test('documents every command and every option', () => {
    const pages = ['README.md', 'docs/verify.md', 'docs/tap.md', 'docs/cassettes.md'];
    const text = pages.map((file) => readFileSync(`${ROOT}/${file}`, 'utf8')).join('');
    const { commands } = createProgram(() => Promise.resolve());
    for (const command of commands) {
      expect(text).toContain(`starmock ${command.name()}`);
      for (const { long } of command.options) expect(text).toContain(`\`${long}`);
    }
  });
});

// `starmock verify` and what belongs to it, in this process against a mock over HTTP.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { createProgram } from '../../src/cli/program.ts';
import { createMock, type MockOptions } from '../../src/index.ts';
import { FAULTS } from '../../src/faults/catalogue.ts';
import { CHECKS } from '../../src/verify/checks/catalogue.ts';
import { ENDPOINT_CHECKS } from '../../src/verify/checks/endpoint-checks.ts';
import { readReport } from '../../src/verify/report/read-report.ts';
import type { Report } from '../../src/verify/report/report.ts';
import { secretForms } from '../../src/recordings/redaction/secret-forms.ts';
import { holds } from '../../src/verify/checks/suites.ts';
import { readStarlog } from '../../src/recordings/starlog.ts';
import { certificate, type Certificate } from '../unit/verify/client/support/certificates.ts';
import { ROOT, start, startCli, type Ended } from '../support/cli.ts';
import { program, startProgram } from '../support/program.ts';

const KEY = 'sk-Yk3/+9"Qz&7<pLm0=x';

/** Milliseconds; far more than what is waited for takes. */
const PATIENCE = 60_000;

/** A folder of its own for each test. */
function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'starmock-verify-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A mock over HTTP that ends with the test. */
async function mockUrl(options: MockOptions = {}): Promise<{ url: string; requests: () => number }> {
  const mock = createMock(options);
  onTestFinished(() => mock.close(0));
  // Clients of a proxy name the host that they want.
  const { url } = await mock.listen({ allowHosts: ['endpoint.test'] });
  return { url, requests: () => mock.requests.length };
}

/** A server that passes requests on to another, over TLS where it is given a certificate; a proxy, if it is asked as one. */
async function frontOf(url: string, tls?: Certificate): Promise<string> {
  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? '/', url);
    const { method, headers } = request;
    const onward = http.request(new URL(pathname, url), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  };
  const server = tls ? https.createServer(tls, pass) : http.createServer(pass);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `${tls ? 'https' : 'http'}://127.0.0.1:${port}/v1`;
}

interface Asked {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `starmock verify`, with a key and in an empty folder if nothing else is said. */
const verify = (args: readonly string[], { cwd = folder(), env = {} }: Asked = {}): Promise<Ended> =>
  program(['verify', ...args], { cwd, env: { STARMOCK_API_KEY: KEY, ...env } });

const reportOf = ({ stdout }: Ended): Report => readReport(stdout, 'standard output');

const CORE = CHECKS.filter((check) => holds('core', check)).length;

const text = (file: string): string => readFileSync(file, 'utf8');

describe('verify', () => {
  test('passes the mock, all models and all checks', async () => {
    const { url } = await mockUrl();
    const ended = await verify(['--base-url', url, '--suite', 'full', '--json', '--budget', '5']);
    const report = reportOf(ended);
    expect(report.results.filter(({ status }) => !['pass', 'skip'].includes(status))).toEqual([]);
    expect([ended.code, report.outcome, report.models.length]).toEqual([EXIT.ok, 'passed', 4]);
    expect(report.totals.must.passed).toBe(report.totals.must.run);
    // Nearly every check has something to judge on one model or another.
    const judged = new Set(report.results.filter(({ status }) => status === 'pass').map(({ check }) => check));
    expect(judged.size).toBeGreaterThan(175);
  });

  test('costs less than ¥0.05 for a model with the core suite', async () => {
    const { url } = await mockUrl();
    const { cost } = reportOf(await verify(['--base-url', url, '--model', 'gpt-5.1', '--json']));
    expect(cost.currency).toBe('CNY');
    expect(cost.amount).toBeGreaterThan(0.001);
    expect(cost.amount).toBeLessThan(0.05);
  });

  test('tells a defect so that a person understands it', async () => {
    const { url } = await mockUrl({ faults: ['finish.stop-with-tools'] });
    const { code, stdout } = await verify(['--base-url', url, '--model', 'gpt-5.1', '--suite', 'agent', '--verbose']);
    expect(code).toBe(EXIT.failed);
    expect(stdout).toMatch(/FAIL finish\.tool-calls MUST · gpt-5\.1/);
    expect(stdout).toMatch(/where +probe \S*tools\.auto.*finish_reason/);
    expect(stdout).toMatch(/expected +.*tool_calls/);
    expect(stdout).toMatch(/received +"?stop/);
    expect(stdout).toMatch(/breaks +\w+/);
    expect(stdout).toMatch(/fix +Set finish_reason to "tool_calls"/);
    expect(stdout).toMatch(/again +.*curl/);
    expect(stdout).toContain('"$STARMOCK_API_KEY"');
  });

  test('asks nothing where only the plan is wanted, and needs no key for it', async () => {
    const { url, requests } = await mockUrl();
    const args = ['--base-url', url, '--model', 'gpt-5.1', '--plan'];
    const { code, stdout } = await verify(args, { env: { STARMOCK_API_KEY: '' } });
    expect([code, requests()]).toEqual([EXIT.ok, 0]);
    expect(stdout).toMatch(/gpt-5\.1 +stream\.long +\d+ +180 +¥0\.00\d+/);
    expect(stdout).toMatch(new RegExp(`${CORE} checks, \\d+ probes, at worst ¥0\\.\\d+`));
    const { probes } = JSON.parse((await verify([...args, '--json'])).stdout) as { probes: { probe: string }[] };
    expect(probes.map(({ probe }) => probe)).toContain('text');
  });

  test.each([
    [['--only', 'finish.onc'], /Unknown check "finish.onc" in --only.*Did you mean "finish.once"/],
    [['--skip', 'finsh'], /Did you mean "finish"/],
    [['--only', 'tool', '--suite', 'json'], /No checks left in suite json/],
    [['--suite', 'everything'], /Allowed choices are core, agent/],
    [['--budget', 'much'], /Expected an amount such as/],
    [['--samples', 'json.object'], /such as json.valid=50/],
    [['--timeout', 'headd=3'], /Expected a phase \(connect, head, idle, total\)/],
    [['--api-key-env', 'sk-123'], /not the key itself/],
    [['--proxy', 'socks5://127.0.0.1'], /HTTP proxy/],
    [['--expires', '2027-02-30'], /Expected a date/],
    [['--update-baseline'], /requires a reason, such as --reason/],
    [['--reason', 'because'], /--reason requires --update-baseline/],
    [['--replay', 'nowhere.starlog'], /no such file/],
    [['--replay', 'run.starlog', '--record', 'run.starlog'], /--record cannot be combined with --replay/],
    [['--plan', '--junit', 'plan.xml'], /--junit cannot be combined with --plan/],
    [['--plan', '--update-baseline', '--reason', 'because'], /--update-baseline cannot be combined with --plan/],
    [['--suite', 'full', '--samples', 'param.stopp=5'], /did you mean "param.stop"/],
    [['--samples', 'finish.once=5'], /never sampled/],
    [['--suite', 'core', '--samples', 'json.object=5'], /not part of this run/],
    [['--ca', 'nowhere.pem'], /no such file/],
    [['--profile', 'nowhere.yaml'], /nowhere\.yaml/],
    [['--base-url', 'ftp://127.0.0.1/v1'], /expected an http:\/\/ or https:\/\/ URL/],
    [['--base-url', 'http://me:secret@127.0.0.1/v1'], /contains credentials/],
  ])('refuses what it cannot do, and says what to do: %j', async (args, message) => {
    const { code, stderr } = await verify(['--base-url', 'http://127.0.0.1:9/v1', ...args]);
    expect(stderr).toMatch(message);
    expect(code).toBe(EXIT.usage);
  });

  test('wants an endpoint and a key, from the environment too', async () => {
    const none = await verify(['--model', 'gpt-5.1']);
    expect([none.code, none.stderr]).toEqual([EXIT.usage, expect.stringContaining('--base-url')]);
    const keyless = await verify(['--base-url', 'http://127.0.0.1:9/v1'], { env: { STARMOCK_API_KEY: '' } });
    expect([keyless.code, keyless.stderr]).toEqual([EXIT.usage, expect.stringContaining('OPENAI_API_KEY')]);
    const { url } = await mockUrl({ apiKeys: ['sk-other-0123456789'] });
    const env = { OPENAI_BASE_URL: url, STARMOCK_API_KEY: '', OTHER: 'sk-other-0123456789' };
    const args = ['--model', 'gpt-5.1', '--only', 'finish', '--api-key-env', 'OTHER'];
    expect((await verify(args, { env })).code).toBe(EXIT.ok);
  });

  test('makes the folders of reports, before its first request', async () => {
    const { url } = await mockUrl();
    const cwd = folder();
    const reports = ['--junit', 'out/deep/j.xml', '--html', 'out/r.html', '--record', 'rec/run.starlog'];
    const args = ['--base-url', url, '--model', 'gpt-5.1', '--only', 'finish.once', ...reports];
    expect((await verify(args, { cwd })).code).toBe(EXIT.ok);
    expect(reports.filter((file) => !file.startsWith('--') && !existsSync(path.join(cwd, file)))).toEqual([]);
  });

  test.each([
    [['--sarif', 'taken'], '--sarif: cannot write taken: illegal operation on a directory'],
    [['--markdown', 'file.txt/m.md'], '--markdown: cannot write file.txt/m.md: not a directory'],
    [['--record', 'file.txt/run.starlog'], '--record: cannot write file.txt/run.starlog: not a directory'],
    [['--update-baseline', '--reason', 'x', '--baseline', 'taken'], 'baseline'],
    [['--json', 'r.out', '--html', './r.out'], '--json and --html name the same file'],
  ])('sends nothing where results cannot be written: %j', async (options, message) => {
    const { url, requests } = await mockUrl();
    const cwd = folder();
    mkdirSync(path.join(cwd, 'taken'));
    writeFileSync(path.join(cwd, 'file.txt'), '');
    const ended = await verify(['--base-url', url, '--model', 'gpt-5.1', ...options], { cwd });
    expect([ended.code, ended.stderr, requests()]).toEqual([EXIT.usage, expect.stringContaining(message), 0]);
    expect(readdirSync(cwd)).toEqual(['file.txt', 'taken']);
  });

  test('tells where nothing can be tested: no connection, no access, no such model', async () => {
    const { url } = await mockUrl({ apiKeys: ['sk-other-0123456789'] });
    const closed = await verify(['--base-url', 'http://127.0.0.1:9/v1', '--model', 'gpt-5.1']);
    expect([closed.code, closed.stdout]).toEqual([EXIT.unreachable, expect.stringContaining('Nothing was tested')]);
    const refused = await verify(['--base-url', url, '--model', 'gpt-5.1']);
    expect([refused.code, refused.stdout]).toEqual([
      EXIT.unreachable,
      expect.stringContaining('does not accept the key'),
    ]);
    const open = await mockUrl({ faults: ['model.gone=gpt-5.1'] });
    const gone = await verify(['--base-url', open.url, '--model', 'gpt-5.1']);
    expect([gone.code, gone.stdout]).toEqual([EXIT.unreachable, expect.stringContaining('documented but unavailable')]);
  });

  test('never passes the budget, and says what it left out', async () => {
    const { url } = await mockUrl();
    const args = ['--base-url', url, '--model', 'gpt-5.1', '--budget', '0.001', '--json'];
    const ended = await verify(args);
    const report = reportOf(ended);
    expect([ended.code, report.outcome]).toEqual([EXIT.incomplete, 'incomplete']);
    expect(report.cost.amount).toBeLessThanOrEqual(0.001);
    expect(report.skipped.some(({ reason }) => reason === 'budget')).toBe(true);
  });

  test('bears with what the baseline knows, until it expires or is fixed', async () => {
    const cwd = folder();
    const bad = (await mockUrl({ faults: ['finish.unknown-value-eos'] })).url;
    const good = (await mockUrl()).url;
    const args = (url: string, ...more: string[]): string[] => [
      '--base-url',
      url,
      '--model',
      'gpt-5.1',
      '--only',
      'finish',
      ...more,
    ];
    const code = async (url: string, ...more: string[]): Promise<number | null> =>
      (await verify(args(url, ...more), { cwd })).code;
    expect(await code(bad)).toBe(EXIT.failed);
    expect(await code(bad, '--update-baseline', '--reason', 'ticket 4711')).toBe(EXIT.ok);
    expect(await code(bad)).toBe(EXIT.ok);
    const fixed = await verify(args(good), { cwd });
    expect([fixed.code, fixed.stdout]).toEqual([EXIT.ok, expect.stringContaining('Fixed: finish.value of gpt-5.1')]);
    expect(await code(good, '--strict-baseline')).toBe(EXIT.failed);
    const file = path.join(cwd, 'starmock.baseline.json');
    expect(text(file)).toContain('ticket 4711');
    writeFileSync(file, text(file).replace('"reason"', '"expires": "2020-01-01", "reason"'));
    const expired = await verify(args(bad), { cwd });
    expect([expired.code, expired.stdout]).toEqual([EXIT.failed, expect.stringContaining('expired')]);
    writeFileSync(file, '{');
    const broken = await verify(args(bad), { cwd });
    expect([broken.code, broken.stderr]).toEqual([EXIT.usage, expect.stringContaining('Cannot read baseline')]);
  });

  test('trusts the certificates that it is told to trust, and no others', async () => {
    const cwd = folder();
    const { key, cert } = await certificate(['127.0.0.1']);
    const url = await frontOf((await mockUrl()).url, { key, cert });
    writeFileSync(path.join(cwd, 'ca.pem'), cert);
    const args = ['--base-url', url, '--model', 'gpt-5.1', '--only', 'finish'];
    const distrusted = await verify(args, { cwd });
    expect([distrusted.code, distrusted.stdout]).toEqual([EXIT.unreachable, expect.stringContaining('tls: ')]);
    expect((await verify([...args, '--ca', 'ca.pem'], { cwd })).code).toBe(EXIT.ok);
    expect((await verify([...args, '--insecure'], { cwd })).code).toBe(EXIT.ok);
  });

  test('goes through the proxy of the environment, or of its option, or none', async () => {
    const { url, requests } = await mockUrl();
    const proxy = await frontOf(url);
    const target = 'http://endpoint.test/v1';
    const args = ['--base-url', target, '--model', 'gpt-5.1', '--only', 'finish'];
    const env = { http_proxy: new URL(proxy).origin };
    expect((await verify(args, { env })).code).toBe(EXIT.ok);
    expect((await verify([...args, '--proxy', new URL(proxy).origin])).code).toBe(EXIT.ok);
    const before = requests();
    expect((await verify([...args, '--no-proxy', '--timeout', 'connect=2'], { env })).code).toBe(EXIT.unreachable);
    expect(requests()).toBe(before);
  });

  test('fails on what it is told to fail on', async () => {
    const { url } = await mockUrl({ faults: ['http.request-id-missing'] });
    const args = ['--base-url', url, '--model', 'gpt-5.1', '--only', 'http.request-id'];
    expect((await verify(args)).code).toBe(EXIT.ok);
    expect((await verify([...args, '--fail-on', 'should'])).code).toBe(EXIT.failed);
  });

  test('samples behavior as often as it is told to', async () => {
    const { url } = await mockUrl();
    const args = [
      '--base-url',
      url,
      '--model',
      'gpt-5.1',
      '--only',
      'json.object',
      '--samples',
      'json.object=5',
      '--json',
    ];
    const [result] = reportOf(await verify(args)).results;
    expect(result?.samples).toEqual({ good: 5, of: 5 });
  });
});

describe('what verify writes', () => {
  const FILES = ['json', 'junit', 'sarif', 'markdown', 'html', 'badge', 'har', 'record'];

  test('are the reports that were asked for, and none of them has the key in any form', async () => {
    const cwd = folder();
    // The service shows the key in its errors, which is a finding, and must not be shown again.
    const { url } = await mockUrl({ faults: ['err.echo-key', 'finish.stop-with-tools'], apiKeys: [KEY] });
    const options = FILES.flatMap((name) => [`--${name}`, `run.${name}`]);
    const { code, stdout, stderr } = await verify(
      ['--base-url', url, '--model', 'gpt-5.1', '--suite', 'full', '--verbose', ...options],
      {
        cwd,
      },
    );
    expect(code).toBe(EXIT.failed);
    expect(readdirSync(cwd).toSorted()).toEqual(FILES.map((name) => `run.${name}`).toSorted());
    const forms = secretForms(KEY).map((form) => form.text);
    expect(forms.length).toBeGreaterThan(10);
    const written = [stdout, stderr, ...FILES.map((name) => text(path.join(cwd, `run.${name}`)))];
    for (const one of written) expect(forms.filter((form) => one.includes(form))).toEqual([]);
    expect(stdout).toContain('auth.key-echo');
  });

  test('is judged again from a recording, with the same results and without the network', async () => {
    const cwd = folder();
    const { url, requests } = await mockUrl({ faults: ['b.usage-sum-wrong'] });
    const live = reportOf(
      await verify(['--base-url', url, '--model', 'gpt-5.1', '--record', 'run.starlog', '--json'], { cwd }),
    );
    const asked = requests();
    const again = reportOf(await verify(['--replay', 'run.starlog', '--json'], { cwd, env: { STARMOCK_API_KEY: '' } }));
    const essence = ({ results }: Report): string[] =>
      results.map(
        ({ check, status, findings }) =>
          `${check} ${status} ${findings.map(({ fingerprint }) => fingerprint).join(' ')}`,
      );
    expect(essence(again)).toEqual(essence(live));
    expect(requests()).toBe(asked);
  });

  test('is sent again one exchange at a time', async () => {
    const cwd = folder();
    const { url } = await mockUrl();
    await verify(['--base-url', url, '--model', 'gpt-5.1', '--only', 'finish.once', '--record', 'run.starlog'], {
      cwd,
    });
    const { observations, numbers } = readStarlog(text(path.join(cwd, 'run.starlog')), 'run.starlog');
    const number = numbers[observations.findIndex(({ probe }) => probe === 'stream.same')] ?? 0;
    const env = { STARMOCK_API_KEY: KEY };
    const trusting = ['replay', `run.starlog#p${number}`, '--allow-recorded-host'];
    const { code, stdout } = await program(trusting, { cwd, env });
    expect([code, stdout]).toEqual([
      EXIT.ok,
      expect.stringMatching(/stream\.same of gpt-5\.1[\s\S]*HTTP\/1\.1 200[\s\S]*data: \[DONE\]/),
    ]);
    const elsewhere = await program(['replay', `run.starlog#p${number}`, '--base-url', 'http://127.0.0.1:9/v1'], {
      cwd,
      env,
    });
    expect(elsewhere.code).toBe(EXIT.unreachable);
    const unnamed = await program(['replay', `run.starlog#p${number}`], { cwd, env: { ...env, OPENAI_BASE_URL: '' } });
    expect([unnamed.code, unnamed.stderr]).toEqual([EXIT.usage, expect.stringContaining('--allow-recorded-host')]);
    const both = await program([...trusting, '--base-url', url], { cwd, env });
    expect(both.code).toBe(EXIT.usage);
    const missing = await program(['replay', 'run.starlog#p99999'], { cwd, env });
    expect([missing.code, missing.stderr]).toEqual([EXIT.usage, expect.stringContaining('which has p1 to')]);
    const nameless = await program(['replay', 'run.starlog'], { cwd, env });
    expect([nameless.code, nameless.stderr]).toEqual([EXIT.usage, expect.stringContaining('run.starlog#p13')]);
  });

  test('gives the key to no host that only a recording names', async () => {
    const cwd = folder();
    const thief = http.createServer((_, response) => void response.end('{}'));
    const stolen: string[] = [];
    thief.on('request', ({ url = '', headers }: IncomingMessage) => void stolen.push(url + JSON.stringify(headers)));
    onTestFinished(() => void thief.close());
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
    const there = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/v1`;
    const { url, requests } = await mockUrl();
    const head = { starlog: 1, tool: 'starmock/0.1.0', profile: 'starmagic', contract: '1.0.0', models: ['gpt-5.1'] };
    const more = { suite: 'core', startedAt: '2026-01-01T00:00:00.000Z', nonce: 'n' };
    const exchange = (target: string, headers: readonly (readonly [string, string])[] = []): object => ({
      number: 1,
      probe: 'text',
      model: 'gpt-5.1',
      sample: 0,
      attempt: 0,
      startedAt: 0,
      request: {
        method: 'POST',
        url: target,
        headers: [['Authorization', 'Bearer [key]'], ...headers],
        body: { text: '{"k":"[key]"}' },
      },
      body: [],
      framing: 'none',
      failure: { phase: 'head', code: 'X', message: 'x' },
    });
    const attempt = async (
      endpoint: string,
      line: object,
      env: Readonly<Record<string, string>>,
      args: string[] = [],
    ) => {
      writeFileSync(
        path.join(cwd, 'evil.starlog'),
        `${JSON.stringify({ ...head, endpoint, ...more })}\n${JSON.stringify(line)}\n`,
      );
      return program(['replay', 'evil.starlog#p1', ...args], {
        cwd,
        env: { STARMOCK_API_KEY: KEY, OPENAI_BASE_URL: '', ...env },
      });
    };
    const chat = `${there}/chat/completions?leak=[key]`;
    const refused = [
      await attempt('https://api.example.com/v1', exchange(chat), {}, ['--base-url', url]),
      await attempt('https://api.example.com/v1', exchange(chat), { OPENAI_BASE_URL: url }),
      await attempt('https://api.example.com/v1', exchange(chat), {}, ['--allow-recorded-host']),
      await attempt(there, exchange(chat), {}),
      await attempt(there, exchange(chat, [['Accept', 'a\r\nX-Smuggled: [key]']]), {}, ['--base-url', url]),
    ];
    expect(refused.map(({ code }) => code)).toEqual(refused.map(() => EXIT.usage));
    expect([stolen, requests()]).toEqual([[], 0]);
    const moved = await attempt(there, exchange(`${there}/chat/completions`, [['Host', 'evil.test']]), {
      OPENAI_BASE_URL: url,
    });
    expect([moved.code, stolen, requests()]).toEqual([EXIT.ok, [], 1]);
  });

  test('has what is known by then where it is stopped', async () => {
    const cwd = folder();
    const { url } = await mockUrl({ speed: 'realistic' });
    const running = startCli(
      ['verify', '--base-url', url, '--model', 'gpt-5.1', '--json', 'run.json', '--record', 'run.starlog'],
      {
        cwd,
        env: { STARMOCK_API_KEY: KEY },
      },
    );
    await running.says(/probes, at worst/);
    const recorded = (): number =>
      existsSync(path.join(cwd, 'run.starlog')) ? text(path.join(cwd, 'run.starlog')).split('\n').length : 0;
    await expect.poll(recorded, { timeout: PATIENCE }).toBeGreaterThan(4);
    running.signal('SIGINT');
    const { code } = await running.ended;
    const report = readReport(text(path.join(cwd, 'run.json')), 'run.json');
    expect([code, report.outcome]).toEqual([EXIT.interrupted, 'interrupted']);
    expect(report.exchanges.length).toBeGreaterThan(2);
  });

  test('is not waited for where it is stopped twice', async () => {
    const { url } = await mockUrl({ speed: 'realistic' });
    const cwd = folder();
    const args = ['verify', '--base-url', url, '--model', 'gpt-5.1', '--json', 'run.json'];
    const running = startProgram(args, { cwd, env: { STARMOCK_API_KEY: KEY } });
    await running.says(/probes, at worst/);
    running.stop();
    running.stop();
    expect((await running.ended).code).toBe(EXIT.interrupted);
    expect(running.stderr()).toContain('Press Ctrl-C again to exit without a report');
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('reaches GitHub by itself: annotations in the log, and a summary', async () => {
    const cwd = folder();
    const { url } = await mockUrl({ faults: ['finish.unknown-value-eos'] });
    const summary = path.join(cwd, 'summary.md');
    writeFileSync(summary, 'before\n');
    const { stdout } = await verify(['--base-url', url, '--model', 'gpt-5.1', '--only', 'finish'], {
      cwd,
      env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary },
    });
    expect(stdout).toMatch(/^::error title=finish\.value \(gpt-5\.1\)::/m);
    expect(text(summary)).toMatch(/^before\n[\s\S]*finish\.value/);
  });

  test('leaves standard output to JSON where that is printed', async () => {
    const { url } = await mockUrl();
    const { stdout, stderr } = await verify(['--base-url', url, '--model', 'gpt-5.1', '--only', 'finish', '--json']);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    expect(stderr).toContain('starmock verify core');
  });
});

describe('around verify', () => {
  test('compare tells two reports apart, and fails where something got worse', async () => {
    const cwd = folder();
    const [good, bad] = [(await mockUrl()).url, (await mockUrl({ faults: ['finish.unknown-value-eos'] })).url];
    const args = ['--model', 'gpt-5.1', '--only', 'finish', '--json'];
    await verify(['--base-url', good, ...args, 'good.json'], { cwd });
    await verify(['--base-url', bad, ...args, 'bad.json'], { cwd });
    const worse = await program(['compare', 'good.json', 'bad.json'], { cwd });
    expect([worse.code, worse.stdout]).toEqual([
      EXIT.failed,
      expect.stringMatching(/worse +finish\.value gpt-5\.1: pass → fail/),
    ]);
    const better = await program(['compare', 'bad.json', 'good.json', '--json'], { cwd });
    expect([better.code, JSON.parse(better.stdout)]).toEqual([
      EXIT.ok,
      expect.arrayContaining([expect.objectContaining({ check: 'finish.value', kind: 'better' })]),
    ]);
    writeFileSync(path.join(cwd, 'other.json'), '{}');
    const none = await program(['compare', 'good.json', 'other.json'], { cwd });
    expect([none.code, none.stderr]).toEqual([EXIT.usage, expect.stringContaining('starmock verify --json')]);
  });

  test('checks lists all of them, or some', async () => {
    const all = await program(['checks']);
    expect(all.stdout).toContain(`${CHECKS.length} checks`);
    for (const { id } of CHECKS)
      expect(all.stdout).toMatch(new RegExp(`^  ${id.replaceAll('.', String.raw`\.`)} +[A-Z]+ `, 'm'));
    const some = JSON.parse((await program(['checks', '--only', 'tool.args', '--json'])).stdout) as { id: string }[];
    expect(some.map(({ id }) => id).every((id) => id.startsWith('tool.args'))).toBe(true);
    expect((await program(['checks', '--suite', 'core'])).stdout).toContain(`${CORE} checks`);
  });

  test.each(CHECKS.filter((_, index) => index % 40 === 0).map(({ id }) => id))('explain describes %s', async (id) => {
    const { code, stdout } = await program(['explain', id]);
    expect([code, stdout]).toEqual([EXIT.ok, expect.stringMatching(/defined in +spec\/openapi\.yaml, line \d+/)]);
    const facts = JSON.parse((await program(['explain', id, '--json'])).stdout) as { line: number; faults: string[] };
    const lines = text(`${ROOT}/spec/openapi.yaml`).split('\n');
    expect(lines[facts.line - 1]).toContain(`id: ${id}`);
    expect(FAULTS.map(({ name }) => name)).toEqual(expect.arrayContaining(facts.faults));
  });

  test('explain makes a check fail, and shows what it says', async () => {
    const { code, stdout } = await program(['explain', 'finish.value', '--example']);
    expect(code).toBe(EXIT.ok);
    expect(stdout).toMatch(/^With \S+:\nwhere +.*\nexpected +[\s\S]*\nreceived +\S+[\s\S]*\nbytes +/m);
    const facts = JSON.parse((await program(['explain', 'usage.sum', '--example', '--json'])).stdout) as {
      faults: string[];
      example: { fault: string; finding: { requirement: string } };
    };
    expect([facts.example.finding.requirement, facts.faults.includes(facts.example.fault)]).toEqual([
      'usage.sum',
      true,
    ]);
  });

  test('explain knows what is meant where a name is wrong', async () => {
    const { code, stderr } = await program(['explain', 'usage.sums']);
    expect([code, stderr]).toEqual([EXIT.usage, expect.stringContaining('Did you mean "usage.sum"')]);
  });
});

describe('the documentation of verify', () => {
  const page = text(`${ROOT}/docs/verify.md`);
  const command = createProgram(() => Promise.resolve()).commands.find((one) => one.name() === 'verify');
  const options = command?.options.map(({ long }) => long) ?? [];

  test('lists every option, and no other', () => {
    const rows = [...page.matchAll(/^\| `(--[a-z-]+)/gm)].map((match) => match[1]);
    expect(rows.toSorted()).toEqual(options.toSorted());
  });

  test('names options that there are, in its text and its workflow and in the action', () => {
    const { runs } = parse(text(`${ROOT}/action.yml`)) as { runs: { steps: { run?: string }[] } };
    const script = runs.steps.map(({ run = '' }) => run).join('\n');
    const known = new Set([...options, '--yes', '--allow-recorded-host', '--port', '--speed', '--fault']);
    const named = [...(page + script).matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([name]) => name);
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test('has a program that runs', async () => {
    const { url } = await mockUrl({ faults: ['finish.unknown-value-eos'] });
    const [code = ''] = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
    const program = code.replace('http://127.0.0.1:4010/v1', url);
    const running = start(process.execPath, ['--input-type=module-typescript', '-e', program]);
    const { stdout, stderr } = await running.ended;
    expect([stderr, stdout]).toEqual(['', expect.stringContaining('finish.value\n')]);
  });

  test('has an action whose script runs, and writes every report', async () => {
    const cwd = folder();
    const { url } = await mockUrl({ faults: ['finish.unknown-value-eos'] });
    const { runs } = parse(text(`${ROOT}/action.yml`)) as { runs: { steps: { run?: string; env?: object }[] } };
    const step = runs.steps.find(({ run }) => run !== undefined);
    const script =
      step?.run?.replace('npx --yes "starmock@$VERSION"', `"${process.execPath}" "${ROOT}/bin/starmock.js"`) ?? '';
    const env = {
      STARMOCK_API_KEY: KEY,
      BASE_URL: url,
      MODELS: 'gpt-5.1 gpt-5.1-chat',
      SUITE: 'core',
      PROFILE: 'starmagic',
      BUDGET: '1.00',
      BASELINE: 'starmock.baseline.json',
      FAIL_ON: 'must',
      REPORTS: 'reports',
      VERSION: 'latest',
    };
    expect(Object.keys(step?.env ?? {}).toSorted()).toEqual(Object.keys(env).toSorted());
    const { code } = await start('bash', ['-eo', 'pipefail', '-c', script], { cwd, env }).ended;
    expect(code).toBe(EXIT.failed);
    const reports = readdirSync(path.join(cwd, 'reports'));
    expect(reports.toSorted()).toEqual([
      'badge.json',
      'starmock.html',
      'starmock.json',
      'starmock.sarif',
      'starmock.xml',
    ]);
    const report = readReport(text(path.join(cwd, 'reports/starmock.json')), 'starmock.json');
    expect(report.models).toEqual(['gpt-5.1', 'gpt-5.1-chat']);
  });

  test('gives the action inputs that it has', () => {
    const { inputs } = parse(text(`${ROOT}/action.yml`)) as { inputs: Record<string, unknown> };
    const workflow = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const { jobs } = parse(workflow) as { jobs: { verify: { steps: { id?: string; with?: object }[] } } };
    const used = jobs.verify.steps.find(({ id }) => id === 'starmock')?.with ?? {};
    expect(Object.keys(used).length).toBeGreaterThan(4);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(used)));
  });

  test('states how many requirements the checks hold', () => {
    expect(text(`${ROOT}/README.md`)).toContain('more than 300 requirements');
    const all = Object.values(ENDPOINT_CHECKS).flat();
    expect(new Set(all.map(({ id }) => id)).size).toBeGreaterThan(300);
  });
});

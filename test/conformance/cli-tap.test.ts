// `starmock tap` in this process, in front of a mock that stands for a live endpoint.
import { join } from 'node:path';
import { onTestFinished, describe, expect, test } from 'vitest';
import { testFolder } from '../support/cassette-folder.ts';
import { program, serving, startProgram, type ProgramOptions, type RunningProgram } from '../support/program.ts';

const BODY = JSON.stringify({ model: 'gpt-5.1', stream: true, messages: [{ role: 'user', content: 'Hello!' }] });

/** Runs `tap` in front of a mock; resolves when it listens. */
async function tapping(
  args: readonly string[] = [],
  options?: ProgramOptions,
): Promise<RunningProgram & { readonly url: string; readonly mock: RunningProgram & { readonly url: string } }> {
  const mock = await serving(['--port', '0', '--speed', 'instant', '--api-key', 'sk-live']);
  const running = startProgram(['tap', '--upstream', mock.url, '--port', '0', ...args], options);
  onTestFinished(async () => {
    running.stop();
    running.stop();
    await running.ended;
  });
  const url = /http:\S+\/v1/.exec(await running.says(/http:\/\/[^\s"]+\/v1(?=[\s"])/))?.[0] ?? '';
  return { ...running, url, mock };
}

const ask = (url: string, key = 'sk-live'): Promise<Response> =>
  fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: BODY,
  });

describe('starmock tap', () => {
  test('forwards to the upstream, logs each exchange and sums up at the end', async () => {
    const tap = await tapping();
    const [direct, through] = [await ask(tap.mock.url), await ask(tap.url)];
    expect(through.headers.get('content-type')).toBe(direct.headers.get('content-type'));
    expect(await through.text()).toContain('data: [DONE]');
    await tap.says(/200 POST \/v1\/chat\/completions \d+ bytes \(first after \d+ ms\) \d+ ms\n/);
    tap.stop();
    const { code, stderr } = await tap.ended;
    expect([code, stderr]).toEqual([0, 'Forwarded 1 exchange\n']);
  });

  test('sends the key of a variable in place of the client’s', async () => {
    const tap = await tapping(['--api-key-env', 'LIVE_KEY'], { env: { LIVE_KEY: 'sk-live' } });
    const response = await ask(tap.url, 'sk-mine');
    expect([response.status, (await ask(tap.mock.url, 'sk-mine')).status]).toEqual([200, 401]);
    await response.text();
  });

  test('logs one object a line when asked to', async () => {
    const tap = await tapping(['--log', 'json']);
    await (await ask(tap.url)).text();
    const lines = (await tap.says(/\{"event":"listening"[^]*"exchange".*\n/))
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toMatchObject([
      { event: 'listening', url: tap.url, upstream: tap.mock.url },
      { event: 'exchange', number: 1, method: 'POST', path: '/v1/chat/completions', status: 200, outcome: 'complete' },
    ]);
  });

  test('counts what its faults answer apart, and does not record it', async () => {
    const folder = testFolder();
    const tap = await tapping(['--fault-script', '429,ok,sse.truncated-no-finish', '--record', folder]);
    expect([(await ask(tap.url)).status, (await ask(tap.url)).status]).toEqual([429, 200]);
    await (await ask(tap.url)).text();
    await tap.says(/429 POST \/v1\/chat\/completions \d+ bytes .*fault 429 \d+ ms\n[^]*200 POST/);
    tap.stop();
    const { stderr } = await tap.ended;
    expect(stderr).toContain('Forwarded 2 exchanges, 1 answered by faults, 1 cut off or malformed\n');
    expect(stderr).toContain('Recorded cassette default: 1 added');
    expect(stderr).toContain(
      '2 exchanges not recorded:\n  exchange 1: fault 429 answered, not the upstream\n  exchange 3: fault sse.truncated-no-finish ended the response',
    );
  });

  test('serves metrics on a port of its own', async () => {
    const tap = await tapping(['--metrics-port', '0', '--fault-script', 'http.status=503,ok']);
    const page = /http:\S+\/_starmock\/metrics/.exec(await tap.says(/Metrics are at .*\n/))?.[0] ?? '';
    await (await ask(tap.url)).text();
    await (await ask(tap.url)).text();
    await tap.says(/ 200 POST .*\n/);
    const response = await fetch(page);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    const text = await response.text();
    const chat = 'endpoint="/v1/chat/completions"';
    expect(text).toContain(`starmock_tap_exchanges_total{${chat},status="503",outcome="fault"} 1\n`);
    expect(text).toContain(`starmock_tap_exchanges_total{${chat},status="200",outcome="complete"} 1\n`);
    expect(text).toMatch(/starmock_tap_response_bytes_total\{endpoint="\/v1\/chat\/completions"\} [1-9]\d+\n/);
    expect(text).toContain('starmock_tap_faults_total{fault="http.status"} 1\n');
    expect(text).toContain('starmock_tap_copies_dropped_total 0\n');
    expect(text).toContain('starmock_tap_open_exchanges 0\n');
    expect(text).toContain(`starmock_tap_exchange_duration_seconds_count{${chat}} 2\n`);
    expect((await fetch(new URL('/', page))).status).toBe(404);
  });

  test('records what is then compared, as text and as JSON (P7)', async () => {
    const folder = testFolder();
    const tap = await tapping(['--record', folder]);
    await (await ask(tap.url)).text();
    tap.stop();
    await tap.ended;
    const file = join(folder, 'default.starlog');
    expect(await program(['compare', 'taps', file, file])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 exchange compared, ') as string,
    });
    const { stdout } = await program(['compare', 'taps', file, file, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      exchanges: [{ numbers: { front: 1, behind: 1 }, request: [], response: [] }],
    });
  });

  test('runs a command against itself, with its exit code', async () => {
    const mock = await serving(['--port', '0', '--speed', 'instant']);
    const code = `
      const response = await fetch(process.env.OPENAI_BASE_URL + '/models', { headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY } });
      console.log(response.status, process.env.OPENAI_BASE_URL !== process.argv[1]);
      process.exit(7);`;
    const { code: exit, stdout } = await program(
      ['tap', '--upstream', mock.url, '--', process.execPath, '--input-type=module', '-e', code, '--', mock.url],
      { env: { OPENAI_API_KEY: 'sk-x' } },
    );
    expect([exit, stdout]).toEqual([7, '200 true\n']);
  });

  test.each([
    [[], 'No upstream: pass --upstream https://api.example.com/v1'],
    [['--upstream', 'api.example.com'], 'Invalid upstream'],
    [['--upstream', 'https://api.example.com', '--api-key-env', 'NONE'], 'No API key: set NONE'],
    [['--upstream', 'https://api.example.com', '--ca', 'nowhere.pem'], 'nowhere.pem'],
  ])('rejects options that it cannot use: %j', async (args, message) => {
    const { code, stderr } = await program(['tap', '--port', '0', ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

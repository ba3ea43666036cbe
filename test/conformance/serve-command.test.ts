// `serve -- <command>`: in this process with a command of its own, and as processes where signals matter.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startCli } from '../support/cli.ts';
import { program } from '../support/program.ts';

const temp = mkdtempSync(path.join(tmpdir(), 'starmock-command-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

/** A program of Node's as the end of a command line. */
const node = (code: string, ...args: string[]): string[] => [
  '--',
  process.execPath,
  '--input-type=module',
  '-e',
  code,
  ...(args.length > 0 ? ['--', ...args] : []),
];

const ASK = `
const ask = async (text, over = {}) => {
  const response = await fetch(process.env.OPENAI_BASE_URL + '/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content: text }], ...over }),
  });
  return [response.status, await response.text()];
};
`;

const scenarios = path.join(temp, 'scenarios.yaml');
writeFileSync(
  scenarios,
  'scenarios:\n  - { name: sun, match: { user: sun }, reply: It shines. }\n  - { name: rain, match: { user: rain }, reply: It pours. }\n',
);

describe('serve with a command', () => {
  test('gives it the variables of clients, and its output alone', async () => {
    const code = `${ASK}
      const [status] = await ask('Hello!');
      const { OPENAI_BASE_URL: base, OPENAI_API_KEY: key, STARMOCK_URL: url } = process.env;
      console.log(JSON.stringify([status, base === url + '/v1', key, new URL(url).port === '4010', process.argv[1]]));`;
    const { code: exit, stdout, stderr } = await program(['serve', ...node(code, '--port=3')]);
    expect([exit, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual([200, true, 'sk-starmock', false, '--port=3']);
  });

  test('obeys the options before the dashes', async () => {
    const args = ['--api-key', 'sk-mine', '--log', 'json', '--fault', '429'];
    const code = `${ASK} const [status] = await ask('Hello!'); console.log(status, process.env.OPENAI_API_KEY);`;
    const { stdout, stderr } = await program(['serve', ...args, ...node(code)]);
    expect(stdout).toBe('429 sk-mine\n');
    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([{ event: 'listening' }, { event: 'exchange', status: 429 }]);
  });

  test('does not take the port that is meant for the command', async () => {
    const code = 'console.log(process.env.PORT, process.env.STARMOCK_URL)';
    const { stdout } = await program(['serve', ...node(code)], { env: { PORT: '1' } });
    expect(stdout).toMatch(/^1 http:\/\/127\.0\.0\.1:\d{4,5}\n$/);
  });

  test.each([0, 1, 7])('ends with the exit code of the command: %s', async (wanted) => {
    const { code } = await program(['serve', ...node(`process.exit(${wanted})`)]);
    expect(code).toBe(wanted);
  });

  test('ends as a shell does when a signal ends the command', async () => {
    const { code } = await program(['serve', ...node('process.kill(process.pid, "SIGKILL")')]);
    expect(code).toBe(128 + 9);
  });

  test('stops listening when the command is over, whatever still hangs', async () => {
    const code = `${ASK}
      const response = await fetch(process.env.OPENAI_BASE_URL + '/chat/completions', {
        method: 'POST',
        headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gpt-5.1', stream: true, messages: [{ role: 'user', content: 'Hello!' }] }),
      });
      console.log(process.env.STARMOCK_URL);
      process.exit(response.status === 200 ? 0 : 1);`;
    const { code: exit, stdout } = await program(['serve', '--fault', 'sse.stall', ...node(code)]);
    expect(exit).toBe(0);
    await expect(fetch(`${stdout.trim()}/healthz`)).rejects.toThrow('fetch failed');
  });

  test.each([
    [['serve', '--'], 'Expected a command after --'],
    [['serve', '--', './no/such/program'], 'Cannot run "./no/such/program": command not found'],
    [['serve', '--', temp], `Cannot run "${temp}": permission denied`],
    [['serve', 'npm', 'test'], 'too many arguments'],
  ])('says what is wrong with it: %j', async (args, words) => {
    const { code, stdout, stderr } = await program(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error: ${words}`);
  });
});

describe('the verdict of serve with a command', () => {
  const asking = (...texts: string[]): string[] =>
    node(`${ASK} for (const text of ${JSON.stringify(texts)}) await ask(text, { stream: true });`);
  const strict = ['serve', '--strict', '--scenarios', scenarios];

  test('is good where every request matches and every scenario is used', async () => {
    const ended = await program([...strict, ...asking('sun', 'rain')]);
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('is exit code 1 and names requests without a scenario', async () => {
    const { code, stderr } = await program([...strict, ...asking('sun', 'rain', 'snow')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^1 request matched no scenario:\n {2}POST \/v1\/chat\/completions gpt-5\.1: /);
  });

  test('is exit code 1 and names scenarios that were never used', async () => {
    const { code, stderr } = await program([...strict, ...asking('sun')]);
    expect([code, stderr]).toEqual([1, '1 scenario was never used:\n  rain\n']);
  });

  test('leaves a worse exit code alone, and asks nothing of who is not strict', async () => {
    const failing = node(`${ASK} await ask('snow'); process.exit(3)`);
    expect((await program([...strict, ...failing])).code).toBe(3);
    const lax = await program(['serve', '--scenarios', scenarios, ...asking('snow')]);
    expect(lax).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('is exit code 1 where the self-check objects, strict or not', async () => {
    const { code, stderr } = await program(['serve', '--self-check', '--fault', 'sse.done-missing', ...asking('sun')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\d+ contract violations? in the responses of the mock:\n {2}\S+ in POST /);
  });

  test('is given without a command, too, when the server is stopped', async () => {
    const server = startCli(['serve', '--strict', '--scenarios', scenarios, '--port', '0']);
    await server.says(/Press Ctrl-C/);
    server.signal('SIGINT');
    const { code, stderr } = await server.ended;
    expect([code, stderr.split('\n').toSorted()]).toEqual([1, ['', '  rain', '  sun', '2 scenarios were never used:']]);
  });
});

describe('signals to serve with a command', () => {
  const WAITS = `
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(name, () => { console.log('got ' + name); process.exit(5); });
    console.log('ready');
    setInterval(() => {}, 1000);`;

  test.each(['SIGINT', 'SIGTERM'] as const)('go to the command: %s', async (name) => {
    const running = startCli(['serve', ...node(WAITS)]);
    await running.says(/ready/);
    running.signal(name);
    expect(await running.ended).toEqual({ code: 5, stdout: `ready\ngot ${name}\n`, stderr: '' });
  });
});

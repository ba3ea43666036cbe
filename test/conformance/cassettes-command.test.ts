// `starmock serve --cassettes` and `starmock cassettes`, in this process.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMock } from '../../src/index.ts';
import type { Observation } from '../../src/recordings/observation.ts';
import { keepCassette, testFolder } from '../support/cassette-folder.ts';
import { program } from '../support/program.ts';
import { exchange } from '../unit/recordings/cassettes/support/exchanges.ts';

/** A program that asks for these words, whatever comes of it, and ends well. */
const asking = (...words: readonly string[]): string[] => [
  '--',
  process.execPath,
  '--input-type=module',
  '-e',
  `for (const content of ${JSON.stringify(words)}) {
     const response = await fetch(process.env.OPENAI_BASE_URL + '/chat/completions', {
       method: 'POST',
       headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY, 'content-type': 'application/json' },
       body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content }] }),
     });
     console.log(response.status);
   }`,
];

const said = (content: string): ReturnType<typeof exchange> =>
  exchange({ request: { model: 'gpt-5.1', messages: [{ role: 'user', content }] } });

// In continuous integration nothing is recorded.
beforeEach(() => vi.stubEnv('CI', ''));
afterEach(() => vi.unstubAllEnvs());

describe('serve --cassettes', () => {
  test('replays a run, and tells what was used of what (R5)', async () => {
    const folder = await keepCassette(testFolder(), 'run', [said('one'), said('two')]);
    const { code, stdout, stderr } = await program(['serve', '--cassettes', folder, ...asking('two', 'one')]);
    expect([code, stdout]).toEqual([0, '200\n200\n']);
    expect(stderr).toMatch(/^Replayed 2 requests from 2 recordings \([0-9a-f]{12}\); 0 missed\n$/);
  });

  test('fails for a miss, though the program was content (R1, R12)', async () => {
    const folder = await keepCassette(testFolder(), 'run', [said('one')]);
    const { code, stderr } = await program(['serve', '--cassettes', folder, ...asking('one', 'other')]);
    expect(code).toBe(1);
    expect(stderr).toContain('1 request matched no recording:');
    expect(stderr).toContain('messages[0].content: recorded "one", got "other"');
  });

  test('fails for a recording that was not used (R3)', async () => {
    const folder = await keepCassette(testFolder(), 'run', [said('one'), said('two')]);
    const { code, stderr } = await program(['serve', '--cassettes', folder, ...asking('one')]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('1 recording was never used:\n  run#2\n')]);
  });

  test('fails where nothing was served (R5)', async () => {
    const folder = await keepCassette(testFolder(), 'run', [said('one')]);
    const { code, stderr } = await program(['serve', '--cassettes', folder, ...asking()]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('None of 1 recording was asked for')]);
  });

  test('names a cassette that cannot be read', async () => {
    const { code, stderr } = await program(['serve', '--cassettes', 'nowhere', ...asking()]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('no such file or folder')]);
  });
});

describe('serve --upstream', () => {
  const api = createMock({ stableIds: true, faults: ['usage.total-wrong'] });
  afterAll(() => api.close(0));
  let upstream: string;
  beforeAll(async () => {
    upstream = (await api.listen()).url;
  });

  test('records what is not recorded yet, judges it, and replays it from then on', async () => {
    const args = ['serve', '--cassettes', testFolder(), '--upstream', upstream, ...asking('one', 'two')];
    const first = await program(args);
    expect([first.code, first.stdout]).toEqual([0, '200\n200\n']);
    expect(first.stderr).toContain('Recorded cassette default: 2 added, 2 with contract violations\n');
    const before = api.requests.length;
    const second = await program(args);
    expect([second.code, second.stderr, api.requests.length]).toEqual([
      0,
      expect.stringContaining('Replayed 2 requests from 2 recordings'),
      before,
    ]);
  });

  test('records nothing of a command that fails (R5)', async () => {
    const folder = testFolder();
    const [ending = '', ...before] = asking('one').toReversed();
    const failing = [...before.toReversed(), `${ending}; process.exit(3)`];
    const { code } = await program(['serve', '--cassettes', folder, '--upstream', upstream, ...failing]);
    expect([code, readdirSync(folder)]).toEqual([3, []]);
  });

  test('records nothing in continuous integration (R26)', async () => {
    const folder = await keepCassette(testFolder(), 'default', [said('one')]);
    const args = [
      'serve',
      '--cassettes',
      folder,
      '--upstream',
      upstream,
      '--cassette-mode',
      'all',
      ...asking('one', 'two'),
    ];
    const before = api.requests.length;
    const { code, stderr } = await program(args, { env: { CI: 'true' } });
    expect([code, api.requests.length]).toEqual([1, before]);
    expect(stderr).toContain('1 request matched no recording');
  });

  test('sends what nothing matches to it with --fallback', async () => {
    const { code, stdout } = await program(['serve', '--fallback', 'tap', '--upstream', upstream, ...asking('one')]);
    expect([code, stdout]).toEqual([0, '200\n']);
  });
});

describe('cassettes', () => {
  const loud = exchange({
    request: { model: 'gpt-5.1', messages: [{ role: 'user', content: 'slow down' }] },
    status: 429,
    body: ['{"error":{"message":"Slow","type":"requests","param":null,"code":"rate_limit_exceeded"}}'],
  });
  const folderOf = async (...observations: readonly Observation[]): Promise<string> =>
    keepCassette(testFolder(), 'run', observations);
  const textOf = (folder: string, name = 'run.starlog'): string => readFileSync(join(folder, name), 'utf8');

  test('list shows recordings, what is not compared, and what was redacted (R9, R21)', async () => {
    const folder = await folderOf(said('It is 2026-03-14'));
    const { code, stdout } = await program(['cassettes', 'list', folder]);
    expect(code).toBe(0);
    expect(stdout).toContain('run: 1 recording of https://api.example.test/v1 by gpt-5.1-2025-11-13, 2026-03-14');
    expect(stdout).toContain('  #1 POST /chat/completions gpt-5.1 200 plain');
    expect(stdout).toContain('    not compared: messages[0].content (date)');
    expect(stdout).toContain('    redacted: request header authorization');
    const { cassettes } = JSON.parse((await program(['cassettes', 'list', folder, '--json'])).stdout) as {
      cassettes: unknown[];
    };
    expect(cassettes).toMatchObject([{ name: 'run', recordings: [{ number: 1, status: 200 }] }]);
  });

  test('check finds what is old, damaged and secret, and tells violations (R18, R25, R32)', async () => {
    const folder = await folderOf(said('one'));
    const day = { env: {} };
    const sound = await program(['cassettes', 'check', folder], day);
    expect([sound.code, sound.stdout]).toEqual([0, expect.stringContaining('warning: run#1: the response violates')]);
    expect((await program(['cassettes', 'check', folder, '--strict'])).code).toBe(1);
    const old = await program(['cassettes', 'check', folder, '--max-age', '90d']);
    expect([old.code, old.stdout]).toEqual([
      1,
      expect.stringMatching(/error: run: it is \d+ days old; record it again/),
    ]);
    writeFileSync(join(folder, 'broken.starlog'), '{"starlog":2');
    const leaky = textOf(folder).replace('"one"', `"ghp_${'aB3'.repeat(12)}"`);
    writeFileSync(join(folder, 'leaky.starlog'), leaky);
    const bad = await program(['cassettes', 'check', folder]);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain('Could not read cassette "broken"');
    expect(bad.stdout).toContain('leaky#1: request body messages[0].content holds what looks like a secret');
  });

  test('prune removes what it is told to, and says so first (R7, R22)', async () => {
    const folder = await folderOf(said('one'), loud);
    const before = textOf(folder);
    const dry = await program(['cassettes', 'prune', folder, '--errors', '--dry-run']);
    expect([dry.stdout, textOf(folder)]).toEqual(['run#2: status 429\nWould remove 1 recording\n', before]);
    await program(['cassettes', 'prune', folder, '--errors']);
    expect(textOf(folder)).not.toContain('429');
    await program(['cassettes', 'prune', folder, '--older-than', '1d']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('to-har writes an archive that import reads again (R30)', async () => {
    const folder = await folderOf(said('one'), loud);
    const har = join(folder, 'out.har');
    expect((await program(['cassettes', 'to-har', folder, '--output', har])).code).toBe(0);
    const { code, stdout } = await program(['cassettes', 'import', har, '--to', join(folder, 'again')]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('2 recordings')]);
    const replay = await program(['serve', '--cassettes', join(folder, 'again'), ...asking('one', 'slow down')]);
    expect([replay.code, replay.stdout]).toEqual([0, '200\n429\n']);
  });

  test('to-scenarios writes scenarios that answer the same (R30)', async () => {
    const folder = await folderOf(said('one'), said('one'), loud);
    const file = join(folder, 'made.yaml');
    await program(['cassettes', 'to-scenarios', folder, '--output', file]);
    const { code, stdout } = await program([
      'serve',
      '--scenarios',
      file,
      '--strict',
      ...asking('one', 'one', 'slow down'),
    ]);
    expect([code, stdout]).toEqual([0, '200\n200\n429\n']);
  });

  test('import reads a cassette of vcrpy, without its keys (R18, R30)', async () => {
    const folder = testFolder();
    const file = join(folder, 'test_agent.yaml');
    writeFileSync(
      file,
      `interactions:\n- request:\n    body: '{"model": "gpt-5.1", "messages": [{"role": "user", "content": "one"}]}'\n    headers: {authorization: [Bearer sk-secret-0123456789abcdef]}\n    method: POST\n    uri: https://a.test/api/v1/chat/completions\n  response:\n    body: {string: '{"choices": []}'}\n    headers: {content-type: [application/json]}\n    status: {code: 200, message: OK}\n`,
    );
    const { code, stdout } = await program(['cassettes', 'import', file, '--to', folder]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('test_agent.starlog: 1 recording')]);
    expect(textOf(folder, 'test_agent.starlog')).not.toContain('sk-secret');
    expect(textOf(folder, 'test_agent.starlog')).toContain('"baseUrl": "https://a.test/api/v1"');
    expect((await program(['serve', '--cassettes', folder, ...asking('one')])).code).toBe(0);
  });

  test('refresh reports drift by grade, and keeps what says the same (R27, R28)', async () => {
    const api = createMock({ stableIds: true, scenarios: [{ match: { user: 'one' }, reply: 'first' }] });
    const { url } = await api.listen();
    const folder = testFolder();
    await program(['serve', '--cassettes', folder, '--upstream', url, ...asking('one', 'two')]);
    const args = ['cassettes', 'refresh', folder, '--base-url', url];
    const env = { OPENAI_API_KEY: 'sk-refresh-0123456789' };
    const before = textOf(folder, 'default.starlog');
    const same = await program(args, { env });
    expect([same.code, same.stdout, textOf(folder, 'default.starlog')]).toEqual([
      0,
      'default: 0 changed, 2 unchanged\n',
      before,
    ]);
    await api.use({ match: { user: 'one' }, reply: 'second' });
    await api.injectNext('usage.details-absent');
    const other = await program(args, { env });
    expect(other.stdout).toContain('default: 1 changed, 1 unchanged');
    expect(other.stdout).toContain('  #1 warning: usage.prompt_tokens_details: is gone');
    const after = textOf(folder, 'default.starlog');
    expect([after.includes('second'), after.includes('sk-refresh')]).toEqual([true, false]);
    await api.injectNext('500');
    const broken = await program([...args, '--dry-run'], { env });
    expect([broken.code, broken.stdout]).toEqual([1, expect.stringContaining('error: status: was 200, is 500')]);
    expect(textOf(folder, 'default.starlog')).toBe(after);
    await api.close();
  });
});

describe('tap --record', () => {
  test('records a run, which serve then replays', async () => {
    const api = createMock({ stableIds: true });
    const { url } = await api.listen();
    const folder = testFolder();
    const first = await program(['tap', '--upstream', url, '--record', folder, ...asking('one', 'two', 'one')]);
    expect([first.code, first.stdout]).toEqual([0, '200\n200\n200\n']);
    expect(first.stderr).toContain('Recorded cassette default: 3 added');
    const before = readFileSync(join(folder, 'default.starlog'), 'utf8');
    expect(before).not.toMatch(/sk-(?!starmock)/);
    await program(['tap', '--upstream', url, '--record', folder, ...asking('one', 'two', 'one')]);
    expect(readFileSync(join(folder, 'default.starlog'), 'utf8')).toBe(before);
    await api.close(0);
    const replay = await program(['serve', '--cassettes', folder, ...asking('two', 'one', 'one')]);
    expect([replay.code, replay.stdout]).toEqual([0, '200\n200\n200\n']);
  });

  test('records nothing of a run that failed (R5)', async () => {
    const api = createMock();
    const { url } = await api.listen();
    const folder = testFolder();
    const { code } = await program([
      'tap',
      '--upstream',
      url,
      '--record',
      folder,
      '--',
      process.execPath,
      '-e',
      'process.exit(3)',
    ]);
    expect([code, readdirSync(folder)]).toEqual([3, []]);
    await api.close(0);
  });
});

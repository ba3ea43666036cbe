// `starmock serve --cassettes` and `starmock cassettes`, in this process.
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMock } from '../../src/index.ts';
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

// `starmock serve --cassettes` and `starmock cassettes`, in this process.
import { describe, expect, test } from 'vitest';
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

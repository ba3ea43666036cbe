// Several processes record to one cassette at the same time.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withCassette } from '../../src/cassette-files.ts';
import { createMock } from '../../src/index.ts';
import { readCassette } from '../../src/recordings/cassettes/read-cassette.ts';
import { testFolder } from '../support/cassette-folder.ts';

/** Records each word with a mock of its own; all mocks of all processes are open before the first one closes. */
const WRITER = `
  import { once } from 'node:events';
  const [source, folder, upstream, cassetteMode, ...words] = process.argv.slice(1);
  const { createMock } = await import(source);
  const mocks = await Promise.all(words.map(async (content) => {
    const mock = createMock({ cassettes: [folder], upstream, cassetteMode });
    const response = await mock.fetch('http://mock/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-any', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content }] }),
    });
    await response.text();
    return mock;
  }));
  process.stdout.write('ready');
  await once(process.stdin, 'data');
  await Promise.all(mocks.map((mock) => mock.close()));
  process.exit(0);
`;
const SOURCE = new URL('../../src/index.ts', import.meta.url).href;

interface Writer {
  readonly ready: Promise<unknown>;
  readonly close: () => Promise<string>;
}

function startWriter(folder: string, upstream: string, mode: string, words: readonly string[]): Writer {
  const args = ['--input-type=module', '-e', WRITER, '--', SOURCE, folder, upstream, mode, ...words];
  const child = spawn(process.execPath, args, { env: { ...process.env, CI: '' }, timeout: 60_000 });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close');
  return {
    ready: Promise.race([once(child.stdout, 'data'), ended]),
    close: async () => {
      child.stdin.write('go');
      const [code] = (await ended) as [number | null];
      return code === 0 ? '' : said;
    },
  };
}

/** Two processes with several mocks each. */
async function recordTwice(url: string, folder: string, mode: string, words: readonly string[]): Promise<void> {
  const half = words.length / 2;
  const writers = [words.slice(0, half), words.slice(half)].map((some) => startWriter(folder, url, mode, some));
  await Promise.all(writers.map(({ ready }) => ready));
  expect(await Promise.all(writers.map(({ close }) => close()))).toEqual(['', '']);
}

/** What was asked for in the recordings of a folder, in the order of the words. */
function asked(folder: string): string[] {
  const { entries } = readCassette(readFileSync(join(folder, 'default.starlog'), 'utf8'), 'default');
  return entries
    .map(({ observation }) => Buffer.from(observation.request.body).toString('utf8'))
    .map((body) => /"content":"([^"]*)"/.exec(body)?.[1] ?? '')
    .toSorted();
}

const WORDS = Array.from({ length: 10 }, (_, at) => `Question ${at}`);

describe('processes that record to the same cassette', () => {
  const api = createMock({ stableIds: true });
  let url = '';
  beforeAll(async () => {
    ({ url } = await api.listen());
  });
  afterAll(() => api.close(0));

  it('lose nothing of each other (R14)', async () => {
    const folder = testFolder();
    await recordTwice(url, folder, 'once', WORDS);
    expect(asked(folder)).toEqual(WORDS);
    // Neither a lock nor half a file is left.
    expect(readdirSync(folder)).toEqual(['default.starlog']);
  });

  it('keep what others have recorded again, and the bytes of what says the same (R14, R27)', async () => {
    const folder = testFolder();
    const file = join(folder, 'default.starlog');
    await recordTwice(url, folder, 'all', WORDS);
    expect(asked(folder)).toEqual(WORDS);
    const before = readFileSync(file, 'utf8');
    await recordTwice(url, folder, 'all', WORDS);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

describe('a cassette that is held', () => {
  const file = (): string => join(testFolder(), 'held.starlog');

  it.each([
    ['by a process that has ended', `2147483646 ${hostname()}`, 0],
    ['by another machine for longer than any writer', '1 elsewhere', 3600],
    ['by a process that ended before it named itself', '', 60],
  ])('is taken over (R14): %s', async (_, holder, age) => {
    const path = file();
    writeFileSync(`${path}.lock`, holder);
    const then = Date.now() / 1000 - age;
    utimesSync(`${path}.lock`, then, then);
    expect(await withCassette(path, () => Promise.resolve('done'))).toBe('done');
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  it('is waited for, one after the other (R14)', async () => {
    const path = file();
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, () =>
        withCassette(path, async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 3));
          inside--;
        }),
      ),
    );
    expect(most).toBe(1);
  });

  it('is given back where the writer fails', async () => {
    const path = file();
    await expect(withCassette(path, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });
});

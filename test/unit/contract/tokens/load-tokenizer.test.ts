import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';

const load = async (): Promise<typeof import('../../../../src/contract/tokens/load-tokenizer.ts')> => {
  vi.resetModules();
  return import('../../../../src/contract/tokens/load-tokenizer.ts');
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe('loadTokenizer', () => {
  it('loads the table once', async () => {
    const { loadTokenizer } = await load();
    expect(loadTokenizer().count('Hello!')).toBe(2);
    expect(loadTokenizer()).toBe(loadTokenizer());
  });

  it('rejects a missing table with BAD_VOCABULARY and the remedy', async () => {
    const { loadTokenizer } = await load();
    const fs = process.getBuiltinModule('node:fs');
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue({ ...fs, existsSync: () => false } as never);
    expect(loadTokenizer).toThrow(expect.objectContaining({ code: 'BAD_VOCABULARY' }));
    expect(loadTokenizer).toThrow(/o200k\.bin is missing; run "npm run build"/);
  });

  it('points to openTokenizer where there is no file system', async () => {
    const { loadTokenizer } = await load();
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    expect(loadTokenizer).toThrow(/no file system here.*openTokenizer/);
  });
});

describe('openTokenizer', () => {
  const table = readFileSync(new URL('../../../../src/contract/generated/o200k.bin', import.meta.url));

  it('reads the file in Node', async () => {
    const { loadTokenizer, openTokenizer } = await load();
    expect(await openTokenizer()).toBe(loadTokenizer());
  });

  it('fetches the table where there is no file system, once', async () => {
    const { openTokenizer } = await load();
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(table));
    const [one, two] = await Promise.all([openTokenizer(), openTokenizer()]);
    expect([one.count('Hello!'), one === two]).toEqual([2, true]);
    expect(fetched.mock.calls.map(([url]) => String(url))).toEqual([expect.stringMatching(/\/o200k\.bin$/)]);
  });

  it('tries again after a failure', async () => {
    const { openTokenizer } = await load();
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    vi.spyOn(globalThis, 'fetch')
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockImplementation(async () => new Response(table));
    await expect(openTokenizer()).rejects.toThrow(/cannot be fetched.*"vocabulary"/);
    expect((await openTokenizer()).count('Hello!')).toBe(2);
  });

  it('fetches from where it is told to, in Node, too', async () => {
    const { openTokenizer } = await load();
    vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(table));
    expect((await openTokenizer('https://cdn.test/o200k.bin')).count('Hello!')).toBe(2);
  });

  it('takes no page of an application for the table', async () => {
    const { openTokenizer } = await load();
    const page = new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(page);
    await expect(openTokenizer('https://app.test/o200k.bin')).rejects.toThrow(/is a page, not o200k\.bin/);
  });
});

describe('spec/codegen/vocabulary.ts', () => {
  it('leaves a table alone that is up to date', () => {
    const script = fileURLToPath(new URL('../../../../spec/codegen/vocabulary.ts', import.meta.url));
    const table = new URL('../../../../src/contract/generated/o200k.bin', import.meta.url);
    execFileSync(process.execPath, [script]);
    const before = statSync(table);
    execFileSync(process.execPath, [script]);
    expect(statSync(table).ino).toBe(before.ino);
    expect(statSync(table).mtimeMs).toBe(before.mtimeMs);
  });
});

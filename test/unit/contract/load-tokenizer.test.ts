import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';

const load = async (): Promise<typeof import('../../../src/contract/load-tokenizer.ts')> => {
  vi.resetModules();
  return import('../../../src/contract/load-tokenizer.ts');
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

  it('points to createTokenizer where there is no file system', async () => {
    const { loadTokenizer } = await load();
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    expect(loadTokenizer).toThrow(/no file system here.*createTokenizer/);
  });
});

describe('spec/codegen/vocabulary.ts', () => {
  it('leaves a table alone that is up to date', () => {
    const script = fileURLToPath(new URL('../../../spec/codegen/vocabulary.ts', import.meta.url));
    const table = new URL('../../../src/contract/generated/o200k.bin', import.meta.url);
    execFileSync(process.execPath, [script]);
    const before = statSync(table);
    execFileSync(process.execPath, [script]);
    expect(statSync(table).ino).toBe(before.ino);
    expect(statSync(table).mtimeMs).toBe(before.mtimeMs);
  });
});

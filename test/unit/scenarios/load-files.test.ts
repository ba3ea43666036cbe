import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadFiles } from '../../../src/scenarios/load-files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'starmock-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const HELLO = 'scenarios: [{ reply: Hello }]';

describe('loading files', () => {
  test('reads a folder by name, and what is below it', async () => {
    for (const name of ['b.yml', 'a.yaml', 'c/d.yaml', '.hidden.yaml', 'node_modules/x.yaml', 'readme.md'])
      write(name, HELLO);
    write('e.json', '\uFEFF{"scenarios":[]}');
    const { files, sources, diagnostics } = await loadFiles([folder]);
    expect(files.map((file) => file.slice(folder.length + 1))).toEqual(['a.yaml', 'b.yml', 'c/d.yaml', 'e.json']);
    expect([sources.length, diagnostics]).toEqual([4, []]);
  });

  test('reads each file once', async () => {
    const path = write('a.yaml', HELLO);
    expect((await loadFiles([path, folder])).files).toEqual([path]);
  });

  test.each([
    ['a.yaml', 'scenarios:\n  - reply: "x\n', /^not YAML: /, 3],
    ['a.yaml', 'a: 1\na: 2\n', /^not YAML: duplicated mapping key/, 2],
    ['a.json', '{\n  "scenarios": [,]\n}', /^not JSON: Unexpected token ','$/, 2],
    ['a.json', '{\n  "scenarios": [1,\n]\n}', /^not JSON: /, 3],
    ['a.json', '{"a": 1}\n{}', /^not JSON: /, 2],
    ['a.json', '{"a":\n 1.e}', /^not JSON: /, 2],
    ['a.json', '{"a":\n trux}', /^not JSON: /, 2],
    ['a.json', '{\n  "scenarios": [', /^not JSON: /, 2],
  ])('tells where %s stops to be one: %j', async (name, text, message, line) => {
    const { diagnostics } = await loadFiles([write(name, text)]);
    expect(diagnostics).toEqual([expect.objectContaining({ message: expect.stringMatching(message), line })]);
  });

  test.each([
    ['missing.yaml', 'no such file or folder'],
    ['.', 'no .yaml, .yml or .json file in this folder'],
  ])('says what is wrong with the path %s', async (name, message) => {
    const { diagnostics } = await loadFiles([join(folder, name)]);
    expect(diagnostics.map((one) => one.message)).toEqual([message]);
  });

  test('refuses files of another kind', async () => {
    expect((await loadFiles([write('a.txt', HELLO)])).diagnostics).toHaveLength(1);
  });
});

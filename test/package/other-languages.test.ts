// Runs docs/other-languages.md: each code block whose fence names a file becomes that file of a project.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/cli.ts';
import { runAsUser } from '../support/packed.ts';
import { hasTool } from '../support/toolchain.ts';

const TEXT = readFileSync('docs/other-languages.md', 'utf8');
const FILES = [...TEXT.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```/gm)].map(([, name = '', code = '']) => ({ name, code }));

const python = hasTool('python3', ['-m', 'pytest', '--version'], 'the example for pytest');
const go = hasTool('go', ['version'], 'the example for Go');
const curl = hasTool('curl', ['--version'], 'the example for curl');

describe('docs/other-languages.md', () => {
  const project = mkdtempSync(path.join(tmpdir(), 'starmock-languages-'));
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  beforeAll(() => {
    mkdirSync(path.join(project, 'node_modules/.bin'), { recursive: true });
    symlinkSync(ROOT, path.join(project, 'node_modules/starmock'), 'dir');
    symlinkSync(path.join(ROOT, 'bin/starmock.js'), path.join(project, 'node_modules/.bin/starmock'));
    for (const { name, code } of FILES) writeFileSync(path.join(project, name), code);
    writeFileSync(path.join(project, 'go.mod'), 'module chat\n\ngo 1.21\n');
  });

  test('names the files that are run here', () => {
    const names = ['scenarios.yaml', 'conftest.py', 'test_chat.py', 'chat_test.go', 'chat.sh'];
    expect(FILES.map(({ name }) => name)).toEqual(names);
    expect(TEXT.match(/^```\w/gm)).toHaveLength(names.length);
  });

  const bin = 'node_modules/.bin/starmock';
  const pytest = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'];

  test.skipIf(!python)('has a suite for pytest that passes with a server of its own', async () => {
    const { stdout } = await runAsUser('python3', pytest, project);
    expect(Number(/(\d+) passed/.exec(stdout)?.[1])).toBeGreaterThan(15);
  });

  test.skipIf(!python)('has a plugin that fails a test for its verdict', async () => {
    const code = [
      'def test_bad(starmock):',
      '    starmock.use_scenario("Never.", match={"user": "nobody asks this"}, name="forgotten")',
      '',
    ].join('\n');
    writeFileSync(path.join(project, 'test_bad.py'), code);
    const args = ['serve', '--control', '--scenarios', 'scenarios.yaml', '--', 'python3', ...pytest];
    const failed = runAsUser(bin, [...args, 'test_bad.py'], project);
    await expect(failed).rejects.toThrow(/ended with 1[\s\S]*starmock: scenario never used: forgotten/);
    rmSync(path.join(project, 'test_bad.py'));
    const { stdout } = await runAsUser(bin, [...args, 'test_chat.py'], project);
    expect(stdout).toMatch(/passed/);
  });

  test.skipIf(!go)(
    'has a suite for Go that passes',
    async () => {
      const args = ['serve', '--control', '--scenarios', 'scenarios.yaml', '--'];
      const { stdout } = await runAsUser(bin, [...args, 'go', 'test', '-count=1', '-v', './...'], project);
      expect(stdout.match(/^ *--- PASS/gm)).toHaveLength(6);
    },
    160_000,
  );

  test.skipIf(!curl)('has a script for curl that prints what it says', async () => {
    const { stdout } = await runAsUser('sh', ['chat.sh'], project);
    expect(stdout.split('\n')).toEqual(['"content":""', '"content":"Take"', '"content":" an"', '200', '0', '']);
  });
});

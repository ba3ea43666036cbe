// A Jest suite of somebody else, without flags of Node or transforms: the packed package in an empty folder, and what CommonJS sees of it.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { ROOT } from '../support/cli.ts';
import { installIn, pack, runAsUser } from '../support/packed.ts';

const temp = mkdtempSync(path.join(tmpdir(), 'starmock-jest-'));
const project = path.join(temp, 'project');
afterAll(() => rmSync(temp, { recursive: true, force: true }));

beforeAll(async () => {
  const tarball = path.join(temp, (await pack(temp)).filename);
  const types = `@types/node@${manifest.devDependencies['@types/node']}`;
  // Later versions of msw need a package that has no CommonJS build.
  await installIn(project, [tarball, 'jest@29.7.0', 'msw@2.7.0', 'typescript@5.9.3', types]);
  for (const file of ['jest.test.cjs', 'require.cts'])
    cpSync(path.join(ROOT, 'test/package/outside', file), path.join(project, file));
}, 180_000);

describe('CommonJS', () => {
  test('runs in Jest: every entry, and every file that the package looks up', async () => {
    const { stderr } = await runAsUser('npx', ['--no-install', 'jest', '--testMatch', '**/*.test.cjs'], project);
    expect(stderr).toMatch(/Tests: +4 passed, 4 total/);
  });

  test.each(['node16', 'nodenext'])('has types under %s', async (module) => {
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      module,
      '--lib',
      'es2024,dom,esnext.disposable',
      '--types',
      'node',
    ];
    const { stdout } = await runAsUser(
      'npx',
      ['--no-install', 'tsc', ...options, '--skipLibCheck', 'require.cts'],
      project,
    );
    expect(stdout).toBe('');
  });
});

// A test suite of somebody else: an empty folder, the packed package, its peers, and a suite that uses every entry.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { ROOT } from '../support/cli.ts';
import { installIn, pack, runAsUser } from '../support/packed.ts';

const { devDependencies: versions } = manifest;
const temp = mkdtempSync(path.join(tmpdir(), 'starmock-suite-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

let tarball: string;
beforeAll(async () => {
  tarball = path.join(temp, (await pack(temp)).filename);
}, 60_000);

const TSCONFIG = {
  compilerOptions: {
    target: 'es2024',
    lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable', 'dom.asynciterable'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    // Types of other packages are theirs; what this package declares is used by the suite.
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
  },
  include: ['*.test.ts'],
};

/** The suites of `outside/`, by the packages that each needs beside starmock, vitest and TypeScript. */
const PEERS: readonly (readonly [name: string, msw: string])[] = [
  ['msw 3', `msw@${versions.msw}`],
  ['msw 2', versions.msw2.replace('npm:', '')],
];

describe.each(PEERS)('a suite outside of this repository, with %s', (name, msw) => {
  const project = path.join(temp, name.replace(' ', '-'));

  beforeAll(async () => {
    const others = ['vitest', 'typescript', '@types/node', 'openai'] as const;
    await installIn(project, [tarball, msw, ...others.map((one) => `${one}@${versions[one]}`)]);
    cpSync(path.join(ROOT, 'test/package/outside/suite.ts'), path.join(project, 'suite.test.ts'));
    writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  }, 180_000);

  test('has types that compile', async () => {
    const { stdout } = await runAsUser('npx', ['--no-install', 'tsc', '--noEmit'], project);
    expect(stdout).toBe('');
  });

  test('passes', async () => {
    const { stdout } = await runAsUser('npx', ['--no-install', 'vitest', 'run'], project);
    expect(stdout).toMatch(/Tests +11 passed \(11\)/);
  });
});

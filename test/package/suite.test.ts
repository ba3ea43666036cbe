// A test suite of somebody else: an empty folder, the packed package, its peers, and a suite that uses every entry.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** The peers that are supported, each in one project at least: the entry for its types, and the packages. */
const PEERS: readonly (readonly [name: string, entry: string, vitest: string, msw: string])[] = [
  ['Vitest 5 and msw 3', 'vitest', versions.vitest, `msw@${versions.msw}`],
  ['Vitest 4 and msw 2', 'vitest-4', '4.1.12', versions.msw2.replace('npm:', '')],
  ['Vitest 3.2 and msw 2.7', 'vitest-3', '3.2.4', 'msw@2.7.0'],
];

describe('a suite outside of this repository', () => {
  test.concurrent.each(PEERS)('compiles and passes with %s', { timeout: 300_000 }, async (name, entry, vitest, msw) => {
    const project = path.join(temp, name.replaceAll(/\W/g, '-'));
    const others = ['typescript', '@types/node', 'openai'] as const;
    await installIn(project, [tarball, msw, `vitest@${vitest}`, ...others.map((one) => `${one}@${versions[one]}`)]);
    const suite = readFileSync(path.join(ROOT, 'test/package/outside/suite.ts'), 'utf8');
    const scoped = vitest.startsWith('3.') ? suite.replaceAll('test.override(', 'test.scoped(') : suite;
    writeFileSync(path.join(project, 'suite.test.ts'), scoped.replaceAll("'starmock/vitest'", `'starmock/${entry}'`));
    writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG));

    const { stdout: complaints } = await runAsUser('npx', ['--no-install', 'tsc', '--noEmit'], project);
    expect(complaints).toBe('');
    const { stdout } = await runAsUser('npx', ['--no-install', 'vitest', 'run'], project);
    expect(stdout).toMatch(/Tests +11 passed \(11\)/);
  });
});

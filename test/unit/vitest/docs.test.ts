// Runs every snippet of docs/testing.md, with the names of the package standing for its sources.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../..');
const TEXT = readFileSync(path.join(ROOT, 'docs/testing.md'), 'utf8');
// Within the repository, so that packages are found.
const folder = mkdtempSync(path.join(ROOT, 'node_modules/.starmock-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ENTRIES: Readonly<Record<string, string>> = {
  starmock: 'src/index.ts',
  'starmock/vitest': 'src/vitest/index.ts',
  'starmock/msw': 'src/msw/index.ts',
};
const snippets = (info: string): string[] =>
  [...TEXT.matchAll(new RegExp(`^\`\`\`${info}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, code = '']) =>
    code.replaceAll(
      /from '(starmock(?:\/\w+)?)'/g,
      (_, name: string) => `from '${path.join(ROOT, ENTRIES[name] ?? name)}'`,
    ),
  );

/** What each `ts` snippet prints when it works. */
const PRINTS = ['pong 1', 'true true', 'true complete', 'true'];

describe('docs/testing.md', () => {
  test('says what each of its snippets prints', () => {
    expect(snippets('ts')).toHaveLength(PRINTS.length);
    expect(snippets('ts vitest')).toHaveLength(1);
  });

  test.each(snippets('ts').map((code, i) => [i, code] as const))('has a snippet that runs: %i', async (i, code) => {
    const config = path.join(folder, 'none.config.mjs');
    writeFileSync(config, 'export default {};');
    const file = path.join(folder, `snippet-${i}.test.ts`);
    // Within vitest, since one of its own entries can be imported nowhere else.
    const body = code.replaceAll('console.log(', 'printed(');
    const [imports, rest] = [body.match(/^import .*$/gm) ?? [], body.replaceAll(/^import .*$\n?/gm, '')];
    const test = `${imports.join('\n')}\nimport { expect, test } from 'vitest';\nconst out: string[] = [];\nconst printed = (...values: unknown[]) => out.push(values.join(' '));\ntest('runs', async () => {\n${rest}\nexpect(out).toEqual([${JSON.stringify(PRINTS[i])}]);\n});\n`;
    writeFileSync(file, test);
    await expect(runVitest(file, config)).resolves.toMatch(/1 passed/);
  });

  test('has a suite that passes', async () => {
    const file = path.join(folder, 'suite.test.ts');
    const config = path.join(folder, 'suite.config.mjs');
    writeFileSync(config, 'export default {};');
    writeFileSync(file, snippets('ts vitest')[0] ?? '');
    await expect(runVitest(file, config)).resolves.toMatch(/2 passed/);
  });
});

async function runVitest(file: string, config: string): Promise<string> {
  const bin = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
  const include = ['run', '--root', folder, '--config', config, '--reporter=default', path.basename(file)];
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
  const { stdout } = await run(process.execPath, [bin, ...include], { env, timeout: 50_000, cwd: folder });
  return stdout;
}

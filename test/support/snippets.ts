import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../..');

const ENTRIES: Readonly<Record<string, string>> = {
  starmock: 'src/index.ts',
  'starmock/vitest': 'src/vitest/index.ts',
  'starmock/msw': 'src/msw/index.ts',
};

/** Code blocks of a page. @param info what stands behind the opening fence */
export function snippetsOf(markdown: string, info: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${info}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, code = '']) => code);
}

/** Runs snippets of TypeScript within vitest, since one of the package's own entries can be imported nowhere else. */
export interface SnippetRunner {
  /** Runs a suite. @returns what vitest says */
  suite(code: string): Promise<string>;
  /** Runs statements, which have to print these lines. @returns what vitest says */
  prints(code: string, lines: readonly string[]): Promise<string>;
}

/** With the names of the package standing for its sources. */
const withSources = (code: string): string =>
  code.replaceAll(
    /from '(starmock(?:\/\w+)?)'/g,
    (_, name: string) => `from '${path.join(ROOT, ENTRIES[name] ?? name)}'`,
  );

/** Makes a folder for the snippets of a test file, which is gone when the tests are over. */
export function snippetRunner(): SnippetRunner {
  // Within the repository, so that packages are found.
  const folder = mkdtempSync(path.join(ROOT, 'node_modules/.starmock-docs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const config = path.join(folder, 'none.config.mjs');
  writeFileSync(config, 'export default {};');
  let files = 0;

  async function suite(code: string): Promise<string> {
    const file = path.join(folder, `snippet-${++files}.test.ts`);
    writeFileSync(file, withSources(code));
    const bin = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
    const include = ['run', '--root', folder, '--config', config, '--reporter=default', path.basename(file)];
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
    const { stdout } = await run(process.execPath, [bin, ...include], { env, timeout: 50_000, cwd: folder });
    return stdout;
  }

  return {
    suite,
    prints: (code, lines) => {
      const body = code.replaceAll('console.log(', 'printed(');
      const [imports, rest] = [body.match(/^import .*$/gm) ?? [], body.replaceAll(/^import .*$\n?/gm, '')];
      return suite(
        `${imports.join('\n')}\nimport { expect, test } from 'vitest';\nconst out: string[] = [];\nconst printed = (...values: unknown[]) => out.push(values.join(' '));\ntest('runs', async () => {\n${rest}\nexpect(out).toEqual(${JSON.stringify(lines)});\n});\n`,
      );
    },
  };
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll } from 'vitest';
import { ROOT, start } from './cli.ts';

const ENTRIES: Readonly<Record<string, string>> = {
  starmock: 'src/index.ts',
  'starmock/vitest': 'src/vitest/index.ts',
  'starmock/msw': 'src/msw/index.ts',
};

/** Code blocks of a page. @param info what stands behind the opening fence */
export function snippetsOf(markdown: string, info: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${info}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, code = '']) => code);
}

/** A snippet: a suite of its own, or statements that have to print these lines. */
export interface Snippet {
  readonly code: string;
  readonly prints?: readonly string[];
}

/** What became of a snippet. */
export interface SnippetResult {
  /** Names of tests that passed and of those that did not. */
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** What went wrong. */
  readonly message: string;
}

/** With the names of the package standing for its sources. */
const withSources = (code: string): string =>
  code.replaceAll(
    /from '(starmock(?:\/\w+)?)'/g,
    (_, name: string) => `from '${path.join(ROOT, ENTRIES[name] ?? name)}'`,
  );

/** Statements as a test that holds what they print against what they have to. */
function suiteOf({ code, prints }: Snippet): string {
  if (prints === undefined) return code;
  const body = code.replaceAll('console.log(', 'printed(');
  const [imports, rest] = [body.match(/^import .*$/gm) ?? [], body.replaceAll(/^import .*$\n?/gm, '')];
  return `${imports.join('\n')}
import { expect, test } from 'vitest';
const out: string[] = [];
const printed = (...values: unknown[]) => out.push(values.join(' '));
test('runs', async () => {
${rest}
expect(out).toEqual(${JSON.stringify(prints)});
});
`;
}

interface Told {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/**
 * Runs all snippets of a page in one vitest, since one of the package's own entries can be imported nowhere else.
 *
 * @returns what became of each, in their order; to be asked for when tests run
 */
export function runSnippets(snippets: readonly Snippet[]): () => Promise<readonly SnippetResult[]> {
  // Within the repository, so that packages are found.
  const folder = mkdtempSync(path.join(ROOT, 'node_modules/.starmock-docs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const fileOf = (index: number): string => path.join(folder, `snippet-${index}.test.ts`);
  const run = async (): Promise<readonly SnippetResult[]> => {
    const [config, output] = ['none.config.mjs', 'results.json'].map((name) => path.join(folder, name));
    writeFileSync(config ?? '', 'export default { test: { testTimeout: 120_000, isolate: false, maxWorkers: 1 } };');
    for (const [index, snippet] of snippets.entries()) writeFileSync(fileOf(index), withSources(suiteOf(snippet)));
    const bin = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
    const args = [bin, 'run', '--root', folder, '--config', config ?? '', '--reporter=json', `--outputFile=${output}`];
    await start(process.execPath, args, { cwd: folder }).ended;
    const { testResults } = JSON.parse(readFileSync(output ?? '', 'utf8')) as Told;
    return snippets.map((_, index) => {
      const { message = 'it did not run', assertionResults = [] } =
        testResults.find(({ name }) => name === fileOf(index)) ?? {};
      const titles = (passed: boolean): string[] =>
        assertionResults.filter(({ status }) => (status === 'passed') === passed).map(({ title }) => title);
      return { passed: titles(true), failed: titles(false), message };
    });
  };
  let running: Promise<readonly SnippetResult[]> | undefined;
  return () => (running ??= run());
}

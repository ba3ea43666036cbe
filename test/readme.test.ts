import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadLinks } from '../spec/codegen/markdown-links.ts';
import { EXIT } from '../src/cli/exit-codes.ts';
import { createProgram } from '../src/cli/program.ts';
import { createMock, type NodeServer } from '../src/index.ts';

const run = promisify(execFile);
const readme = readFileSync('README.md', 'utf8');
const pages = ['docs/sdks.md', 'docs/responses.md'].map((page) => readFileSync(page, 'utf8')).join('');

const snippets = (language: string): string[] =>
  [...`${readme}${pages}`.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (match) => match[1] ?? '',
  );

/** What each `ts` snippet prints when it works, in the order of the README, docs/sdks.md and docs/responses.md. */
const PRINTS = [
  /Rome/,
  /thirty days/,
  /role: 'assistant'[\s\S]*reasoning_content/,
  /Paris[\s\S]*Madrid/,
  /21|clear/,
  /John/,
  /Paris.* true/,
  /^response\.completed true\n0$/m,
];

describe('the README and the pages that it leads to', () => {
  const mock = createMock();
  let server: NodeServer;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    server = await mock.listen();
    env = { ...process.env, OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'sk-starmock', LANGSMITH_TRACING: 'false' };
  });
  afterAll(() => mock.close());

  test('says what each of its snippets prints', () => {
    expect(snippets('ts')).toHaveLength(PRINTS.length);
  });

  test.each(snippets('ts').map((code, i) => [/from '(.+?)'/.exec(code)?.[1] ?? '', code, PRINTS[i] ?? /^$/] as const))(
    'has a snippet that runs: %s',
    async (_, code, prints) => {
      const child = run(process.execPath, ['--input-type=module-typescript', '-e', code], { env, timeout: 50_000 });
      expect((await child).stdout).toMatch(prints);
    },
  );

  test('has a curl line that runs', async () => {
    const line = snippets('sh').find((code) => code.startsWith('curl')) ?? '';
    const { stdout } = await run('bash', ['-c', line], { env, timeout: 20_000 });
    const body = JSON.parse(stdout) as { choices: { message: { content: string } }[] };
    expect(JSON.parse(body.choices[0]?.message.content ?? '')).toMatchObject({ name: 'John', age: 30 });
  });

  test('have overlays that load', async () => {
    const { applyOverlay } = await import('../src/contract/overlay.ts');
    const { loadDocument } = await import('../src/contract/profile.ts');
    const { parse } = await import('yaml');
    const page = readFileSync('docs/models.md', 'utf8');
    const overlays = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);
    const document = await loadDocument('starmagic');
    const changed = await Promise.all(overlays.map((text) => applyOverlay(document, parse(text))));
    expect(changed.map((one) => JSON.stringify(one))).toEqual([
      expect.stringContaining('"name":"api-key"'),
      expect.stringContaining('"median":900'),
    ]);
  });

  test('lists every option of serve, and no other', () => {
    const serve = createProgram(() => Promise.resolve()).commands.find((command) => command.name() === 'serve');
    const options = serve?.options.map((option) => option.long) ?? [];
    const tables = readme + readFileSync('docs/cassettes.md', 'utf8');
    const rows = [...tables.matchAll(/^\| `(--[a-z-]+)/gm)].map((match) => match[1]);
    expect(rows.toSorted()).toEqual(options.toSorted());
  });

  test('fits on 200 lines', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
  });

  test('names every command', () => {
    for (const command of createProgram(() => Promise.resolve()).commands) {
      expect(readme).toContain(`\`starmock ${command.name()}`);
    }
  });

  test('lists every exit code, and no other', () => {
    const rows = [...readme.matchAll(/^\| (\d+) +\|/gm)].map((match) => Number(match[1]));
    expect(rows.toSorted((a, b) => a - b)).toEqual(Object.values(EXIT).toSorted((a, b) => a - b));
  });
});

describe('links between pages', () => {
  test.each(globSync(['*.md', 'docs/**/*.md', 'fixtures/*.md']))('lead somewhere: %s', (file) => {
    const read = (name: string): string => readFileSync(name, 'utf8');
    expect(deadLinks(file, read)).toEqual([]);
  });

  test.each(['CONTRIBUTING.md', 'ARCHITECTURE.md'])('name files and folders that exist: %s', (page) => {
    const named = readFileSync(page, 'utf8').matchAll(/(?:src|test|spec|docs|fixtures)\/[\w./-]+\w/g);
    const missing = [...new Set([...named].map(([name]) => name))].filter(
      (name) => !existsSync(name) && globSync([`${name}*`, `src/**/${name}`]).length === 0,
    );
    expect(missing).toEqual([]);
  });

  test('are missed where a file or a heading is missing', () => {
    const page =
      '# A page\n## Twice\n## Twice\n[a](#twice-1) [b](#twice-2) [c](CHANGELOG.md#a-page) [d](none.md) [e](docs/none.md#x)';
    const read = (name: string): string => (name === 'README.md' ? page : '# Another');
    expect(deadLinks('README.md', read)).toEqual(['#twice-2', 'CHANGELOG.md#a-page', 'none.md', 'docs/none.md#x']);
  });
});

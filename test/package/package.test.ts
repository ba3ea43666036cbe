// The package as it would be published: packed, looked into, installed where nothing else is, run and compiled against.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'acorn';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { ROOT, start, type Ended } from '../support/cli.ts';
import { installIn, pack, runAsUser, userEnvironment, type Packed } from '../support/packed.ts';
import { HEADERS } from '../support/requests.ts';

const temp = mkdtempSync(path.join(tmpdir(), 'starmock-package-'));
const project = path.join(temp, 'project');
const installed = path.join(project, 'node_modules', 'starmock');
afterAll(() => rmSync(temp, { recursive: true, force: true }));

let packed: Packed;
let tarball: string;

const run = (command: string, args: readonly string[], cwd = project): Promise<Ended> => runAsUser(command, args, cwd);

beforeAll(async () => {
  packed = await pack(temp);
  tarball = path.join(temp, packed.filename);
  await installIn(project, [tarball]);
}, 180_000);

const names = (): string[] => packed.files.map((file) => file.path);

describe('the tarball', () => {
  test('has what it promises', () => {
    const promised = [
      'package.json',
      'README.md',
      'LICENSE',
      'bin/starmock.js',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/index.cjs',
      'dist/index.d.cts',
      'dist/cli.cjs',
      'dist/o200k.bin',
      'dist/cl100k.bin',
      'spec/openapi.yaml',
      'spec/openapi-3.1.json',
      'spec/models.yaml',
      'spec/well-known-models.yaml',
      'spec/stream-grammar.yaml',
      'spec/responses.yaml',
      'spec/responses-grammar.yaml',
      'spec/embeddings.yaml',
      'spec/completions.yaml',
      'spec/moderations.yaml',
      'spec/profiles/openai.overlay.yaml',
      'spec/control.yaml',
      'fixtures/requests/text.json',
      'fixtures/python/starmock_pytest.py',
    ];
    expect(names()).toEqual(expect.arrayContaining(promised) as string[]);
  });

  test('has nothing else', () => {
    const allowed =
      /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|bin\/starmock\.js|dist\/(?:.+\.(?:c?js|d\.c?ts|bin)|view\.html)|spec\/.+\.(?:yaml|json)|fixtures\/.+\.(?:json|sse|yaml|md|py)|docs\/(?:.+\.md|llms\.txt))$/;
    expect(names().filter((name) => !allowed.test(name))).toEqual([]);
    expect(names().filter((name) => /(?:^|\/)(?:test|src|codegen|node_modules)\//.test(name))).toEqual([]);
  });

  test('is written in the language that the oldest supported Node knows', () => {
    const programs = names().filter((name) => /^dist\/.+\.c?js$/.test(name));
    expect(programs.length).toBeGreaterThan(10);
    for (const name of programs) {
      const sourceType = name.endsWith('.cjs') ? 'script' : 'module';
      const code = readFileSync(path.join(installed, name), 'utf8');
      // Node 22.12 knows import attributes (2025), and no explicit resource management (2026).
      expect(() => parse(code, { ecmaVersion: 2025, sourceType, allowHashBang: true })).not.toThrow();
    }
    expect(() => parse('async () => { await using it = 1; }', { ecmaVersion: 2025 })).toThrow('Unexpected token');
  });

  test('is small', () => {
    // The vocabularies of the tokenizers are 4.5 MB of it.
    expect(packed.unpackedSize).toBeLessThan(17_500_000);
    expect(packed.size).toBeLessThan(4_850_000);
  });

  test('tells nothing of the machine that made it, and no secrets', () => {
    const secrets =
      /\b(?:sk-[A-Za-z0-9]{20,}|gh[pousr]_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{20,}|AKIA[A-Z0-9]{16})\b|BEGIN [A-Z ]*PRIVATE KEY/;
    const places = [ROOT, ROOT.replace(/\/$/, ''), homedir(), tmpdir()].filter((place) => place.length > 4);
    for (const name of names().filter((one) => !one.endsWith('.bin'))) {
      const text = readFileSync(path.join(installed, name), 'utf8');
      const found = places.filter((place) => text.includes(`${place}/`));
      expect([name, found, secrets.exec(text)?.[0]]).toEqual([name, [], undefined]);
    }
  });
});

describe('installed', () => {
  test('brings only a few packages along', () => {
    const folders = readdirSync(path.join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(folders.length).toBeLessThan(40);
    expect(folders).not.toContain('@stoplight');
  });

  test('runs by its name', async () => {
    const { stdout } = await run('npx', ['--no-install', 'starmock', '--version']);
    expect(stdout.trim()).toBe(manifest.version);
  });

  test('serves', async () => {
    const bin = path.join(project, 'node_modules', '.bin', 'starmock');
    const server = start(bin, ['serve', '--port', '0', '--log', 'silent', '--speed', 'instant', '--self-check'], {
      cwd: project,
      env: userEnvironment(),
    });
    onTestFinished(async () => {
      server.signal('SIGKILL');
      await server.ended;
    });
    const url = await server.says(/http:\/\/\S+\/v1(?=\s)/);
    const body = readFileSync(path.join(installed, 'fixtures/requests/tools.json'), 'utf8');
    const response = await fetch(`${url}/chat/completions`, { method: 'POST', headers: HEADERS, body });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('"name": "get_weather"');
    server.signal('SIGINT');
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
  });

  test('runs the tests of a project against a mock of their own', async () => {
    const own = path.join(temp, 'own');
    await installIn(own, [tarball]);
    const code = `
      import assert from 'node:assert';
      import { test } from 'node:test';
      test('lists models', async () => {
        const { OPENAI_BASE_URL: url, OPENAI_API_KEY: key } = process.env;
        const response = await fetch(url + '/models', { headers: { authorization: 'Bearer ' + key } });
        assert.strictEqual(response.status, 200);
      });`;
    writeFileSync(path.join(own, 'one.test.js'), code);
    const scripts = { test: 'node --test' };
    const { dependencies } = JSON.parse(readFileSync(path.join(own, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    writeFileSync(path.join(own, 'package.json'), JSON.stringify({ type: 'module', scripts, dependencies }));
    const { stdout } = await run('npx', ['starmock', 'serve', '--', 'npm', 'test'], own);
    expect(stdout).toMatch(/pass 1\b/);
    writeFileSync(path.join(own, 'one.test.js'), code.replace('200', '201'));
    await expect(run('npx', ['starmock', 'serve', '--', 'npm', 'test'], own)).rejects.toThrow('ended with 1');
  });

  test('measures with a library that it brings along, with its license', async () => {
    const code = "fetch(process.env.STARMOCK_URL + '/_starmock/metrics').then((page) => page.text()).then(console.log)";
    const { stdout } = await run('npx', ['starmock', 'serve', '--metrics', '--', process.execPath, '-e', code]);
    expect(stdout).toContain('starmock_start_time_seconds');
    const chunk = names().find((name) => /prom-client.*\.cjs$/.test(name)) ?? '';
    expect(readFileSync(path.join(installed, chunk), 'utf8')).toContain('Apache License');
  });

  test.each([
    [['spec', '--openapi', '3.1'], /^\{\s*"openapi": "3\.1/],
    [['spec', '--profile', 'openai'], /^\{\s*"openapi": "3\.2/],
    [['models'], /^gpt-5\.1-thinking /m],
  ])('finds its own files: %j', async (args, words) => {
    const { stdout } = await run('npx', ['--no-install', 'starmock', ...args]);
    expect(stdout).toMatch(words);
  });
});

const PROGRAM = `
import models from 'starmock/spec/openapi-3.1.json' with { type: 'json' };
import { createMock, StarmockError, type ChatCompletion, type ExchangeReport, type Mock } from 'starmock';

const reports: ExchangeReport[] = [];
await using mock: Mock = createMock({ seed: 7, speed: 'instant', onExchange: (report) => reports.push(report) });
const response: Response = await mock.fetch('http://mock/v1/chat/completions', {
  method: 'POST',
  headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content: 'What is the capital of France?' }] }),
});
const completion = (await response.json()) as ChatCompletion;
const text: string | null | undefined = completion.choices[0]?.message.content;
const { url } = await mock.listen({ port: 0 });
const health = await fetch(new URL('/healthz', url));
// @ts-expect-error a speed is no word
const wrong = () => createMock({ speed: 'quick' });
try {
  wrong();
} catch (error) {
  if (error instanceof StarmockError) console.log(JSON.stringify([error.code, text, health.status, reports.length, models.openapi]));
}
`;

describe('imported', () => {
  const file = path.join(project, 'main.ts');
  beforeAll(() => writeFileSync(file, PROGRAM));

  test.each([
    ['nodenext', ['--module', 'nodenext', '--moduleResolution', 'nodenext']],
    ['bundler', ['--module', 'preserve', '--moduleResolution', 'bundler']],
  ])('has types that compile (%s)', async (_, resolution) => {
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const strict = [
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--noUncheckedIndexedAccess',
      '--resolveJsonModule',
    ];
    // The types of the runtime are the user's; everything of the package itself is checked too.
    const runtime = [
      '--target',
      'es2024',
      '--lib',
      'es2024,esnext.disposable,dom',
      '--types',
      '',
      '--skipLibCheck',
      'false',
    ];
    const { stdout } = await run(process.execPath, [tsc, ...strict, ...runtime, ...resolution, file]);
    expect(stdout).toBe('');
  });

  test('does what its types say', async () => {
    const { stdout } = await run(process.execPath, [file]);
    expect(JSON.parse(stdout)).toEqual(['BAD_OPTION', expect.stringContaining('Paris') as string, 200, 2, '3.1.1']);
  });
});

describe('what is optional', () => {
  test('is not there unless somebody asks for it, and nothing but its own entry misses it', async () => {
    const code = `
      await import('starmock');
      await import('starmock/fixtures');
      await import('starmock/verify');
      const missing = async (name) => import(name).then(() => 'there', (error) => error.message);
      console.log(JSON.stringify([await missing('starmock/msw'), await missing('starmock/vitest'), await missing('starmock/playwright')]));
    `;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code]);
    expect(JSON.parse(stdout)).toEqual([
      expect.stringContaining("Cannot find package 'msw'") as string,
      expect.stringContaining("Cannot find package 'vitest'") as string,
      expect.stringContaining("Cannot find package '@playwright/test'") as string,
    ]);
  });
});

describe('judges of packages', () => {
  test('publint finds nothing', async () => {
    const bytes = readFileSync(tarball);
    const { messages, pkg } = await publint({
      strict: true,
      pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) },
    });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('attw finds nothing', async () => {
    const args = [
      tarball,
      '--profile',
      'node16',
      '--entrypoints',
      '.',
      './verify',
      './fixtures',
      './msw',
      '--no-emoji',
      '--no-color',
      '--format',
      'ascii',
      '--no-definitely-typed',
    ];
    const { stdout } = await run(path.join(ROOT, 'node_modules/.bin/attw'), args);
    // It has ended with 0; this makes sure that it has looked.
    expect(stdout.match(/node16 \(from CJS\): OK \(CJS\)/g)).toHaveLength(4);
    expect(stdout.match(/node16 \(from ESM\): OK \(ESM\)/g)).toHaveLength(4);
    expect(stdout).toContain('bundler: OK');
  });
});

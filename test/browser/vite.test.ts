// The snippet of docs/testing.md in an application that is made with Vite and has the package installed.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, createServer, preview, type InlineConfig } from 'vite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { visit } from '../support/browser-page.ts';
import { findChromium } from '../support/chromium.ts';
import { ROOT } from '../support/cli.ts';
import { snippetsOf } from '../support/snippets.ts';

const executable = findChromium();
const [snippet = ''] = snippetsOf(readFileSync('docs/testing.md', 'utf8'), 'ts browser');

describe.skipIf(executable === undefined)('an application made with Vite', () => {
  // Within the repository, so that the packages that the package needs are found.
  const root = mkdtempSync(path.join(ROOT, 'node_modules/.starmock-vite-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  beforeAll(() => {
    const installed = path.join(root, 'node_modules/starmock');
    mkdirSync(installed, { recursive: true });
    cpSync(path.join(ROOT, 'package.json'), path.join(installed, 'package.json'));
    cpSync(path.join(ROOT, 'dist'), path.join(installed, 'dist'), { recursive: true });
    mkdirSync(path.join(root, 'public'));
    const worker = 'mockServiceWorker.js';
    cpSync(path.join(ROOT, 'node_modules/msw/lib', worker), path.join(root, 'public', worker));
    writeFileSync(path.join(root, 'package.json'), '{ "name": "application", "private": true, "type": "module" }');
    writeFileSync(
      path.join(root, 'index.html'),
      '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.ts"></script>',
    );
    writeFileSync(path.join(root, 'page.ts'), `${snippet}\nglobalThis.ready = true;\n`);
  });

  const config: InlineConfig = {
    root,
    configFile: false,
    logLevel: 'error',
    cacheDir: path.join(root, '.vite'),
    build: { target: 'es2024' },
    server: { port: 0, host: '127.0.0.1' },
    preview: { port: 0, host: '127.0.0.1' },
  };

  async function served(mode: 'developed' | 'built'): Promise<string> {
    if (mode === 'built') await build(config);
    const server = mode === 'built' ? await preview(config) : await (await createServer(config)).listen();
    onTestFinished(() => server.close());
    return server.resolvedUrls?.local[0] ?? '';
  }

  test.each(['developed', 'built'] as const)('answers in the page: %s', async (mode) => {
    const { printed, close } = await visit(await served(mode), executable ?? '');
    onTestFinished(close);
    expect(printed).toContain('log: true');
    expect(printed.filter((line) => /^(?:error|pageerror)/.test(line))).toEqual([]);
  });
});

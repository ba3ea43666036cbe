import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire, isBuiltin } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { rolldown, type Plugin } from 'rolldown';
import { ROOT } from './cli.ts';

/** A page in a browser, made of a program that a bundler has put together as a user's would. */
export interface BrowserPage extends AsyncDisposable {
  readonly page: Page;
  readonly origin: string;
  /** Built-ins of Node that modules of the bundle ask for, and who does. */
  readonly builtins: readonly string[];
  /** What the page has printed. */
  readonly printed: readonly string[];
  /** Paths that the browser has asked for. */
  readonly asked: readonly string[];
}

export interface BrowserPageOptions {
  /** Path of the browser. */
  readonly executable: string;
  /** File of the program, below the repository. */
  readonly program: string;
  /** The package that the program means by `msw`. */
  readonly msw: 'msw' | 'msw2';
}

const require = createRequire(import.meta.url);

/** What is built stands for its source: the page gets the package and not the repository. */
const BUILT: Readonly<Record<string, string>> = {
  'src/index.ts': 'dist/index.js',
  'src/msw/index.ts': 'dist/msw.js',
};

const builtPackage: Plugin = {
  name: 'built-package',
  resolveId: (id, importer) => {
    if (!importer || !id.startsWith('.')) return null;
    const built = BUILT[path.relative(ROOT, path.resolve(path.dirname(importer), id))];
    return built === undefined ? null : path.join(ROOT, built);
  },
};

const noteBuiltins = (noted: string[]): Plugin => ({
  name: 'note-builtins',
  resolveId: (id, importer) => {
    if (isBuiltin(id)) noted.push(`${path.relative(ROOT, importer ?? '')} asks for ${id}`);
    return null;
  },
});

async function bundle({ program, msw }: BrowserPageOptions, dir: string): Promise<readonly string[]> {
  const builtins: string[] = [];
  const built = await rolldown({
    input: { page: path.join(ROOT, program) },
    platform: 'browser',
    resolve: { alias: { msw } },
    plugins: [builtPackage, noteBuiltins(builtins)],
    experimental: { resolveNewUrlToAsset: true },
  });
  await built.write({ dir, format: 'esm' });
  await built.close();
  const worker = readFileSync(require.resolve(`${msw}/mockServiceWorker.js`));
  writeFileSync(path.join(dir, 'mockServiceWorker.js'), worker);
  writeFileSync(
    path.join(dir, 'index.html'),
    '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
  );
  return builtins;
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

async function serve(dir: string, asked: string[]): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    asked.push(pathname);
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    if (!readdirSync(dir, { recursive: true, encoding: 'utf8' }).includes(name))
      return void response.writeHead(404).end();
    const type = TYPES[path.extname(name)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type }).end(readFileSync(path.join(dir, name)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A page that somebody serves. */
export interface Visit {
  readonly page: Page;
  /** What the page has printed. */
  readonly printed: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens a page, and waits until it sets `globalThis.ready`. @param executable path of the browser */
export async function visit(url: string, executable: string): Promise<Visit> {
  // Containers run tests as root, where the sandbox of the browser does not work; it sees no page but ours.
  const browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox'] });
  const printed: string[] = [];
  try {
    const page = await browser.newPage();
    page.on('console', (message) => printed.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => printed.push(`pageerror: ${error.message}`));
    await page.goto(url);
    await page.waitForFunction('globalThis.ready', undefined, { timeout: 60_000 });
    return { page, printed, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw new Error(`the page is not ready; it printed: ${printed.join('\n')}`, { cause: error });
  }
}

/** Bundles a program, serves it, and opens it; the page is ready when the program has set `globalThis.ready`. */
export async function openBrowserPage(options: BrowserPageOptions): Promise<BrowserPage> {
  const dir = mkdtempSync(path.join(tmpdir(), 'starmock-page-'));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rmSync(dir, { recursive: true, force: true }));
  const builtins = await bundle(options, dir);
  const asked: string[] = [];
  const server = await serve(dir, asked);
  stack.defer(server.close);
  const { page, printed, close } = await visit(server.origin, options.executable);
  stack.defer(close);
  const open = stack.move();
  return { page, origin: server.origin, builtins, printed, asked, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

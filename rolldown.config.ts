import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type RolldownOptions } from 'rolldown';
import manifest from './package.json' with { type: 'json' };

const { imports, dependencies, peerDependencies } = manifest;

/** What users' machines resolve, which includes the names that stand for different modules in Node and in browsers. */
const packages = Object.keys({ ...imports, ...dependencies, ...peerDependencies });

const outside =
  (names: readonly string[]) =>
  (id: string): boolean =>
    id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`));

/** The licenses of packages that a chunk holds: whoever gets the code gets them, too. */
function licenses({ moduleIds }: { readonly moduleIds: readonly string[] }): string {
  const folders = new Set(moduleIds.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []));
  const texts = [...folders].filter(existsSync).map((folder) => {
    const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    const text = file === undefined ? '' : readFileSync(`${folder}/${file}`, 'utf8').replaceAll('*/', '* /');
    return `/*! ${folder.replace(/^.*\/node_modules\//, '')}\n${text}*/`;
  });
  return texts.join('\n');
}

/** Functions and classes keep their names, so that a stack trace can be read. */
const kept = { function: true, class: true };
const minify = {
  compress: { keepNames: kept },
  mangle: { toplevel: true, keepNames: kept },
  codegen: { removeWhitespace: true },
};

/** Bundled, as the package is large; its build for browsers, which looks for no files, is for Node, too. */
const resolve = { alias: { liquidjs: 'liquidjs/dist/liquid.browser.mjs' } } as const;

/** What programs import. */
const library: RolldownOptions = {
  input: {
    index: 'src/index.ts',
    fixtures: 'src/transcripts/index.ts',
    msw: 'src/msw/index.ts',
    playwright: 'src/playwright/index.ts',
    verify: 'src/verify/index.ts',
    vitest: 'src/vitest/index.ts',
    'no-overlays': 'src/contract/no-overlays.ts',
  },
  platform: 'node',
  // The oldest Node that is supported does not know all the syntax that the newest does.
  transform: { target: 'node22.12' },
  resolve,
  external: outside(packages),
  output: {
    dir: 'dist',
    format: 'esm',
    banner: licenses,
    chunkFileNames: 'chunks/[name]-[hash].js',
    cleanDir: true,
    minify,
    assetFileNames: '[name][extname]',
  },
  // The token table goes along, and `table-url.ts` says where it is.
  experimental: { resolveNewUrlToAsset: true },
};

/** Packages that `require` cannot load everywhere, such as in Jest, and so are part of the bundle. */
const ONLY_MODULES: ReadonlySet<string> = new Set(['commander', '@faker-js/faker']);

/**
 * What the command runs, and what programs `require`. It starts a quarter sooner as CommonJS: an ES module that imports `node:fs`, `node:util` or
 * `node:process` has Node load what all their getters stand for, and commander imports them too. What `serve` needs before it
 * listens is one file.
 */
const command: RolldownOptions = {
  input: {
    cli: 'src/cli/main.ts',
    index: 'src/index.ts',
    fixtures: 'src/transcripts/index.ts',
    msw: 'src/msw/index.ts',
    verify: 'src/verify/index.ts',
  },
  platform: 'node',
  transform: { target: 'node22.12' },
  resolve,
  external: outside(packages.filter((name) => !ONLY_MODULES.has(name))),
  output: {
    dir: 'dist',
    format: 'cjs',
    minify,
    // Jest knows no `import()` without a flag of Node.
    dynamicImportInCjs: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    banner: licenses,
    codeSplitting: { groups: [{ name: 'start', test: /src\/(cli\/(main|program|serve)|create-mock|transports)/ }] },
  },
};

const config: RolldownOptions[] = defineConfig([library, command]);

export default config;

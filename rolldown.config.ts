import { copyFileSync } from 'node:fs';
import { defineConfig, type RolldownOptions } from 'rolldown';
import manifest from './package.json' with { type: 'json' };

const packages = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

const outside =
  (names: readonly string[]) =>
  (id: string): boolean =>
    id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`));

/** What programs import. */
const library: RolldownOptions = {
  input: {
    index: 'src/index.ts',
    fixtures: 'src/fixtures/index.ts',
    msw: 'src/msw/index.ts',
    vitest: 'src/vitest/index.ts',
  },
  platform: 'node',
  external: outside(packages),
  output: { dir: 'dist', format: 'esm', chunkFileNames: 'chunks/[name]-[hash].js', cleanDir: true },
  plugins: [
    {
      name: 'copy-vocabulary',
      writeBundle: () => copyFileSync('src/contract/generated/o200k.bin', 'dist/o200k.bin'),
    },
  ],
};

/**
 * What the command runs. It starts a quarter sooner as CommonJS: an ES module that imports `node:fs`, `node:util` or
 * `node:process` has Node load what all their getters stand for, and commander imports them too. What `serve` needs before it
 * listens is one file.
 */
const command: RolldownOptions = {
  input: { cli: 'src/cli/program.ts' },
  platform: 'node',
  external: outside(packages.filter((name) => name !== 'commander')),
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    codeSplitting: { groups: [{ name: 'start', test: /src\/(cli\/(program|serve)|create-mock|transports)/ }] },
  },
};

const config: RolldownOptions[] = defineConfig([library, command]);

export default config;

import { copyFileSync } from 'node:fs';
import { defineConfig, type RolldownOptions } from 'rolldown';
import manifest from './package.json' with { type: 'json' };

const external = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

const config: RolldownOptions = defineConfig({
  input: {
    index: 'src/index.ts',
    cli: 'src/cli/program.ts',
    fixtures: 'src/fixtures/index.ts',
    msw: 'src/msw/index.ts',
    vitest: 'src/vitest/index.ts',
  },
  platform: 'node',
  external: (id) => id.startsWith('node:') || external.some((name) => id === name || id.startsWith(`${name}/`)),
  output: { dir: 'dist', format: 'esm', chunkFileNames: 'chunks/[name]-[hash].js', cleanDir: true },
  plugins: [
    {
      name: 'copy-vocabulary',
      writeBundle: () => copyFileSync('src/contract/generated/o200k.bin', 'dist/o200k.bin'),
    },
  ],
});

export default config;

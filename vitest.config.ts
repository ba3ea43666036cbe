import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** `.ci/run` names a file here, to count what ran. */
const report = process.env['STARMOCK_TEST_REPORT'];

/** Tests that change what all files share: modules, timers, the network, the environment. */
const ALONE = [
  'test/transports/*.test.ts',
  'test/unit/{msw,vitest}/*.test.ts',
  'test/unit/transports/clock.test.ts',
  'test/unit/mock/pipeline.test.ts',
];

const config: ViteUserConfig = defineConfig({
  test: {
    // No test waits for them: they end what hangs, on a machine however busy.
    testTimeout: 120_000,
    // Left alone, vitest keeps one processor free, which is half of a machine with two.
    maxWorkers: availableParallelism(),
    hookTimeout: 120_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        // More than half of what a unit test takes is the loading of what it tests, so all share what is loaded.
        extends: true,
        test: {
          name: 'starmock',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...ALONE],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
      {
        // What goes through Mock Service Worker, once more with the other version that is supported.
        extends: true,
        resolve: { alias: { msw: 'msw2' } },
        test: {
          name: 'msw 2',
          include: ['test/transports/{behavior,faults,same-bytes}.test.ts', 'test/unit/msw/*.test.ts'],
          env: { STARMOCK_TEST_MSW: '2' },
        },
      },
    ],
  },
});

export default config;

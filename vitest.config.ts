import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** `.ci/run` names a file here, to count what ran. */
const report = process.env['STARMOCK_TEST_REPORT'];

const config: ViteUserConfig = defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      { extends: true, test: { name: 'starmock', include: ['test/**/*.test.ts'] } },
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

import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** `.ci/run` names a file here, to count what ran. */
const report = process.env['STARMOCK_TEST_REPORT'];

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});

export default config;

import { defineConfig } from 'vitest/config';

const suite = (name: string, extra: Record<string, unknown> = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    // They end what hangs, and say nothing of speed: on a busy machine everything takes longer.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    setupFiles: ['test/support/seed.ts'],
    env: { POWERTOOLS_LOG_LEVEL: process.env.LOGS ?? 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
    ...extra,
  },
});

export default defineConfig({
  test: {
    // Most files wait most of the time: more of them run side by side than there are cores.
    maxWorkers: 4,
    // Tests that wait for donations wait together.
    maxConcurrency: 25,
    projects: [
      suite('unit'),
      suite('contract'),
      suite('statemachine'),
      suite('infra'),
      suite('integration'),
      suite('browser', {
        // A browser takes all that a core has: by themselves, and few walks at a time, none waits for another too long.
        sequence: { groupOrder: 1 },
        maxWorkers: 3,
        maxConcurrency: 4,
        globalSetup: ['test/support/browser-setup.ts'],
      }),
      ...(process.env.TEST_ALL ? [suite('long', { testTimeout: 900_000, fileParallelism: false })] : []),
    ],
  },
});

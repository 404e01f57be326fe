import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { serverEnvironment } from '../scripts/server-process.mjs';

/** They put something else in a module's place, which others would then find there. */
const replacing = ['tests/unit/identity/agreements.test.ts', 'tests/unit/updates/electron-updater.test.ts'];

/** They hash at the cost of a deployment, as the processes do that some of them exchange files with. */
const asItCosts = ['tests/unit/as-it-costs/**/*.test.ts'];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    // One more than cores: some tests wait for processes, or for a time-out to come.
    maxWorkers: 3,
    // Password hashing and real processes, on two cores that may be busy. Nothing waits for this when all is well.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 30_000 } },
    // Also what tests start.
    env: { ...serverEnvironment },
    projects: [
      {
        extends: true,
        test: {
          name: 'suites',
          include: ['tests/{unit,contract,faults}/**/*.test.ts'],
          exclude: [...replacing, ...asItCosts],
          setupFiles: ['tests/support/fixed-seed.ts', 'tests/support/cheap-hashing.ts'],
          // The product is loaded once for each worker, not for each file; that is a third of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'replacing',
          include: replacing,
          setupFiles: ['tests/support/fixed-seed.ts', 'tests/support/cheap-hashing.ts'],
        },
      },
      { extends: true, test: { name: 'as it costs', include: asItCosts, setupFiles: 'tests/support/fixed-seed.ts' } },
    ],
  },
});

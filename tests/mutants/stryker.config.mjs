import { fileURLToPath } from 'node:url';

/** What `npm run mutants` does; see docs/testing.md. */
export default {
  plugins: [fileURLToPath(new URL('node_modules/@stryker-mutator/vitest-runner/dist/src/index.js', import.meta.url))],
  testRunner: 'vitest',
  // Each runs in a process of its own: the key store's library does not see the environment of a thread.
  vitest: { configFile: 'tests/mutants/vitest.config.ts', related: false, pool: 'forks' },
  mutate: [process.env.MUTANTS_PLACE],
  tempDirName: 'test-results/mutants',
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: 'test-results/mutants.json' },
  concurrency: 1,
  // It would look for a compiler's programming interface, which TypeScript 7 does not have.
  tsconfigFile: 'none.json',
};

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { serverEnvironment } from '../scripts/server-process.mjs';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/{unit,contract,faults}/**/*.test.ts'],
    maxWorkers: 2,
    // Password hashing and real processes, on two cores.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Also what tests start.
    env: { ...serverEnvironment },
  },
});

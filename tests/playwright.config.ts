import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { useElectronHost } from './electron-host/use-host.ts';
import { hasElectronBinary } from './support/electron-binary.ts';
import type { HostOption } from './support/workstation.ts';

// The shell's journeys run on a real Electron where there is one, else on the stand-in.
if (!hasElectronBinary()) useElectronHost();

const inBrowser = 'journeys/*.spec.ts';
// Pages that know nothing of the shell are shown by one host; where windows and sessions matter, by both.
const inShell = ['journeys/session.spec.ts', 'journeys/registry.spec.ts', 'journeys/shell/*.spec.ts'];

export default defineConfig<HostOption>({
  testDir: fileURLToPath(new URL('.', import.meta.url)),
  outputDir: fileURLToPath(new URL('../test-results/playwright', import.meta.url)),
  // Each kind at most two at a time (below): one of them starts, or waits for a page, while others work.
  workers: 4,
  fullyParallel: true,
  // A busy machine takes several times as long; nothing waits for this when all is well.
  timeout: 300_000,
  expect: { timeout: 60_000, toPass: { intervals: [100] } },
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  projects: [
    { name: 'browser', testMatch: inBrowser, workers: 2, use: { host: 'browser' } },
    { name: 'shell', testMatch: inShell, workers: 2, use: { host: 'shell' } },
    { name: 'electron-host', testMatch: 'electron-host/*.spec.ts' },
    { name: 'packaged', testMatch: 'journeys/packaged/*.spec.ts' },
  ],
});

// `npm run fidelity`: what only a real Electron binary can show.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serverEnvironment } from './server-process.mjs';
import { root, run, toolEnvironment } from './setup.mjs';

const hasBinary = existsSync(join(root, 'node_modules', 'electron', 'path.txt'));
const only = ['--project=shell', '--project=packaged', '--project=electron-host', '--grep', '@real|electron-host'];
const status = run(
  'node_modules/@playwright/test/cli.js',
  ['test', '--config', 'tests/playwright.config.ts', ...only, ...(hasBinary ? [] : ['--list'])],
  { env: toolEnvironment({ ...serverEnvironment, ...(hasBinary && { REAL_ELECTRON: '1' }) }) },
);
if (!hasBinary) console.log('\nnot run: there is no Electron binary here');
process.exitCode = status;

// `npm run mutants -- FOLDER`: changes the code in small ways, and counts the changes that no test notices.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { fail, root, run, say, toolEnvironment } from './setup.mjs';

const every = (...folders: string[]) => folders.map((folder) => `tests/${folder}/**/*.test.ts`).join(' ');
const testsOf: Readonly<Record<string, string>> = {
  'main/security': every('unit/shell'),
  'main/session': every('unit/shell', 'unit/session'),
  shared: every('unit/policy', 'unit/session', 'unit/renderer', 'unit/shell', 'unit/identity'),
  'server/identity': every('unit/identity'),
  'server/store': every('contract', 'faults'),
};
const folders = Object.keys(testsOf).join(', ');

const folder = process.argv[2]?.replace(/\/$/, '') ?? '';
if (!Object.hasOwn(testsOf, folder)) fail(`Name one folder: ${folders}.`);
prepare();
const own = join(root, 'tests', 'mutants');
const program = 'node_modules/@stryker-mutator/core/bin/stryker.js';
if (!existsSync(join(own, program))) {
  say('Installing what only this command needs (npm ci in tests/mutants) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--loglevel=error'], {
    cwd: own,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail('npm could not install them.');
}
process.exitCode = run(join('tests', 'mutants', program), ['run', 'tests/mutants/stryker.config.mjs'], {
  env: toolEnvironment({ MUTANTS_FOLDER: folder, MUTANTS_TESTS: testsOf[folder]! }),
});

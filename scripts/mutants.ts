// `npm run mutants -- FOLDER [TESTS …]`: changes the code in small ways, and counts the changes that no test notices.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { fail, root, run, say, toolEnvironment } from './setup.mjs';

const every = (...folders: string[]) => folders.map((folder) => `tests/${folder}/**/*.test.ts`).join(' ');
const testsOf: Readonly<Record<string, string>> = {
  'main/security': every('unit/shell'),
  'main/session': every('unit/shell', 'unit/session'),
  shared: every('unit/contract', 'unit/policy', 'unit/session', 'unit/renderer', 'unit/shell', 'unit/identity'),
  'server/identity': every('unit/identity'),
  'server/store': every('contract', 'faults'),
};
const folders = Object.keys(testsOf).join(', ');

const [named = '', ...chosen] = process.argv.slice(2);
const place = named.replace(/\/$/, '');
const folder = Object.keys(testsOf).find((each) => `${place}/`.startsWith(`${each}/`));
if (folder === undefined || !existsSync(join(root, place))) fail(`Name one folder, or what is below one: ${folders}.`);
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
  env: toolEnvironment({
    MUTANTS_PLACE: place.endsWith('.ts') ? place : `${place}/**/*.ts`,
    MUTANTS_TESTS: chosen.length > 0 ? chosen.join(' ') : testsOf[folder]!,
  }),
});

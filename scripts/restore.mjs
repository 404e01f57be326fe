// `npm run restore`: puts a backup back.
import { prepare } from './prepare.mjs';
import { run, toolEnvironment } from './setup.mjs';

prepare();
process.exitCode = run('dist/server/backup.mjs', ['restore', ...process.argv.slice(2)], {
  cwd: process.cwd(),
  env: toolEnvironment({}),
});

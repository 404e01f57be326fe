// `npm run backup`: an encrypted backup of a data folder, also beside a running server.
import { prepare } from './prepare.mjs';
import { run, toolEnvironment } from './setup.mjs';

prepare();
process.exitCode = run('dist/server/backup.mjs', ['back-up', ...process.argv.slice(2)], {
  cwd: process.cwd(),
  env: toolEnvironment({}),
});

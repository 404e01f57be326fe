// `npm run accounts`: imports and exports accounts where no server runs on the data.
import { prepare } from './prepare.mjs';
import { serverEnvironment } from './server-process.mjs';
import { run, toolEnvironment } from './setup.mjs';

prepare();
process.exitCode = run('dist/server/accounts.mjs', process.argv.slice(2), {
  cwd: process.cwd(),
  env: toolEnvironment(serverEnvironment),
});

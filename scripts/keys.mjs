// `npm run keys`: rotates the server's keys where no server runs on the data.
import { prepare } from './prepare.mjs';
import { run, toolEnvironment } from './setup.mjs';

prepare();
process.exitCode = run('dist/server/keys.mjs', process.argv.slice(2), {
  cwd: process.cwd(),
  env: toolEnvironment({}),
});

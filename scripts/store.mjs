// `npm run store`: moves the records of a data folder into a PostgreSQL database.
import { prepare } from './prepare.mjs';
import { run, toolEnvironment } from './setup.mjs';

prepare();
process.exitCode = run('dist/server/store.mjs', process.argv.slice(2), {
  cwd: process.cwd(),
  env: toolEnvironment({}),
});

// `npm run accounts`: imports and exports accounts where no server runs on the data.
import { prepare } from './prepare.mjs';
import { run, toolEnvironment } from './setup.mjs';

prepare();
// Hashing uses libuv's threads, as in the server.
process.exitCode = run('dist/server/accounts.mjs', process.argv.slice(2), {
  cwd: process.cwd(),
  env: toolEnvironment({ UV_THREADPOOL_SIZE: '2' }),
});

// `npm run audit`: verifies, exports and seals the audit trail, also beside a running server.
import { prepare } from './prepare.mjs';
import { run, toolEnvironment } from './setup.mjs';

prepare();
process.exitCode = run('dist/server/audit.mjs', process.argv.slice(2), {
  cwd: process.cwd(),
  env: toolEnvironment({}),
});

// `npm run certificates`: a certificate authority and a server's certificate, for clinics without one.
import { prepare } from './prepare.mjs';
import { run, toolEnvironment } from './setup.mjs';

prepare();
process.exitCode = run('dist/server/certificates.mjs', process.argv.slice(2), {
  cwd: process.cwd(),
  env: toolEnvironment({}),
});

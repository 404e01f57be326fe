// `npm run accounts`, `sites`, `audit`, `backup` and so on: one of the server's commands (server/command-line/table), built and run
// on the pinned Node. What comes before the person's own arguments is in package.json: the command, and sometimes a verb.
import { prepare } from './prepare.mjs';
import { serverEnvironment } from './server-process.mjs';
import { run, toolEnvironment } from './setup.mjs';

const [name, ...args] = process.argv.slice(2);
prepare();
process.exitCode = run(`dist/server/${name}.mjs`, args, {
  cwd: process.cwd(),
  env: toolEnvironment(serverEnvironment),
});

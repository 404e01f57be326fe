// `npm run timing`: whether answers take longer for known usernames than for unknown ones.
import { prepare } from './prepare.mjs';
import { run } from './setup.mjs';

prepare();
process.exitCode = run('tests/load/timing.ts');

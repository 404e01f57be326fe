// `npm run timing`: whether answers take longer for known usernames than for unknown ones.
import { prepare } from './prepare.mjs';
import { answerHelp, run } from './setup.mjs';

answerHelp(`Usage: npm run timing
Compares the times of answers for known and for unknown usernames (docs/security.md). Takes minutes.`);

prepare();
process.exitCode = run('tests/load/timing.ts');

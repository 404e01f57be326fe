// `npm run bench`: what the built server does in a second, and what it takes, beside the goals.
import { prepare } from './prepare.mjs';
import { answerHelp, run } from './setup.mjs';

answerHelp(`Usage: npm run bench
Measures what the built server does in a second, and what it takes (docs/reliability.md). Takes minutes.`);

prepare();
process.exitCode = run('tests/load/bench.ts');

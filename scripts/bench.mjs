// `npm run bench`: what the built server does in a second, and what it takes, beside the goals.
import { prepare } from './prepare.mjs';
import { run } from './setup.mjs';

prepare();
process.exitCode = run('tests/load/bench.ts');

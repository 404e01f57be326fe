// `npm run screens`: pictures of every screen of the running product, and docs/screens.md around them.
import { prepare } from './prepare.mjs';
import { answerHelp, run } from './setup.mjs';

answerHelp(`Usage: npm run screens
Makes docs/screens.md and its pictures from the running product with training data.`);

prepare();
process.exitCode = run('tests/screens/screens.ts', []);

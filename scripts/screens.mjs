// `npm run screens`: pictures of every screen of the running product, and docs/screens.md around them; or what axe says of them.
import { prepare } from './prepare.mjs';
import { answerHelp, run } from './setup.mjs';

answerHelp(`Usage: npm run screens [-- --check [USERNAME]]
Makes docs/screens.md and its pictures from the running product with training data.
  --check  holds every page to WCAG 2.2 and to its width instead, at several sizes and in both languages`);

prepare();
const check = process.argv[2] === '--check';
process.exitCode = run(check ? 'tests/screens/check.ts' : 'tests/screens/screens.ts', process.argv.slice(2));

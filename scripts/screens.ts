// `npm run screens`: pictures of every screen of the running product, and docs/screens.md around them; or what axe says of them.
import { run } from './setup.mjs';

const check = process.argv[2] === '--check';
process.exitCode = run(check ? 'tests/screens/check.ts' : 'tests/screens/screens.ts', process.argv.slice(2));

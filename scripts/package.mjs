// `npm run package`: the built product as an application folder for this system (electron-builder).
import { prepare } from './prepare.mjs';
import { run } from './setup.mjs';

prepare();
process.exitCode = run('node_modules/electron-builder/cli.js', [
  '--dir',
  '--publish',
  'never',
  ...process.argv.slice(2),
]);

// `npm run heard`: writes down what a screen reader finds on the screens of the first-light journey.
import { serverEnvironment } from './server-process.mjs';
import { run, toolEnvironment } from './setup.mjs';

const journey = ['--project=browser', 'journeys/first-light.spec.ts', '--grep', 'one sign-in opens'];
process.exitCode = run(
  'node_modules/@playwright/test/cli.js',
  ['test', '--config', 'tests/playwright.config.ts', ...journey],
  { env: toolEnvironment({ ...serverEnvironment, KIOSK_HEARD: '1' }) },
);

// `npm test`: sets itself up, then checks, builds and runs every suite, and closes with the totals over all of them.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { chromiumProgram, chromiumPrograms } from './chromium.mjs';
import { prepare } from './prepare.mjs';
import { serverEnvironment } from './server-process.mjs';
import { answerHelp, requireSystemPackages, root, run, toolEnvironment } from './setup.mjs';

const results = join(root, 'test-results');

answerHelp(`Usage: npm test [-- --all]
Checks, builds and runs every suite, and closes with the totals over all of them.
  --all  also the tests of the stand-in for Electron`);

if (!existsSync(chromiumProgram())) {
  const [quick, whole] = chromiumPrograms;
  if (!requireSystemPackages([quick], { optional: true })) requireSystemPackages([whole]);
}
if (process.platform === 'linux') {
  // A key store of the tests' own; without one its tests are skipped.
  const keyStore = [
    { name: 'dbus', provides: '/usr/bin/dbus-daemon' },
    { name: 'gnome-keyring', provides: '/usr/bin/gnome-keyring-daemon' },
  ];
  requireSystemPackages(keyStore, { optional: true });
}
prepare();
rmSync(results, { recursive: true, force: true });
mkdirSync(results);

const failures = [];
// `check` needs what `prepare` installs.
failures.push(...(await import('./check.mjs')).check());
const rules = runVitest();
const journeys = runPlaywright();

const total = {
  passed: rules.passed + journeys.passed,
  failed: rules.failed + journeys.failed,
  skipped: rules.skipped + journeys.skipped,
};
console.log(`\nThe shell's journeys ran on ${electronHost()}; the browser's on ${version(chromiumProgram())}.`);
for (const { title, reason } of journeys.notRun) console.log(`skipped: ${title}${reason ? ` (${reason})` : ''}`);
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
// A run without tests proves nothing.
process.exitCode = failures.length > 0 || total.failed > 0 || total.passed === 0 ? 1 : 0;

function runVitest() {
  const file = join(results, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const status = run('node_modules/vitest/vitest.mjs', ['run', '--config', 'tests/vitest.config.ts', ...reporters]);
  const report = read(file);
  if (report === undefined || (status !== 0 && report.numFailedTests === 0))
    failures.push('vitest did not finish its run');
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

function runPlaywright() {
  const file = join(results, 'playwright.json');
  const status = run(
    'node_modules/@playwright/test/cli.js',
    ['test', '--config', 'tests/playwright.config.ts', '--reporter=list,json', ...projects()],
    { env: toolEnvironment({ ...serverEnvironment, PLAYWRIGHT_JSON_OUTPUT_FILE: file }) },
  );
  const report = read(file);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  if (report === undefined || (status !== 0 && unexpected + flaky === 0))
    failures.push('playwright did not finish its run');
  // A test that passes only when tried again has failed.
  return { passed: expected, failed: unexpected + flaky, skipped, notRun: skippedIn(report?.suites ?? []) };
}

/** The stand-in's own tests are for whoever changes it; the shell's journeys use all of it anyway. */
function projects() {
  const product = ['browser-waits', 'shell-waits', 'browser', 'shell', 'packaged'];
  return process.argv.includes('--all') ? [] : product.map((name) => `--project=${name}`);
}

function skippedIn(suites) {
  return suites.flatMap(({ suites: inner = [], specs = [] }) => [
    ...skippedIn(inner),
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'skipped')
        .map(({ annotations }) => ({ title, reason: annotations.find(({ type }) => type === 'skip')?.description })),
    ),
  ]);
}

function electronHost() {
  const electron = join(root, 'node_modules', 'electron');
  return existsSync(join(electron, 'path.txt'))
    ? `Electron ${JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')).version}`
    : `the stand-in for Electron (no Electron binary here) with ${version(chromiumProgram())}`;
}

function version(program) {
  return spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.trim() || program;
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

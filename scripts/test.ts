// `npm test`: sets itself up, then checks, builds and runs every suite, and closes with the totals over all of them.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter';
import type { JsonTestResults } from 'vitest/node';
import { chromiumProgram, quickChromium, wholeChromium } from './chromium.ts';
import { serverEnvironment } from './server-process.mjs';
import { pinnedNode, requireSystemPackages, root, toolEnvironment } from './setup.mjs';

const results = join(root, 'test-results');

if (!existsSync(chromiumProgram())) {
  if (!requireSystemPackages([quickChromium], { optional: true })) requireSystemPackages([wholeChromium]);
}
if (process.platform === 'linux') {
  // A key store of the tests' own; without one its tests are skipped.
  const keyStore = [
    { name: 'dbus', provides: '/usr/bin/dbus-daemon' },
    { name: 'gnome-keyring', provides: '/usr/bin/gnome-keyring-daemon' },
  ];
  requireSystemPackages(keyStore, { optional: true });
}
rmSync(results, { recursive: true, force: true });
mkdirSync(results);

interface TestRun {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly tests: readonly { readonly title: string; readonly duration: number; readonly error: string | undefined }[];
}

const failures: string[] = [];
// One after the other: beside journeys a test of rules takes ten times as long, and all that polls meanwhile costs more.
const checked = runChecks();
const rules = await runVitest();
const journeys = await runPlaywright();
await checked;

const total = {
  passed: rules.passed + journeys.passed,
  failed: rules.failed + journeys.failed,
  skipped: rules.skipped + journeys.skipped,
};
const slowest = [...rules.tests, ...journeys.tests].toSorted((a, b) => b.duration - a.duration).slice(0, 20);
console.log('\nThe slowest tests, in seconds, beside others:');
for (const { duration, title } of slowest) console.log(`${(duration / 1000).toFixed(1).padStart(7)}  ${title}`);
console.log(`\nThe shell's journeys ran on ${electronHost()}; the browser's on ${version(chromiumProgram())}.`);
for (const { title, reason } of journeys.notRun) console.log(`skipped: ${title}${reason ? ` (${reason})` : ''}`);
for (const { title, error } of [...rules.tests, ...journeys.tests]) {
  if (error !== undefined) console.log(`failed: ${title}\n${error}`);
}
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
// A run without tests proves nothing.
process.exitCode = failures.length > 0 || total.failed > 0 || total.passed === 0 ? 1 : 0;

async function runChecks(): Promise<void> {
  const { status, lastLine } = await runBeside('checks', 'scripts/check.mjs');
  if (status !== 0) failures.push(`checks: ${lastLine.replace(/^failed: /, '')}`);
}

async function runVitest(): Promise<TestRun> {
  const file = join(results, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--config', 'tests/vitest.config.ts', ...reporters];
  const { status } = await runBeside('vitest', 'node_modules/vitest/vitest.mjs', args);
  const report = read(file) as JsonTestResults | undefined;
  if (report === undefined || (status !== 0 && report.numFailedTests === 0))
    failures.push('vitest did not finish its run');
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    tests: (report?.testResults ?? []).flatMap(({ assertionResults }) =>
      assertionResults.map(({ fullName, duration, status: outcome, failureMessages }) => ({
        title: fullName,
        duration: duration ?? 0,
        error: outcome === 'failed' ? beginningOf((failureMessages ?? []).join('\n')) : undefined,
      })),
    ),
  };
}

async function runPlaywright(): Promise<
  TestRun & { readonly notRun: { title: string; reason: string | undefined }[] }
> {
  const file = join(results, 'playwright.json');
  const { status } = await runBeside(
    'journeys',
    'node_modules/@playwright/test/cli.js',
    ['test', '--config', 'tests/playwright.config.ts', '--reporter=list,json', ...projects()],
    { ...serverEnvironment, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  );
  const report = read(file) as JSONReport | undefined;
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  if (report === undefined || (status !== 0 && unexpected + flaky === 0))
    failures.push('playwright did not finish its run');
  const specs = specsIn(report?.suites ?? []);
  return {
    passed: expected,
    // A test that passes only when tried again has failed.
    failed: unexpected + flaky,
    skipped,
    notRun: specs.flatMap(({ title, tests }) =>
      tests
        .filter((each) => each.status === 'skipped')
        .map(({ annotations }) => ({ title, reason: annotations.find(({ type }) => type === 'skip')?.description })),
    ),
    tests: specs.flatMap(({ title, tests }) =>
      tests.map((each) => ({
        title: `[${each.projectName}] ${title}`,
        duration: Math.max(0, ...each.results.map(({ duration }) => duration)),
        error: ['unexpected', 'flaky'].includes(each.status)
          ? beginningOf(each.results.map(({ error }) => error?.message ?? '').join('\n'))
          : undefined,
      })),
    ),
  };
}

/**
 * Runs one of the project's tools beside others, every line of it under its name.
 * @returns its exit status, and the last line that it wrote
 */
async function runBeside(
  name: string,
  file: string,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ status: number; lastLine: string }> {
  const child = spawn(pinnedNode(), [join(root, file), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: toolEnvironment(environment),
  });
  let lastLine = '';
  for (const output of [child.stdout, child.stderr]) {
    createInterface(output).on('line', (line) => {
      if (line.trim() !== '') lastLine = line;
      console.log(`${name} | ${line}`);
    });
  }
  const [status] = (await once(child, 'close')) as [number | null];
  return { status: status ?? 1, lastLine };
}

/** The stand-in's own tests are for whoever changes it; the shell's journeys use all of it anyway. */
function projects(): string[] {
  const product = ['browser', 'shell', 'packaged'];
  return process.argv.includes('--all') ? [] : product.map((name) => `--project=${name}`);
}

/** What a failure says, without its colors and at a length that leaves the totals in sight. */
function beginningOf(message: string): string {
  return stripVTControlCharacters(message).split('\n').slice(0, 15).join('\n');
}

function specsIn(suites: readonly JSONReportSuite[]): JSONReportSpec[] {
  return suites.flatMap(({ suites: inner = [], specs }) => [...specsIn(inner), ...specs]);
}

function electronHost(): string {
  const electron = join(root, 'node_modules', 'electron');
  return existsSync(join(electron, 'path.txt'))
    ? `Electron ${versionIn(join(electron, 'package.json'))}`
    : `the stand-in for Electron (no Electron binary here) with ${version(chromiumProgram())}`;
}

function versionIn(file: string): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function version(program: string): string {
  return spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.trim() || program;
}

/** @returns what a run reports, undefined where it left nothing */
function read(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

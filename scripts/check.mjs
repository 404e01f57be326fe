// `npm run check`: types, lint, format, and that what the shell uses of Electron exists in the stand-in.
import { answerHelp, run } from './setup.mjs';

answerHelp(`Usage: npm run check
Types, lint, format, and whether generated documents are as their sources say. Changes nothing.`);

/** @type {[name: string, file: string, args: string[]][]} */
const checks = [
  ['types', 'node_modules/typescript/bin/tsc', ['-b']],
  ['types of the tests', 'node_modules/typescript/bin/tsc', ['-p', 'tests']],
  ['lint', 'node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', '--quiet']],
  ['format', 'node_modules/@biomejs/biome/bin/biome', ['format', '.']],
  ['table of requirements', 'scripts/requirements-table.ts', ['--check']],
  ['tests that documents name', 'scripts/named-tests.ts', []],
  ['policy templates', 'scripts/policy-templates.ts', ['--check']],
  ['drift of the Electron stand-in', 'tests/electron-host/drift.ts', []],
];

/** @returns the names of the checks that failed */
export function check() {
  return checks.filter(([, file, args]) => run(file, args) !== 0).map(([name]) => name);
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const failed = check();
  console.log(failed.length === 0 ? 'all checks passed' : `failed: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Outcome, runCases } from './cases.ts';

// `npm run forecast -- --cases FILE.csv`: what forecasts come to, beside what CDC's test cases expect.

const faultExitCode = 2;

const { values } = parseArgs({ options: { cases: { type: 'string', multiple: true } } });
const files = values.cases ?? [];
if (files.length === 0) complain('Name a file with --cases FILE.csv.');

let all = true;
for (const file of files) {
  const { cases, passed, differences } = await outcomeOf(file);
  console.log(`passed ${passed} of ${cases}`);
  const shown = (text: string) => (text === '' ? 'nothing' : text);
  for (const { id, field, expected, got } of differences) {
    console.log(`${id}, ${field}, expected ${shown(expected)}, got ${shown(got)}`);
  }
  all &&= passed === cases && cases > 0;
}
process.exitCode = all ? 0 : 1;

async function outcomeOf(file: string): Promise<Outcome> {
  try {
    return runCases(await readFile(file, 'utf8'));
  } catch (error) {
    return complain(`${file} cannot be used: ${(error as Error).message}`);
  }
}

function complain(line: string): never {
  console.error(line);
  process.exit(faultExitCode);
}

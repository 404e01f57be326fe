/**
 * Derives the immunization schedule that forecasts follow from CDC's CDSi supporting data (XML, public domain):
 *
 *   node scripts/run.mjs derive-schedule DIRECTORY VERSION YYYY-MM-DD            writes the derived schedule
 *   node scripts/run.mjs derive-schedule --compare DIRECTORY VERSION YYYY-MM-DD  only lists what would change
 *
 * DIRECTORY holds the AntigenSupportingData and ScheduleSupportingData files of one version. Facts are kept (codes,
 * ages, intervals, names of antigens and series), none of CDC's sentences. What changes is listed in both cases.
 * The shape is described in server/applications/immtrac2/forecast/schedule-tables.ts.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScheduleTables } from '../server/applications/immtrac2/forecast/schedule-tables.ts';
import { antigenOf, conflictsOf, groupsOf, vaccinesOf } from './schedule/derive.ts';
import { corrected } from './schedule/corrections.ts';
import { changes } from './schedule/changes.ts';
import { readTree } from './schedule/xml-tree.ts';
import { written } from './schedule/written.ts';

const target = fileURLToPath(new URL('../server/applications/immtrac2/forecast/schedule.json', import.meta.url));

const args = process.argv.slice(2);
const onlyCompare = args[0] === '--compare';
const [directory, version, published] = onlyCompare ? args.slice(1) : args;
if (directory === undefined || !/^\d+\.\d+$/.test(version ?? '') || !/^\d{4}-\d{2}-\d{2}$/.test(published ?? '')) {
  console.error('usage: derive-schedule [--compare] DIRECTORY VERSION YYYY-MM-DD');
  process.exit(2);
}

const read = async (name: string) => readTree(await readFile(join(directory, name), 'utf8'));
const names = (await readdir(directory)).filter((name) => name.endsWith('.xml')).toSorted();
const common = names.filter((name) => name.startsWith('ScheduleSupportingData'));
const antigenFiles = names.filter((name) => name.startsWith('AntigenSupportingData'));
if (common.length !== 1 || antigenFiles.length === 0) {
  console.error(`${directory} does not hold one ScheduleSupportingData and the AntigenSupportingData files.`);
  process.exit(2);
}

const schedule = await read(common[0]!);
const groups = groupsOf(schedule);
const antigens = Object.fromEntries(
  await Promise.all(antigenFiles.map(async (name) => antigenOf(await read(name), name))),
);
for (const antigen of Object.values(groups).flatMap((group) => group.antigens)) {
  if (antigens[antigen] === undefined) throw new Error(`there is no file for the antigen ${antigen}`);
}

const derived: ScheduleTables = {
  source: 'Centers for Disease Control and Prevention, Clinical Decision Support for Immunization (CDSi)',
  version: version!,
  published: published!,
  groups,
  vaccines: vaccinesOf(schedule),
  conflicts: conflictsOf(schedule),
  antigens: corrected(antigens),
};

const before = existsSync(target) ? (JSON.parse(await readFile(target, 'utf8')) as ScheduleTables) : undefined;
for (const line of changes(before, derived)) console.log(line);
if (!onlyCompare) await writeFile(target, written(derived));

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { masterKeyFromFile } from '../../../server/keys/key-file.ts';
import type { ImportReport } from '../../../shared/identity/api/import.ts';
import { commandFile } from '../../support/commands.ts';
import { startTraining } from '../../support/deployment.ts';
import { runCommand } from '../../support/run-command.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { Visitor } from '../../support/visitor.ts';

const command = commandFile('accounts');
const header = 'username,name,email,roles,sites,password_hash';
const ssha = '{SSHA}dEigeXP8LGt7iDuRjCYcxYkCa+YwMTIzNDU2Nw==';
const good = `00000987654,Pat Example,pat@clinic.example,clinic-staff,0042:North Clinic,${ssha}`;
const admin = `ida.hill,Ida Hill,ida@clinic.example,administrator,,${ssha}`;
const bad = `bad,Pat Example,nobody,clinic-staff,,`;

async function place(...rows: string[]) {
  const folder = await temporaryFolder();
  const [data, file, out] = [join(folder, 'data'), join(folder, 'in.csv'), join(folder, 'out.csv')];
  await writeFile(file, [header, ...rows].join('\n'));
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args, '--data', data], {
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  /** The server on the same data. */
  const serve = async () => startTraining({ data, demo: false, masterKey: await masterKeyFromFile(data) });
  return { folder, data, file, out, run, serve };
}

test('[S4] accounts that the command line imports sign in at the server that starts then', async () => {
  const { data, file, run, serve } = await place(admin, good);
  const { status, stdout } = run('import', file);
  expect(stdout).toMatch(/Created: +2\nUpdated: +0\nUnchanged: 0\nRefused: +0/);
  expect(status).toBe(0);
  expect(run('import', file).stdout).toMatch(/Created: +0\nUpdated: +0\nUnchanged: 2/);
  const { portal } = await serve();
  expect((await new Visitor(portal).signIn('00000987654', 'Grün-Pecan 2026')).status).toBe(200);
  const trail = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  expect(trail).toContain('"by":"command line"');
  expect(trail).not.toContain(ssha.slice(6));
});

test('[S4] refused rows end the command with 1 and are named; nothing is written unless --partial', async () => {
  const { file, run } = await place(admin, good, bad);
  const refused = run('import', file);
  expect(refused.status).toBe(1);
  expect(refused.stdout).toContain('line 4, email: is not an email address');
  expect(refused.stdout).toContain('Nothing was written');
  const partial = run('import', file, '--partial', '--json');
  expect(partial.status).toBe(1);
  const report = JSON.parse(partial.stdout) as ImportReport;
  expect(report).toMatchObject({ created: 2, unchanged: 0, refused: [{ line: 4, field: 'email' }] });
});

test('[S4] a dry run of the command line writes nothing', async () => {
  const { file, run, out } = await place(admin, good);
  run('import', file);
  await writeFile(file, [header, good, good.replace('00000987654', 'second')].join('\n'));
  const { status, stdout } = run('import', file, '--dry-run');
  expect(status).toBe(0);
  expect(stdout).toMatch(/To create: +1/);
  run('export', out);
  expect(await readFile(out, 'utf8')).not.toContain('second');
});

test('[S5] an export keeps leading zeros, holds no password, and is its user’s alone', async () => {
  const { file, out, folder, run } = await place(admin, good, '-dash,=A1+1,dash@clinic.example,clinic-staff,,');
  run('import', file);
  expect(run('export', out)).toMatchObject({ status: 0, stderr: '' });
  const exported = await readFile(out, 'utf8');
  expect(parse(exported)).toEqual([
    ['username', 'name', 'email', 'roles', 'sites'],
    ["'-dash", "'=A1+1", 'dash@clinic.example', 'clinic-staff', ''],
    ['00000987654', 'Pat Example', 'pat@clinic.example', 'clinic-staff', '0042:North Clinic'],
    ['ida.hill', 'Ida Hill', 'ida@clinic.example', 'administrator', ''],
  ]);
  // Windows has no such bits.
  const forOthers = process.platform === 'win32' ? 0 : (await stat(out)).mode & 0o077;
  expect(forOthers).toBe(0);
  expect(run('export', out)).toMatchObject({ status: 2, stderr: expect.stringContaining('already') });
  const forSpreadsheet = join(folder, 'spreadsheet.csv');
  run('export', forSpreadsheet, '--spreadsheet');
  expect(await readFile(forSpreadsheet, 'utf8')).toContain('"=""00000987654"""');
});

test('[S4] while a server holds the data, the command has the server do it', async () => {
  const { data, file, run, serve } = await place(admin, good);
  run('import', file);
  const { portal } = await serve();
  await writeFile(file, [header, good, good.replace('00000987654', '00000987655')].join('\n'));
  const { status, stdout } = await runCommand('accounts', 'import', file, '--data', data);
  expect([status, stdout]).toEqual([0, expect.stringMatching(/Created: +1\n/)]);
  expect((await new Visitor(portal).signIn('00000987655', 'Grün-Pecan 2026')).status).toBe(200);
});

test.each([
  ['none', [good]],
  ['one without a password', [good, admin.replace(ssha, '')]],
])(
  '[S4] a file whose administrators are %s begins no clinic, in part neither, and says what to do',
  async (_, rows) => {
    const { file, run } = await place(...rows);
    for (const options of [[], ['--partial']]) {
      const refused = run('import', file, ...options);
      expect(refused.status).toBe(1);
      expect(refused.stdout).toMatch(/line 1, file: leaves no administrator who can sign in.*first-administrator/);
      expect(refused.stdout).toMatch(/Created: +0\n/);
    }
  },
);

test.each([
  ['no command', [], /Usage/],
  ['another command', ['delete', 'x.csv'], /Usage/],
  ['no file', ['import'], /Usage/],
  ['an unknown option', ['import', 'x.csv', '--force'], /Usage/],
  ['an option of the other command', ['export', 'x.csv', '--partial'], /--partial does not go with export/],
  ['a file that is not there', ['import', '/nowhere/x.csv'], /no such file/],
  ['no data to export', ['export', 'x.csv'], /There is no data/],
  ['no data for a dry run', ['import', 'x.csv', '--dry-run'], /There is no data/],
])('[S4] the command line explains itself and leaves nothing behind: %s', async (_, args, text) => {
  const { folder, run } = await place();
  const { status, stdout, stderr } = run(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(text);
  expect(stderr).not.toMatch(/ at .*\.ts:/);
  expect(await readdir(folder)).toEqual(['in.csv']);
});

test('[S4] a file that is not in UTF-8 is refused', async () => {
  const { file, run } = await place();
  await writeFile(file, Buffer.from(`${header}\n${good.replace('Pat', 'Jos\u00E9')}`, 'latin1'));
  expect(run('import', file)).toMatchObject({ status: 1, stdout: expect.stringContaining('UTF-8') });
});

test('[S4] data without its key is left alone', async () => {
  const { data, file, run } = await place(admin, good);
  run('import', file);
  await writeFile(join(data, 'master.key'), `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  expect(run('import', file)).toMatchObject({ status: 2, stderr: expect.stringContaining('another key') });
});

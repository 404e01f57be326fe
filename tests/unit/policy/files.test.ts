import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { macPreferences } from '../../../main/policy/sources/mac-preferences.ts';
import { managedFiles } from '../../../main/policy/sources/managed-files.ts';
import { runProgram } from '../../../main/policy/sources/run-program.ts';
import { fileSource, placeOf } from '../../../main/policy/sources/system-file.ts';
import { posixAdministrators } from '../../../main/policy/sources/trusted-file.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { program } from './sources-that-say.ts';

/** Whoever runs the tests stands in for root. */
const me = process.getuid!();
const trust = posixAdministrators(me);

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content, { mode: 0o644 });
  return folder;
}

test('[K3] policy files are merged in the order of their names, and a later one decides', async () => {
  const folder = await folderOf({
    '20-clinic.json': '{ "Printing": "printer", "VaosOrigins": ["https://b.example"] }',
    '10-state.json':
      '\ufeff{ "$schema": "./policy.schema.json", "Printing": "pdf", "VaosOrigins": ["https://a.example"], "Downloads": "on" }',
    'README.txt': 'no policy',
  });
  expect(await managedFiles(trust, folder).read()).toEqual({
    Printing: 'printer',
    VaosOrigins: ['https://b.example'],
    Downloads: 'on',
  });
});

test('[K3] no folder and no files are absent; a folder that cannot be read is unknown', async () => {
  const folder = await folderOf({ 'file.json': '{}' });
  expect(await managedFiles(trust, join(folder, 'missing')).read()).toBe('absent');
  expect(await managedFiles(trust, await temporaryFolder()).read()).toBe('absent');
  await expect(managedFiles(trust, join(folder, 'file.json')).read()).rejects.toThrow('ENOTDIR');
});

const broken: [string, string][] = [
  ['{ "Printing": ', 'is not valid JSON'],
  ['["Printing"]', 'is no JSON object'],
  ['null', 'is no JSON object'],
];

test.each(broken)('[K3] %s makes the source unknown', async (content, reason) => {
  const folder = await folderOf({ '10.json': '{ "Printing": "pdf" }', '20.json': content });
  await expect(managedFiles(trust, folder).read()).rejects.toThrow(`${join(folder, '20.json')} ${reason}`);
});

test('[K5] what is wrong with a file is said without its content', async () => {
  const folder = await folderOf({ 'config.json': '{ "KioskExitCodeHash": $scrypt$secret }' });
  const reason = await fileSource(join(folder, 'config.json'), trust)
    .read()
    .catch((error: Error) => error.message);
  expect(reason).toContain('config.json is not valid JSON');
  expect(reason).not.toContain('scrypt');
});

test.each([0o664, 0o646, 0o666])('[K3] a file that others can write is refused (mode %o)', async (mode) => {
  const folder = await folderOf({ '10.json': '{ "Printing": "pdf" }' });
  await chmod(join(folder, '10.json'), mode);
  await expect(managedFiles(trust, folder).read()).rejects.toThrow('10.json is refused: others than root can write it');
});

test('[K3] a file that belongs to somebody else is refused', async () => {
  const folder = await folderOf({ 'config.json': '{ "Printing": "pdf" }' });
  const source = fileSource(join(folder, 'config.json'), posixAdministrators(me + 1));
  await expect(source.read()).rejects.toThrow('is refused: it does not belong to root');
});

test('[K3] a file in a folder that others can write is refused', async () => {
  const folder = await temporaryFolder();
  const shared = join(folder, 'shared');
  await mkdir(shared);
  await writeFile(join(shared, 'config.json'), '{}', { mode: 0o644 });
  await chmod(shared, 0o777);
  await expect(fileSource(join(shared, 'config.json'), trust).read()).rejects.toThrow(`${shared} is refused`);
});

test('[K3] the file behind a link is what counts', async () => {
  const folder = await folderOf({ 'real.txt': '{ "Printing": "pdf" }' });
  await symlink(join(folder, 'real.txt'), join(folder, 'config.json'));
  expect(await fileSource(join(folder, 'config.json'), trust).read()).toEqual({ Printing: 'pdf' });
  await chmod(join(folder, 'real.txt'), 0o666);
  await expect(fileSource(join(folder, 'config.json'), trust).read()).rejects.toThrow('is refused');
});

test('[K3] the system configuration file is absent where there is none, and unknown where it is no file', async () => {
  const folder = await temporaryFolder();
  expect(await fileSource(join(folder, 'config.json'), trust).read()).toBe('absent');
  await mkdir(join(folder, 'config.json'));
  await expect(fileSource(join(folder, 'config.json'), trust).read()).rejects.toThrow('is no file');
});

test('[K3] each system has its place for the configuration file', () => {
  expect(placeOf('linux', {})).toBe('/etc/enterprise-portal-kiosk/config.json');
  expect(placeOf('darwin', {})).toBe('/Library/Application Support/Enterprise Portal Kiosk/config.json');
  expect(placeOf('win32', { ProgramData: 'D:\\ProgramData' })).toBe(
    'D:\\ProgramData\\Enterprise Portal Kiosk\\config.json',
  );
});

test('[K3] managed preferences are what plutil makes of them, without what names the profile', async () => {
  const folder = await folderOf({ 'managed.plist': '<plist/>' });
  const file = join(folder, 'managed.plist');
  const output =
    '{"PayloadUUID":"B1250DD5","KioskMode":true,"SessionIdleMinutes":10,"VaosOrigins":["https://a.example"]}';
  const { run, asked } = program(() => ({ output }));
  expect(await macPreferences(run, trust, file).read()).toEqual({
    KioskMode: true,
    SessionIdleMinutes: 10,
    VaosOrigins: ['https://a.example'],
  });
  expect(asked).toEqual([{ file: '/usr/bin/plutil', args: ['-convert', 'json', '-o', '-', '--', file] }]);
});

test('[K3] managed preferences are absent without a file, and unknown where plutil fails or others can write', async () => {
  const folder = await folderOf({ 'managed.plist': '<plist/>' });
  const file = join(folder, 'managed.plist');
  const { run, asked } = program(() => ({ code: 1 }));
  expect(await macPreferences(run, trust, join(folder, 'none.plist')).read()).toBe('absent');
  expect(asked).toEqual([]);
  await expect(macPreferences(run, trust, file).read()).rejects.toThrow('plutil');
  await chmod(file, 0o666);
  await expect(macPreferences(run, trust, file).read()).rejects.toThrow('is refused');
});

test('[K3] a program that ends with a code has answered; one that is not there has not', async () => {
  const node = process.execPath;
  expect(await runProgram(node, ['-e', 'console.log(process.env.ASKED); process.exit(3)'], { ASKED: 'yes' })).toEqual({
    code: 3,
    output: 'yes\n',
  });
  await expect(runProgram(join(await temporaryFolder(), 'none'), [])).rejects.toThrow('ENOENT');
});

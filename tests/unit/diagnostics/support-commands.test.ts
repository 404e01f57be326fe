import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { diagnosticsCommand, isDiagnosticsCommand } from '../../../main/diagnostics/commands.ts';
import { type Health, type HealthFacts, problemsOf } from '../../../main/diagnostics/health.ts';
import { Log, logFolder } from '../../../main/diagnostics/log.ts';
import type { PolicyValues } from '../../../main/policy/sources/source.ts';
import { resolve } from '../../../main/policy/resolve.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const now = new Date('2026-11-22T15:04:05.678Z');

async function workstation(given: { policy?: PolicyValues; facts?: Partial<HealthFacts>; data?: boolean } = {}) {
  const home = join(await temporaryFolder(), 'garcia');
  const userData = join(home, 'kiosk');
  await mkdir(userData, { recursive: true });
  if (given.data ?? true) await mkdir(join(userData, 'data'));
  const facts: HealthFacts = {
    userData,
    home,
    platform: 'linux',
    architecture: 'x64',
    versions: { kiosk: '0.1.0', electron: '45.4.1', node: '24.2.0' },
    policy: async () => resolve(given.policy ? [{ source: 'system configuration file', values: given.policy }] : []),
    vault: async () => ({ kind: 'key store', holdsKey: true }),
    ...given.facts,
  };
  const ask = (...args: string[]) =>
    diagnosticsCommand(facts, { arguments: ['/opt/kiosk', ...args], folder: home, now });
  const health = async () => {
    const answer = await ask('--health=json');
    return { exitCode: answer?.exitCode, ...(JSON.parse(answer!.output) as Health) };
  };
  return { home, userData, ask, health };
}

test('[K10] --json may stand by itself', async () => {
  const { ask } = await workstation();
  // Others write to the disk meanwhile.
  const butForTheDisk = async (...switches: string[]) =>
    JSON.stringify(await ask(...switches)).replace(/(freeMegabytes\D+)\d+/, '$1');
  expect(await butForTheDisk('--health', '--json')).toBe(await butForTheDisk('--health=json'));
  expect(await butForTheDisk('--health=json')).toMatch(/freeMegabytes\D+locking/);
});

test('[K10] without a command the kiosk starts', async () => {
  expect(await (await workstation()).ask('--settings=file.json')).toBeUndefined();
  expect(
    ['--health', '--health=json', '--collect-logs', '--collect-logs=a.gz'].every((each) =>
      isDiagnosticsCommand([each]),
    ),
  ).toBe(true);
  expect(isDiagnosticsCommand(['--healthy', '--health=xml', '--collect-logsx'])).toBe(false);
});

test('[K10] a kiosk in good health says so, with what it found, and touches nothing', async () => {
  const { ask, health, userData } = await workstation({ policy: { Printing: 'pdf' } });
  expect(await health()).toMatchObject({
    exitCode: 0,
    kiosk: '0.1.0',
    electron: '45.4.1',
    platform: 'linux x64',
    problems: [],
    policyProblems: 0,
    vault: 'key store',
    data: 'writable',
    logs: 'not there yet',
    logFolder: '~/kiosk/logs',
    freeMegabytes: expect.any(Number) as number,
  });
  expect((await health()).policySources.toSorted()).toEqual(['default', 'system configuration file']);
  const { exitCode, output } = (await ask('--health'))!;
  expect(exitCode).toBe(0);
  expect(output).toMatch(/^Key is kept in +key store$/m);
  expect(output).toContain('No problems.');
  expect(await readdir(userData)).toEqual(['data']);
});

test('[K10] IT sees where pages of applications wanted to go and which no list has, by origin alone', async () => {
  const { health, ask, userData } = await workstation();
  expect((await health()).missingOrigins).toEqual([]);
  const log = new Log(logFolder(userData));
  const page = { view: 'page', application: 'vaos' } as const;
  log.warn('guard.refused', { refused: 'navigation', ...page, origin: 'https://idp.example/authorize?user=avery' });
  log.warn('guard.refused', { refused: 'navigation', ...page, origin: 'https://idp.example' });
  log.warn('guard.refused', { refused: 'frame', ...page, origin: 'https://frames.example' });
  await expect.poll(async () => (await health()).missingOrigins).toEqual(['https://idp.example']);
  const { output } = (await ask('--health'))!;
  expect(output).toMatch(/^Pages wanted to go to +https:\/\/idp\.example$/m);
  expect(output).not.toContain('avery');
});

test('[T5] IT sees whether this system tells the kiosk that it is locked', async () => {
  const linux = await workstation();
  expect((await linux.health()).locking).toBe('not seen');
  expect((await linux.ask('--health'))!.output).toMatch(/^Locking the workstation +is not seen on this system: only/m);
  for (const platform of ['win32', 'darwin'] as const) {
    expect((await (await workstation({ facts: { platform } })).health()).locking).toBe('seen');
  }
});

test('[K10] a policy with problems is a problem', async () => {
  const { health, ask } = await workstation({ policy: { Printing: 'everywhere' } });
  expect(await health()).toMatchObject({ exitCode: 1, policyProblems: 1, problems: ['policy'] });
  expect((await ask('--health'))?.output).toContain('--print-policy says what');
});

test('[K3] a policy because of which nothing starts is a problem of its own', async () => {
  const { health, ask } = await workstation({ policy: { ServerMode: 'Clinic' } });
  expect(await health()).toMatchObject({ exitCode: 1, policyStops: true, problems: ['policy', 'nothing starts'] });
  expect((await ask('--health'))?.output).toContain('this kiosk starts nothing until that is mended');
});

test('[K10] data without its key is a problem, unless nothing has been locked away yet', async () => {
  const noKey = { vault: async () => ({ kind: 'none', holdsKey: false }) as const };
  expect(await (await workstation({ facts: noKey })).health()).toMatchObject({
    exitCode: 1,
    vault: 'none',
    problems: ['key'],
  });
  expect(await (await workstation({ facts: noKey, data: false })).health()).toMatchObject({
    exitCode: 0,
    data: 'not there yet',
  });
});

test('[K10] a kiosk of a clinic’s server needs no data here', async () => {
  const { health } = await workstation({
    policy: { ServerMode: 'clinic', ServerAddress: 'https://portal.example' },
    data: false,
  });
  expect(await health()).toMatchObject({ data: 'not used', problems: [] });
});

test('[K10] too little free disk space is a problem, and so is not knowing', () => {
  const seen = { policyProblems: 0, policyStops: false, data: 'writable', logs: 'writable' } as const;
  const problems = [200, 199, null].map((freeMegabytes) =>
    problemsOf({ ...seen, freeMegabytes }, { kind: 'key file', holdsKey: true }),
  );
  expect(problems).toEqual([[], ['disk'], ['disk']]);
});

test('[K10] a folder that cannot be written is a problem', async () => {
  const { health, userData } = await workstation({ data: false });
  await writeFile(join(userData, 'data'), '');
  await writeFile(join(userData, 'logs'), '');
  expect((await health()).problems).toEqual(['data', 'logs']);
});

test.skipIf(process.getuid?.() === 0)('[K10] a folder of another user’s is a problem', async () => {
  const { health, userData } = await workstation();
  await chmod(join(userData, 'data'), 0o500);
  expect((await health()).problems).toEqual(['data']);
});

async function bundleIn(file: string) {
  const text = gunzipSync(await readFile(file)).toString();
  return {
    text,
    bundle: JSON.parse(text) as {
      health: Health;
      policy: { settings: object };
      logs: { name: string; lines: object[] }[];
    },
  };
}

test('[K10] the bundle for support holds health, policy and logs, and nothing that was seeded', async () => {
  const hash = `$scrypt$ln=15,r=8,p=1$${'A'.repeat(22)}$${'B'.repeat(43)}`;
  const { ask, home, userData } = await workstation({ policy: { KioskExitCodeHash: hash } });
  new Log(logFolder(userData)).warn('server.said', { severity: 'error', line: 'no mail to garcia@clinic.example' });
  const tampered = JSON.stringify({
    time: now.toISOString(),
    level: 'warn',
    event: 'window.well',
    view: 'Testcase',
    note: 'Testcase',
  });
  await writeFile(join(userData, 'logs', 'kiosk.1.log'), `${tampered}\ntoken=Testcase born 1987-03-12\n`);
  const file = join(home, 'for-support.json.gz');
  expect(await ask(`--collect-logs=${file}`)).toEqual({ exitCode: 0, output: `Saved for support: ${file}` });
  const { text, bundle } = await bundleIn(file);
  expect(bundle.health).toMatchObject({ kiosk: '0.1.0', problems: [] });
  expect(bundle.policy.settings).toMatchObject({ KioskExitCodeHash: { value: 'set' } });
  expect(bundle.logs).toMatchObject([
    { name: 'kiosk.log', lines: [{ event: 'server.said', line: 'no mail to [e-mail]' }] },
    { name: 'kiosk.1.log', lines: [{ event: 'window.well', view: 'other' }, { unknown: 'token [secret]' }] },
  ]);
  for (const secret of ['garcia', 'Testcase', '1987', 'BBBB', home]) expect(text).not.toContain(secret);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('[K10] the bundle takes the place of no other file', async () => {
  const { ask, home } = await workstation();
  const file = join(home, 'mine.gz');
  await writeFile(file, 'mine');
  expect((await ask('--collect-logs=mine.gz'))?.exitCode).toBe(1);
  expect(await readFile(file, 'utf8')).toBe('mine');
  expect((await ask('--collect-logs=no/such/folder.gz'))?.output).toContain('could not be written (ENOENT)');
});

test('[K10] without a name the bundle is put where the one who asks stands, also when nothing was ever logged', async () => {
  const { ask, home } = await workstation();
  expect((await ask('--collect-logs'))?.exitCode).toBe(0);
  expect(await readdir(home)).toContain('kiosk-diagnostics-2026-11-22T150405.json.gz');
  expect((await bundleIn(join(home, 'kiosk-diagnostics-2026-11-22T150405.json.gz'))).bundle.logs).toEqual([]);
});

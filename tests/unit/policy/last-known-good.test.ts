import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPolicy } from '../../../main/policy/load-policy.ts';
import { policyToStartWith } from '../../../main/policy/policy-to-start-with.ts';
import { policySources } from '../../../main/policy/sources.ts';
import type { PolicyValues } from '../../../main/policy/sources/source.ts';
import { strictValues } from '../../../shared/kiosk/policy.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { failing, saying } from './sources-that-say.ts';

const registry = 'Windows registry';
const file = 'system configuration file';

test('[K3] a source that cannot be read keeps what it said last, and is reported', async () => {
  const folder = await temporaryFolder();
  await loadPolicy([saying(registry, { SessionIdleMinutes: 20 }), saying(file, { WhenLocked: 'keep' })], folder);

  const { policy, origin, problems } = await loadPolicy(
    [failing(registry, 'access denied'), saying(file, { SessionIdleMinutes: 30 })],
    folder,
  );
  expect(policy).toMatchObject({ SessionIdleMinutes: 20, WhenLocked: 'sign out' });
  expect(origin.SessionIdleMinutes).toBe(registry);
  expect(problems).toEqual([
    { source: registry, problem: 'could not be read: access denied', instead: 'what it said last holds' },
  ]);

  const later = await loadPolicy([failing(registry, 'access denied'), failing(file, 'broken')], folder);
  expect(later.policy).toMatchObject({ SessionIdleMinutes: 20, WhenLocked: 'sign out' });
});

test('[K3] a source that is absent now takes back what it said', async () => {
  const folder = await temporaryFolder();
  await loadPolicy([saying(registry, { SessionIdleMinutes: 20 })], folder);
  expect((await loadPolicy([saying(registry, 'absent')], folder)).policy.SessionIdleMinutes).toBe(15);

  const { policy, problems } = await loadPolicy([failing(registry, 'x'), saying(file, { WhenLocked: 'keep' })], folder);
  expect(policy).toMatchObject({ SessionIdleMinutes: 15, WhenLocked: 'keep' });
  expect(problems).toHaveLength(1);
});

test('[K3] a source that was never read may decide anything, so that nothing starts', async () => {
  const folder = await temporaryFolder();
  const sources = [failing(registry, 'access denied'), saying(file, { ServerMode: 'local', SessionIdleMinutes: 30 })];
  const resolved = await loadPolicy(sources, folder);
  expect(resolved.policy).toEqual(strictValues);
  expect(new Set(Object.values(resolved.origin))).toEqual(new Set(['unclear']));
  expect(resolved.problems).toMatchObject([
    { source: registry, instead: 'it was never read before, so that nobody knows what it decides' },
    {
      source: registry,
      problem: expect.stringMatching(/^may decide ServerMode, ServerAddress, /) as string,
      stops: true,
    },
    { setting: 'KioskExitCodeHash' },
  ]);
  expect(() => policyToStartWith(resolved)).toThrow(/Windows registry\) may decide ServerMode/);
});

test('[K3] a weaker source that was never read stops only what it may decide', async () => {
  const clinic = { ServerMode: 'clinic', ServerAddress: 'https://portal.clinic.example' };
  const pinned = { ServerCertificateAuthorityFile: '', ServerCertificateSha256: 'a'.repeat(64) };
  const stops = async (values: PolicyValues) => {
    const { problems } = await loadPolicy([saying(registry, values), failing(file, 'broken')], await temporaryFolder());
    return problems.filter((problem) => problem.stops).map(({ problem }) => problem);
  };
  expect(await stops(clinic)).toEqual(['may decide ServerCertificateAuthorityFile, ServerCertificateSha256']);
  expect(await stops({ ...clinic, ...pinned })).toEqual([]);
  expect(await stops({ ServerMode: 'local' })).toEqual([
    'may decide LocalDeployment, ImmTrac2Address, VaosAddress, SyntropiAddress',
  ]);
});

test('[K3] a stronger source still decides where a weaker one was never read', async () => {
  const sources = [saying(registry, { SessionIdleMinutes: 20 }), failing(file, 'broken')];
  expect((await loadPolicy(sources, await temporaryFolder())).policy.SessionIdleMinutes).toBe(20);
});

test('[K3] what was read is kept for this user only, and replaced whole', async () => {
  const folder = join(await temporaryFolder(), 'new');
  await loadPolicy([saying(registry, { SessionIdleMinutes: 20 })], folder);
  await loadPolicy([saying(registry, { SessionIdleMinutes: 30 })], folder);
  expect(await readdir(folder)).toEqual(['policy.json']);
  expect((await stat(join(folder, 'policy.json'))).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(join(folder, 'policy.json'), 'utf8'))).toEqual({
    version: 1,
    sources: { [registry]: { SessionIdleMinutes: 30 } },
  });
});

test('[K3] looking at the policy keeps nothing', async () => {
  const folder = await temporaryFolder();
  await loadPolicy([saying(registry, { SessionIdleMinutes: 20 })], folder, { keep: false });
  expect(await readdir(folder)).toEqual([]);
});

test.each(['', '{ "version": 1', '[]', '{ "version": 2, "sources": {} }'])(
  '[K3] what was kept and is broken counts as nothing (%j)',
  async (content) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'policy.json'), content);
    const { policy } = await loadPolicy([failing(registry, 'x')], folder);
    expect(policy).toEqual(strictValues);
    expect((await loadPolicy([saying(registry, { SessionIdleMinutes: 20 })], folder)).policy.SessionIdleMinutes).toBe(
      20,
    );
  },
);

test('[K3] what was kept is checked like everything else', async () => {
  const folder = await temporaryFolder();
  const kept = { version: 1, sources: { [registry]: { SessionIdleMinutes: 99 } } };
  await writeFile(join(folder, 'policy.json'), JSON.stringify(kept));
  expect((await loadPolicy([failing(registry, 'x')], folder)).policy.SessionIdleMinutes).toBe(15);
});

test('[K3] where it cannot be kept the policy holds all the same, and that is reported', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  await chmod(join(folder, 'file'), 0o600);
  const { policy, problems } = await loadPolicy([saying(registry, { SessionIdleMinutes: 20 })], join(folder, 'file'));
  expect(policy.SessionIdleMinutes).toBe(20);
  expect(problems[0]?.problem).toContain('could not be kept');
});

test.each([
  ['win32', 'Windows registry'],
  ['darwin', 'managed preferences'],
  ['linux', 'managed policy files'],
] as const)('[K3] on %s the %s come first, and the command line counts in development only', (platform, managed) => {
  const machine = { platform, environment: {}, arguments: [] };
  const names = (packaged: boolean) => policySources({ ...machine, packaged }).map(({ name }) => name);
  expect(names(true)).toEqual([managed, file]);
  expect(names(false)).toEqual([managed, file, 'command line']);
});

import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { listPackage } from '@electron/asar';
import { en } from '../../../shared/identity/texts/en.ts';
import { alone } from '../../support/fixture.ts';
import { KeyStoreService, withoutKeyStore } from '../../support/key-store.ts';
import { completeAgreement, signIn } from '../../support/people.ts';
import { barOf } from '../../support/workstation.ts';
import { expect, test } from './packaged-kiosk.ts';

const { setup } = en;

test('[K9] the packaged kiosk starts from its app.asar, and one sign-in opens an application', {
  tag: '@real',
}, async ({ kiosk }) => {
  const started = await kiosk.electron.evaluate(({ app }) => ({ path: app.getAppPath(), packaged: app.isPackaged }));
  expect(started.packaged).toBe(true);
  expect(started.path.endsWith(`${sep}resources${sep}app.asar`)).toBe(true);
  // What Playwright drives it by would keep it closed at a clinic.
  expect(await readFile(join(kiosk.data, 'logs', 'kiosk.log'), 'utf8')).toMatch(
    /"start\.weakened".*"remote-debugging-/,
  );

  // Whoever starts it first is asked what it is for; driven like that, and where there is no key store, it can only train.
  const portal = await kiosk.portal();
  const button = (name: string) => portal.getByRole('button', { name, exact: true });
  await expect(portal.getByRole('heading', { name: setup.kiosk.title, exact: true })).toBeVisible();
  await expect(portal.getByLabel(setup.code.label, { exact: true })).not.toHaveValue('');
  await button(setup.next).click();
  await expect(portal.getByText(setup.kiosk.bars.start)).toBeVisible();
  await expect(portal.getByRole('radio', { name: setup.kind.clinic })).toBeHidden();
  await portal.getByRole('radio', { name: setup.kind.training }).check();
  await button(setup.next).click();
  await expect.poll(() => readFile(join(kiosk.data, 'logs', 'kiosk.log'), 'utf8')).toContain('"server.set-up"');
  await button(setup.done.toSignIn).click();
  await signIn(portal, 'maria.garcia');
  await expect(portal.getByRole('heading', { name: 'Acceptable Use Agreement', exact: true })).toBeVisible();
  await completeAgreement(portal);

  const immtrac2 = await kiosk.open('ImmTrac2');
  await expect(immtrac2.getByRole('heading', { name: 'Confidentiality Statement', exact: true })).toBeVisible();
  // The shell has learned it from its server, without a restart.
  await expect((await barOf(kiosk.electron, immtrac2)).locator('.bar')).toHaveAttribute('data-training', 'true');
  await kiosk.backToPortal(immtrac2);
  const vaos = await kiosk.open('VAOS');
  await expect(vaos.getByRole('table', { name: /stock/i })).toContainText(/\d/);
  await kiosk.backToPortal(vaos);

  await portal.getByRole('button', { name: 'Sign Out' }).click();
  await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  await expect.poll(() => kiosk.electron.windows().length).toBe(1);
});

test('[K9] the archive holds what was built and what it loads, no sources and no maps', async ({ executable }) => {
  const files = listPackage(archiveOf(executable), { isPack: false }).map((file) => file.split(sep).join('/'));
  for (const needed of ['main/main.cjs', 'main/preload/portal.cjs', 'main/preload/bar.cjs', 'server/start.mjs']) {
    expect(files).toContain(`/dist/${needed}`);
  }
  expect(files).toContain('/dist/renderer/portal/index.html');
  expect(files.filter((file) => /\.(map|[cm]?ts|tsx)$/.test(file))).toEqual([]);
  expect(files.filter((file) => /^\/(?!dist|node_modules|package\.json)/.test(file))).toEqual([]);
  expect(files.some((file) => file.startsWith('/node_modules/node-'))).toBe(false);
});

test.describe('where the system has a key store', () => {
  test.skip(withoutKeyStore, 'GNOME Keyring, D-Bus or keytar is not installed here');
  test.use({
    environment: alone(async (use) => {
      const keyStore = await KeyStoreService.start();
      await use(keyStore.environment);
      await keyStore.stop();
    }),
  });

  test('[K8] the packaged kiosk keeps the key of its data there, and in no file', { tag: '@real' }, async ({
    kiosk,
    executable,
    environment,
  }) => {
    await expect((await kiosk.portal()).getByRole('button', { name: setup.next })).toBeVisible();
    expect(await readdir(kiosk.data)).not.toContain('master.key');
    const health = spawnSync(executable, [`--user-data-dir=${kiosk.data}`, '--health=json'], {
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    });
    expect(JSON.parse(health.stdout)).toMatchObject({ vault: 'key store', problems: [] });
  });
});

function archiveOf(executable: string): string {
  const folder = dirname(executable);
  return process.platform === 'darwin'
    ? join(folder, '..', 'Resources', 'app.asar')
    : join(folder, 'resources', 'app.asar');
}

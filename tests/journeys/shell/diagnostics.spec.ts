import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Workstation } from '../../support/workstation.ts';
import { signInAt } from './desk.ts';

/** Every page but the bars: where it stands, and whether it lives. */
const pages = (workstation: Workstation) =>
  workstation.electron!.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .filter((contents) => !contents.getURL().startsWith('kiosk:'))
      .map((contents) => ({ address: contents.getURL(), crashed: contents.isCrashed() })),
  );

const crash = (workstation: Workstation, address: string) =>
  workstation.electron!.evaluate(
    ({ webContents }, url) =>
      webContents
        .getAllWebContents()
        .find((each) => each.getURL() === url)!
        .forcefullyCrashRenderer(),
    address,
  );

const logOf = (workstation: Workstation) => readFile(join(workstation.data, '..', 'logs', 'kiosk.log'), 'utf8');

test.use({ isolatesSites: true });

test('[K10] a window that crashes comes back where it was, and no other window notices', { tag: '@real' }, async ({
  workstation,
}) => {
  const portal = await signInAt(workstation);
  const vaos = await workstation.open('VAOS');
  await expect(vaos.getByRole('button', { name: 'Sign Out' })).toBeVisible();
  await portal.evaluate('window.before = true');
  const before = await pages(workstation);
  await crash(workstation, vaos.url());
  await expect.poll(() => logOf(workstation)).toContain('"event":"window.well","view":"page","application":"vaos"');
  expect(await pages(workstation)).toEqual(before);
  expect(await portal.evaluate('window.before')).toBe(true);
});

test('[K10] the log of all that names no person and no address below its origin', async ({ workstation }) => {
  await signInAt(workstation);
  const vaos = await workstation.open('VAOS');
  await expect(vaos.getByRole('button', { name: 'Sign Out' })).toBeVisible();
  await crash(workstation, vaos.url());
  await expect.poll(() => logOf(workstation)).toContain('window.well');
  const log = await logOf(workstation);
  expect(log).toContain('"event":"window.crashed","view":"page","application":"vaos"');
  expect(log).not.toMatch(/garcia|Maria|\?|%|cookie|session=/i);
});

import type { Page } from '@playwright/test';
import { expect, test, type Workstation } from '../../support/workstation.ts';
import { signInAt, untilDeskIsClean, windowTitles } from './desk.ts';

/** What Electron does and a kinder host would not: pages close themselves, views lose the keyboard, screens go away. */

/** Its document goes in the middle of the call. */
const closeItself = (page: Page) => page.evaluate('void setTimeout(() => window.close())').catch(() => {});

/** Whether the page at such an address has the keyboard. */
const hasKeyboard = (workstation: Workstation, address: string) =>
  workstation.electron!.evaluate(
    ({ webContents }, part) =>
      webContents.getAllWebContents().some((each) => each.getURL().startsWith(part) && each.isFocused()),
    address,
  );

test('[K2][T3] a page that closes itself takes its window with it, and the next person gets a clean desk', {
  tag: '@real',
}, async ({ workstation }) => {
  await signInAt(workstation);
  const vaos = await workstation.open('VAOS');
  await expect(vaos.getByRole('heading', { level: 1 })).toBeVisible();
  await closeItself(vaos);
  await expect.poll(() => windowTitles(workstation)).toHaveLength(1);
  await workstation.open('VAOS');
  await expect.poll(() => windowTitles(workstation)).toHaveLength(2);
  const portal = await untilDeskIsClean(workstation, async () =>
    (await workstation.portal()).getByRole('button', { name: 'Sign Out' }).click(),
  );
  await signInAt(workstation);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
});

test('[K2] a portal page that closes itself comes again in its window', { tag: '@real' }, async ({ workstation }) => {
  await signInAt(workstation);
  const closed = await workstation.portal();
  await closeItself(closed);
  await expect.poll(() => closed.isClosed()).toBe(true);
  await expect(async () => {
    const portal = await workstation.portal();
    await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass();
  expect(await windowTitles(workstation)).toHaveLength(1);
  await untilDeskIsClean(workstation, async () =>
    (await workstation.portal()).getByRole('button', { name: 'Sign Out' }).click(),
  );
});

test('[K2] the page that shows has the keyboard: after opening, on the way back, and after the desk was cleared', {
  tag: '@real',
}, async ({ workstation }) => {
  const portal = await signInAt(workstation);
  const origin = new URL(portal.url()).origin;
  const vaos = await workstation.open('VAOS');
  const vaosOrigin = new URL(vaos.url()).origin;
  await expect.poll(() => hasKeyboard(workstation, vaosOrigin)).toBe(true);
  await workstation.backToPortal(vaos);
  await expect.poll(() => hasKeyboard(workstation, origin)).toBe(true);
  await untilDeskIsClean(workstation, () => portal.getByRole('button', { name: 'Sign Out' }).click());
  await expect.poll(() => hasKeyboard(workstation, origin)).toBe(true);
});

test('[K2] a window whose screen went away comes back into sight, at once and whenever it is brought forward', async ({
  workstation,
}) => {
  const electron = workstation.electron!;
  const bounds = () => electron.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]!.getBounds());
  const away = () =>
    electron.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]!.setBounds({ x: 5000, y: 40 }));
  await workstation.portal();
  const size = await bounds();
  await away();
  expect(await bounds()).toMatchObject({ x: 5000 });
  await electron.evaluate(({ screen }) => void screen.emit('display-removed'));
  expect(await bounds()).toEqual({ ...size, x: 40, y: 0 });

  await signInAt(workstation);
  const vaos = await workstation.open('VAOS');
  await electron.evaluate(({ BaseWindow }) => {
    for (const each of BaseWindow.getAllWindows()) each.setBounds({ x: -9000 });
  });
  await workstation.backToPortal(vaos);
  await expect.poll(async () => (await bounds()).x).toBe(40);
});

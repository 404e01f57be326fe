import type { Page } from '@playwright/test';
import { signIn } from '../../support/people.ts';
import { expect, pageAt, test, type Workstation } from '../../support/workstation.ts';
import { signInAt, systemSays, untilDeskIsClean, windowTitles } from './desk.ts';

const openPages = (workstation: Workstation) => {
  const addresses = workstation.electron!.windows().map((page) => page.url());
  return addresses.filter((address) => address.startsWith('http:')).toSorted();
};

/** What the server keeps of the desk, asked as the person at the portal. */
const kept = (portal: Page) =>
  portal.evaluate(`fetch('/api/workspace').then((r) => r.status === 200 ? r.text() : '')`) as Promise<string>;

async function twoWindows(workstation: Workstation, portal: Page): Promise<void> {
  const vaos = await workstation.open('VAOS');
  await workstation.open('Syntropi');
  await vaos.evaluate(`history.pushState(null, '', '/?lot=7')`);
  await portal.getByRole('link', { name: 'My Profile' }).click();
  await expect(portal).toHaveURL(/\/profile$/);
  await workstation.electron!.evaluate(({ BaseWindow }) => {
    const window = BaseWindow.getAllWindows().find((each) => each.getTitle().includes('VAOS'));
    window?.setBounds({ x: 40, y: 60, width: 900, height: 640 });
  });
  await expect.poll(() => kept(portal)).toContain('"x":40');
  await expect.poll(() => kept(portal)).toContain('lot=7');
}

test('[T4] the same person finds their windows again, at the same pages and places', async ({ workstation }) => {
  const portal = await signInAt(workstation);
  await twoWindows(workstation, portal);
  const before = openPages(workstation);
  expect(before).toHaveLength(3);

  await untilDeskIsClean(workstation, () => systemSays(workstation, 'lock-screen'));
  expect(await windowTitles(workstation)).toHaveLength(1);
  await signIn(portal, 'maria.garcia');
  await expect.poll(() => openPages(workstation)).toEqual(before);
  await pageAt(workstation.electron!, ({ search }) => search === '?lot=7');
  const places = await workstation.electron!.evaluate(({ BaseWindow }) =>
    BaseWindow.getAllWindows().map((window) => window.getBounds()),
  );
  expect(places).toContainEqual({ x: 40, y: 60, width: 900, height: 640 });
});

test('[T4] another person finds none of it, and the first still theirs afterwards', async ({ workstation }) => {
  const portal = await signInAt(workstation);
  await twoWindows(workstation, portal);
  const before = openPages(workstation);
  await untilDeskIsClean(workstation, () => systemSays(workstation, 'lock-screen'));

  await signInAt(workstation, 'john.smith');
  expect(await kept(portal)).not.toContain('lot=7');
  expect(await windowTitles(workstation)).toHaveLength(1);
  await untilDeskIsClean(workstation, () => systemSays(workstation, 'lock-screen'));

  await signIn(portal, 'maria.garcia');
  await expect.poll(() => openPages(workstation)).toEqual(before);
});

test('[T4] whoever signs out is done with what was open', async ({ workstation }) => {
  const portal = await signInAt(workstation);
  await twoWindows(workstation, portal);
  await untilDeskIsClean(workstation, () => portal.getByRole('button', { name: 'Sign Out' }).click());
  await signInAt(workstation);
  expect(await kept(portal)).not.toContain('lot=7');
  expect(await windowTitles(workstation)).toHaveLength(1);
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { completeAgreement, signIn } from '../../support/people.ts';
import { expect, launchArguments, pageAt, test, type Workstation } from '../../support/workstation.ts';
import { signInAt, untilDeskIsClean, windowTitles } from './desk.ts';

/** Starts the kiosk once more, as a desktop icon, a jump list or a link does. */
async function startAgain(workstation: Workstation, ...given: string[]): Promise<void> {
  const data = await workstation.electron!.evaluate(({ app }) => app.getPath('userData'));
  const { args } = launchArguments(data);
  // It may be gone before or after Playwright has seen it start.
  const second = await _electron.launch({ args: [...args, ...given] }).catch(() => undefined);
  void second?.close().catch(() => {});
}

const applicationPage = (electron: ElectronApplication, title: string): Promise<Page> =>
  expect
    .poll(async () => (await titledPages(electron, title)).length, { message: `a page of ${title}` })
    .toBe(1)
    .then(async () => (await titledPages(electron, title))[0]!);

async function titledPages(electron: ElectronApplication, title: string): Promise<Page[]> {
  const pages = electron.windows();
  const titles = await Promise.all(pages.map((page) => page.title().catch(() => '')));
  return pages.filter((_, index) => titles[index]!.includes(title));
}

const logOf = (workstation: Workstation) => readFile(join(workstation.data, '..', 'logs', 'kiosk.log'), 'utf8');

test('[K1] started with an application, the kiosk signs in first, asks for the agreement, and then opens it', async () => {
  const { args } = launchArguments(test.info().outputPath('kiosk'));
  const electron = await _electron.launch({ args: [...args, '--open', 'vaos'] });
  try {
    const portal = await pageAt(electron, ({ pathname }) => pathname === '/sign-in');
    await signIn(portal, 'maria.garcia');
    await expect(portal.getByRole('heading', { name: 'Acceptable Use Agreement', exact: true })).toBeVisible();
    expect(await titledPages(electron, 'VAOS')).toEqual([]);
    await completeAgreement(portal);
    const vaos = await applicationPage(electron, 'VAOS');
    await expect(vaos.getByRole('button', { name: 'Sign Out' })).toBeVisible();
  } finally {
    await electron.close();
  }
});

test.describe('in a kiosk that is running', () => {
  test.use({ sharesKiosk: true });

  test('[K1] a link opens an application for whoever is signed in', async ({ workstation }) => {
    await signInAt(workstation);
    await startAgain(workstation, 'portal-kiosk://open/syntropi');
    await applicationPage(workstation.electron!, 'Syntropi');
  });

  test('[K1] an application that is not somebody’s is not opened, and the portal says so once', async ({
    workstation,
  }) => {
    const portal = await signInAt(workstation, 'john.smith');
    await startAgain(workstation, '--open=vaos');
    await expect(portal.getByText('VAOS is not among your applications')).toBeVisible();
    expect(await windowTitles(workstation)).toHaveLength(1);
    await portal.reload();
    await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
    await expect(portal.getByText('VAOS is not among your applications')).toBeHidden();
  });

  test('[K1] what is no application of this kiosk opens nothing, and the log does not repeat it', async ({
    workstation,
  }) => {
    await signInAt(workstation);
    await startAgain(workstation, 'portal-kiosk://open/..%2fsecret-place');
    await startAgain(workstation, '--open=secret-place');
    await expect.poll(() => logOf(workstation)).toMatch(/start\.ignored.*"form"[^]*start\.ignored.*"application"/);
    expect(await windowTitles(workstation)).toHaveLength(1);
    expect(await logOf(workstation)).not.toContain('secret-place');
  });
});

test('[K1] what one person asked for does not open for the next', async ({ workstation }) => {
  const portal = await workstation.portal();
  await startAgain(workstation, '--open=vaos');
  await signIn(portal, 'maria.garcia');
  await expect(portal.getByRole('heading', { name: 'Acceptable Use Agreement', exact: true })).toBeVisible();
  await untilDeskIsClean(workstation, () => portal.getByRole('button', { name: 'Sign Out' }).click());
  await signInAt(workstation);
  await workstation.open('Syntropi');
  expect(await windowTitles(workstation)).toHaveLength(2);
});

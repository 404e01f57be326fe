import { signIn } from '../../support/people.ts';
import { barOf, expect, test, type Workstation } from '../../support/workstation.ts';
import { signInAt, systemSays, untilDeskIsClean } from './desk.ts';

test.use({ policy: { ApplicationWindows: 'in place of the portal' }, sharesKiosk: true });

/** What is on the screen: titles without the training mark, and where. */
const onScreen = (workstation: Workstation) =>
  workstation.electron!.evaluate(({ BaseWindow }) =>
    BaseWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => ({ title: window.getTitle().replace('[Training] ', ''), ...window.getBounds() })),
  );
const titlesOnScreen = async (workstation: Workstation) => (await onScreen(workstation)).map(({ title }) => title);

const windowCount = (workstation: Workstation) =>
  workstation.electron!.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().length);

const close = (workstation: Workstation, title: string) =>
  workstation.electron!.evaluate(
    ({ BaseWindow }, part) =>
      BaseWindow.getAllWindows()
        .find((window) => window.getTitle().includes(part))
        ?.close(),
    title,
  );

const vaosTitle = 'Inventory and orders – VAOS – Enterprise Portal';
const portalHome = 'Applications – Enterprise Portal';
const place = { x: 40, y: 30, width: 1000, height: 700 };

test('[O4] in place of the portal, an application takes the portal’s place, and the button brings the portal back there', async ({
  workstation,
}) => {
  await signInAt(workstation);
  await workstation.electron!.evaluate(
    ({ BaseWindow }, bounds) => BaseWindow.getAllWindows()[0]!.setBounds(bounds),
    place,
  );
  const vaos = await workstation.open('VAOS');
  await expect.poll(() => onScreen(workstation)).toEqual([{ title: vaosTitle, ...place }]);

  const moved = { ...place, x: 90 };
  await workstation.electron!.evaluate(
    ({ BaseWindow }, bounds) => BaseWindow.getFocusedWindow()!.setBounds(bounds),
    moved,
  );
  await workstation.backToPortal(vaos);
  await expect.poll(() => onScreen(workstation)).toEqual([{ title: portalHome, ...moved }]);
});

test('[O4] in place of the portal, an application that is chosen again is as it was left', { tag: '@real' }, async ({
  workstation,
}) => {
  const portal = await signInAt(workstation);
  const vaos = await workstation.open('VAOS');
  await expect(vaos.getByRole('main')).toBeVisible();
  await vaos.evaluate('window.before = true');
  await workstation.backToPortal(vaos);
  await workstation.backToPortal(await workstation.open('Syntropi'));
  await portal.getByRole('link', { name: 'VAOS', exact: true }).click();
  await expect.poll(() => titlesOnScreen(workstation)).toEqual([expect.stringContaining('VAOS')]);
  expect(await vaos.evaluate('window.before')).toBe(true);
});

test.describe('in a kiosk that ends', () => {
  test.use({ sharesKiosk: false });

  test('[O4] in place of the portal, closing an application’s window brings the portal back, and closing that ends the kiosk', async ({
    workstation,
  }) => {
    await signInAt(workstation);
    await workstation.backToPortal(await workstation.open('Syntropi'));
    await workstation.open('VAOS');
    await expect.poll(() => titlesOnScreen(workstation)).toEqual([expect.stringContaining('VAOS')]);
    await close(workstation, 'VAOS');
    await expect.poll(() => titlesOnScreen(workstation)).toEqual([portalHome]);
    expect(await windowCount(workstation)).toBe(2);
    const ended = new Promise((resolve) => workstation.electron!.process().once('exit', resolve));
    await workstation.electron!.evaluate(({ BaseWindow }) => {
      const shown = BaseWindow.getAllWindows().find((window) => window.isVisible());
      setTimeout(() => shown?.close()); // after this answer: the process ends
    });
    await ended;
  });
});

test('[T3] in place of the portal, signing out from an application leaves one window, with the sign-in page', async ({
  workstation,
}) => {
  await signInAt(workstation);
  await workstation.backToPortal(await workstation.open('Syntropi'));
  const vaos = await workstation.open('VAOS');
  await barOf(workstation.electron!, vaos);
  await untilDeskIsClean(workstation, () => workstation.signOutFrom(vaos));
  // The window has its title a moment after its page.
  await expect.poll(() => titlesOnScreen(workstation)).toEqual([expect.stringContaining('Sign In')]);
  expect(await windowCount(workstation)).toBe(1);
});

test('[T4] in place of the portal, the same person comes back to what was on the screen', async ({ workstation }) => {
  const portal = await signInAt(workstation);
  await workstation.backToPortal(await workstation.open('Syntropi'));
  await workstation.open('VAOS');
  const kept = () => portal.evaluate(`fetch('/api/workspace').then((answer) => answer.text())`);
  await expect.poll(kept).toMatch(/^(?!.*syntropi).*"vaos"/);
  await untilDeskIsClean(workstation, () => systemSays(workstation, 'lock-screen'));
  await signIn(portal, 'maria.garcia');
  await expect.poll(() => titlesOnScreen(workstation)).toEqual([expect.stringContaining('VAOS')]);
  expect(await windowCount(workstation)).toBe(2);
});

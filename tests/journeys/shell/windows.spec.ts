import { connect } from 'node:net';
import { _electron } from '@playwright/test';
import { look } from '../../support/look.ts';
import { barOf, expect, launchArguments, test, type Workstation } from '../../support/workstation.ts';
import { signInAt } from './desk.ts';

test.use({ sharesKiosk: true });

/** Titles of all windows, the one in front marked. */
const windows = (workstation: Workstation) =>
  workstation.electron!.evaluate(({ BaseWindow }) =>
    BaseWindow.getAllWindows()
      .map((window) => `${window.isFocused() ? '> ' : ''}${window.getTitle()}`)
      .toSorted(),
  );

test('[K2] a managed window has the kiosk’s bar above the page, with the way back, the place, the origin, the name and the sites', async ({
  workstation,
}) => {
  await signInAt(workstation);
  const vaos = await workstation.open('VAOS');
  const bar = await barOf(workstation.electron!, vaos);
  await expect(bar.getByRole('button', { name: 'Enterprise Portal' })).toBeVisible();
  await expect(bar.getByRole('navigation', { name: 'Roadmap' })).toContainText('Inventory and orders');
  await expect(bar.getByText(new URL(vaos.url()).origin)).toBeVisible();
  await expect(bar.getByText('Maria Garcia (Training)')).toBeVisible();
  await expect(bar.getByText('2 sites')).toHaveAttribute('title', /Bluebonnet Training Clinic/);
  await expect(bar.getByText('TRAINING', { exact: true })).toBeVisible();
  await look(bar, 'bar');
  await look(vaos, 'managed-page');

  const bounds = await workstation.electron!.evaluate(({ BaseWindow }) =>
    BaseWindow.getFocusedWindow()!.contentView.children.map((view) => view.getBounds()),
  );
  const [page, top] = bounds.toSorted((a, b) => b.height - a.height);
  expect(page?.y).toBe((top?.y ?? 0) + (top?.height ?? 0));
});

test('[O4] opening an application again brings its window to the front', async ({ workstation }) => {
  const portal = await signInAt(workstation);
  await workstation.open('Syntropi');
  await expect
    .poll(() => windows(workstation))
    .toEqual(expect.arrayContaining([expect.stringMatching(/^> .*Syntropi/)]));
  await workstation.backToPortal(await workstation.open('VAOS'));
  await portal.getByRole('link', { name: 'Syntropi', exact: true }).click();
  await expect
    .poll(() => windows(workstation))
    .toEqual(expect.arrayContaining([expect.stringMatching(/^> .*Syntropi/)]));
  expect(await windows(workstation)).toHaveLength(3);
});

test('[O6][O8][H1] the Enterprise Portal button brings the portal back, also when its window was closed, and so does Syntropi’s link', async ({
  workstation,
}) => {
  await signInAt(workstation);
  const syntropi = await workstation.open('Syntropi');
  const address = syntropi.url();
  await syntropi.getByRole('link', { name: 'Enterprise Portal' }).click();
  await expect
    .poll(() => windows(workstation))
    .toEqual(expect.arrayContaining([expect.stringMatching(/^> .*Enterprise Portal$/)]));
  expect(syntropi.url()).toBe(address);

  const vaos = await workstation.open('VAOS');
  await workstation.electron!.evaluate(({ BaseWindow }) => {
    BaseWindow.getAllWindows()
      .find((window) => !/VAOS|Syntropi/.test(window.getTitle()))
      ?.close();
  });
  await expect.poll(() => windows(workstation)).toHaveLength(2);
  const portal = await workstation.backToPortal(vaos);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
  expect(await windows(workstation)).toHaveLength(3);

  const bar = await barOf(workstation.electron!, vaos);
  await workstation.open('VAOS');
  await bar.getByRole('button', { name: 'Help' }).click();
  await expect(portal.getByRole('heading', { name: 'Help', exact: true })).toBeVisible();
  await expect(portal.getByText('Maria Garcia (Training)')).toBeVisible();
  await expect
    .poll(() => windows(workstation))
    .toEqual(expect.arrayContaining([expect.stringMatching(/^> .*Enterprise Portal$/)]));
});

test('[S1] signing out at the bar closes every managed window and leaves nothing of the person behind', async ({
  workstation,
}) => {
  await signInAt(workstation);
  await workstation.open('Syntropi');
  await workstation.signOutFrom(await workstation.open('VAOS'));
  const portal = await workstation.portal();
  await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  await expect.poll(() => windows(workstation)).toHaveLength(1);
  const cookies = await workstation.electron!.evaluate(async ({ session }) =>
    (await session.fromPartition('web').cookies.get({})).map(({ name }) => name),
  );
  expect(cookies).toEqual([expect.stringMatching(/^workstation_[0-9a-f]{8}$/)]);
});

test.describe('in a kiosk that has just started', () => {
  test.use({ sharesKiosk: false });

  test('[K1] a second start shows the instance that is running, and ends', { tag: '@real' }, async ({
    workstation,
  }) => {
    await workstation.electron!.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]!.minimize());
    const data = await workstation.electron!.evaluate(({ app }) => app.getPath('userData'));
    // It may be gone before or after Playwright has seen it start.
    const second = await _electron
      .launch(launchArguments(data))
      .then((app) => app.process())
      .catch(() => undefined);
    if (second) await expect.poll(() => second.exitCode).toBe(0);
    await expect
      .poll(() =>
        workstation.electron!.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().map((w) => w.isMinimized())),
      )
      .toEqual([false]);
  });

  test('[R1] the embedded server runs in a process of its own and ends with the shell', { tag: '@real' }, async ({
    workstation,
  }) => {
    const { port } = new URL((await workstation.portal()).url());
    expect(await answers(Number(port))).toBe(true);
    await workstation.electron!.close();
    await expect.poll(() => answers(Number(port))).toBe(false);
  });
});

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

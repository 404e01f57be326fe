import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { signIn } from '../../support/people.ts';
import { expect, launchArguments, test } from '../../support/workstation.ts';
import { signInAt, systemSays, untilDeskIsClean } from './desk.ts';

/** The window with such a title. */
const windowOf = (electron: ElectronApplication, title: string) =>
  electron.evaluate(({ BaseWindow }, part) => {
    const window = BaseWindow.getAllWindows().find((each) => each.getTitle().includes(part));
    return window && { ...window.getNormalBounds(), maximized: window.isMaximized() };
  }, title);

/** Waits for the window: while its page is on its way, its title is an address. */
const move = (electron: ElectronApplication, title: string, bounds: object) =>
  expect
    .poll(() =>
      electron.evaluate(
        ({ BaseWindow }, [part, to]) => {
          const window = BaseWindow.getAllWindows().find((each) => each.getTitle().includes(part as string));
          window?.setBounds(to as Electron.Rectangle);
          return window !== undefined;
        },
        [title, bounds],
      ),
    )
    .toBe(true);

test('[K2] windows open where they were when the kiosk was last used, maximized too', { tag: '@real' }, async ({
  workstation,
}) => {
  const { electron } = workstation;
  const place = { x: 70, y: 50, width: 1000, height: 640 };
  await move(electron!, 'Sign In', place);
  await electron!.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]!.maximize());
  await electron!.close();

  const again = await _electron.launch(launchArguments(join(workstation.data, '..')));
  await expect.poll(() => windowOf(again, 'Sign In')).toEqual({ ...place, maximized: true });
  await again.close();
});

test('[K2][T4] a window opens where the workstation had it last, but for its own person where they had it', async ({
  workstation,
}) => {
  const { electron } = workstation;
  const [hers, his] = [
    { x: 40, y: 60, width: 900, height: 640 },
    { x: 200, y: 90, width: 800, height: 600 },
  ];
  const portal = await signInAt(workstation);
  const kept = () => portal.evaluate(`fetch('/api/workspace').then((answer) => answer.text())`);
  await workstation.open('Syntropi');
  await move(electron!, 'Syntropi', hers);
  await expect.poll(kept).toContain('"x":40');
  await untilDeskIsClean(workstation, () => systemSays(workstation, 'lock-screen'));

  await signInAt(workstation, 'john.smith');
  await workstation.open('Syntropi');
  await expect.poll(() => windowOf(electron!, 'Syntropi')).toEqual({ ...hers, maximized: false });
  await move(electron!, 'Syntropi', his);
  await expect.poll(kept).toContain('"x":200');
  await untilDeskIsClean(workstation, () => systemSays(workstation, 'lock-screen'));

  await signIn(portal, 'maria.garcia');
  await expect.poll(() => windowOf(electron!, 'Syntropi')).toEqual({ ...hers, maximized: false });
});

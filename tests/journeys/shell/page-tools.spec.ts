import type { Page } from '@playwright/test';
import { look } from '../../support/look.ts';
import { barOf, expect, test, type Workstation } from '../../support/workstation.ts';
import { signInAt, untilDeskIsClean } from './desk.ts';

test.use({ sharesKiosk: true });

async function vaosAt(workstation: Workstation): Promise<{ portal: Page; vaos: Page; bar: Page }> {
  const portal = await signInAt(workstation);
  const vaos = await workstation.open('VAOS');
  await expect(vaos.getByRole('heading', { level: 1 })).toBeVisible();
  return { portal, vaos, bar: await barOf(workstation.electron!, vaos) };
}

/** The zoom of the page at an address, in percent. */
const zoomAt = (workstation: Workstation, page: Page) =>
  workstation.electron!.evaluate(
    ({ webContents }, origin) =>
      Math.round(
        100 *
          webContents
            .getAllWebContents()
            .find((each) => each.getURL().startsWith(origin))!
            .getZoomFactor(),
      ),
    new URL(page.url()).origin,
  );

test('[K2] keys zoom the page below the bar, the bar says how much, and its button undoes it', {
  tag: '@real',
}, async ({ workstation }) => {
  const { portal, vaos, bar } = await vaosAt(workstation);
  await vaos.keyboard.press('Control+Equal');
  await vaos.keyboard.press('Control+NumpadAdd');
  const shown = bar.getByRole('button', { name: 'Zoom 125 %' });
  await expect(shown).toBeVisible();
  expect(await zoomAt(workstation, vaos)).toBe(125);
  expect(await zoomAt(workstation, portal)).toBe(100);
  const bars = () =>
    workstation.electron!.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .filter((each) => each.getURL().startsWith('kiosk:'))
        .map((each) => each.getZoomFactor()),
    );
  await bar.keyboard.press('Control+Minus');
  await expect(bar.getByRole('button', { name: 'Zoom 110 %' })).toBeVisible();
  expect(await bars()).toEqual([1]);
  await look(bar, 'bar-zoomed');
  await bar.getByRole('button', { name: 'Zoom 110 %' }).click();
  await expect(bar.getByRole('button', { name: 'Zoom' })).toBeHidden();
  expect(await zoomAt(workstation, vaos)).toBe(100);
});

test('[K2][T3] the next person finds the portal unzoomed', async ({ workstation }) => {
  const portal = await signInAt(workstation);
  await portal.keyboard.press('Control+Equal');
  await expect.poll(() => zoomAt(workstation, portal)).toBe(110);
  await untilDeskIsClean(workstation, () => portal.getByRole('button', { name: 'Sign Out' }).click());
  expect(await zoomAt(workstation, portal)).toBe(100);
});

/** Where each part of the window in front begins and ends. */
const heights = (workstation: Workstation) =>
  workstation.electron!.evaluate(({ BaseWindow }) =>
    BaseWindow.getFocusedWindow()!
      .contentView.children.map((view) => view.getBounds())
      .toSorted((a, b) => a.y - b.y)
      .map(({ y, height }) => [y, height]),
  );

test('[K2] finding in the page says which of how many, goes both ways, and gives the keyboard and its room back', {
  tag: '@real',
}, async ({ workstation }) => {
  const { vaos, bar } = await vaosAt(workstation);
  const withoutSearch = [
    [0, 56],
    [56, 744],
  ];
  expect(await heights(workstation)).toEqual(withoutSearch);
  // Beside what the page draws by itself, some of which may still be on its way.
  await vaos.evaluate(
    `document.body.append(Object.assign(document.createElement('p'), { textContent: 'Avery, avery and AVERY' }))`,
  );
  await vaos.keyboard.press('Control+F');
  const field = bar.getByRole('search').getByRole('textbox', { name: 'Find in this page' });
  await expect(field).toBeFocused();
  await expect(bar.getByRole('search')).toBeInViewport({ ratio: 1 });
  expect(await heights(workstation)).toEqual([
    [0, 104],
    [104, 696],
  ]);
  await field.pressSequentially('avery');
  const found = bar.getByRole('search').getByRole('status');
  await expect(found).toHaveText('1 of 3');
  await field.press('Enter');
  await expect(found).toHaveText('2 of 3');
  await field.press('Shift+Enter');
  await field.press('Shift+Enter');
  await expect(found).toHaveText('3 of 3');
  await look(bar, 'bar-finding');
  await field.fill('no such words');
  await expect(found).toHaveText('Not found');
  await field.press('Escape');
  await expect(bar.getByRole('search')).toBeHidden();
  const focused = await workstation.electron!.evaluate(({ webContents }) =>
    webContents.getAllWebContents().flatMap((each) => (each.isFocused() ? [each.getURL()] : [])),
  );
  expect(focused).toEqual([vaos.url()]);
  await vaos.keyboard.press('Control+F');
  await expect(field).toHaveValue('');
  await bar.getByRole('search').getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => heights(workstation)).toEqual(withoutSearch);
});

/** Whether a page that prints puts anything on paper. */
async function isOnPaper(page: Page): Promise<boolean> {
  await page.emulateMedia({ media: 'print' });
  const display = await page.evaluate('getComputedStyle(document.documentElement).display');
  await page.emulateMedia({ media: null });
  return display !== 'none';
}

test('[K4] without a policy nothing is printed, by button, key, menu or a page itself; a context menu has what applies at its place', async ({
  workstation,
}) => {
  const { vaos, bar } = await vaosAt(workstation);
  await expect(bar.getByRole('button', { name: 'Sign Out' })).toBeVisible();
  await expect(bar.getByRole('button', { name: 'Print' })).toBeHidden();
  await bar.evaluate('window.kiosk.print()');
  await expect.poll(() => isOnPaper(vaos)).toBe(false);
  await vaos.reload();
  await expect.poll(() => isOnPaper(vaos)).toBe(false);

  await expect(vaos.getByRole('heading', { level: 1 })).toBeVisible();
  await workstation.electron!.evaluate(({ Menu }) => {
    const seen: unknown[] = [];
    (globalThis as unknown as { menus: unknown[] }).menus = seen;
    Menu.prototype.popup = function popup(this: Electron.Menu) {
      seen.push(this.items.map(({ role }) => role?.toLowerCase()));
    };
  });
  const menus = () => workstation.electron!.evaluate(() => (globalThis as unknown as { menus: unknown[] }).menus);
  // Outside of what the page draws itself, which may still be on its way.
  await vaos.evaluate(
    `document.body.insertAdjacentHTML('beforeend', '<input aria-label="Lot" value="7"><a href="/">Home</a>')`,
  );
  await vaos.getByLabel('Lot', { exact: true }).selectText();
  await vaos.getByLabel('Lot', { exact: true }).click({ button: 'right' });
  await expect.poll(menus).toEqual([['cut', 'copy', 'paste', 'selectall']]);
  await vaos.getByRole('link', { name: 'Home', exact: true }).click({ button: 'right' });
  await expect.poll(menus).toHaveLength(2);
  expect(JSON.stringify((await menus())[1])).toMatch(/^\[("copy",)?"selectall"\]$/);
});

const says = (workstation: Workstation, page: Page, event: 'unresponsive' | 'responsive') =>
  workstation.electron!.evaluate(
    ({ webContents }, [origin, name]) =>
      void webContents
        .getAllWebContents()
        .find((each) => each.getURL().startsWith(origin!))!
        .emit(name!),
    [new URL(page.url()).origin, event],
  );

test('[K10] a page that does not respond is said by the bar above it, over the portal by the kiosk, until it does', async ({
  workstation,
}) => {
  const { portal, vaos, bar } = await vaosAt(workstation);
  await says(workstation, vaos, 'unresponsive');
  const notice = bar.getByText('This page does not respond.');
  await expect(notice).toBeInViewport({ ratio: 1 });
  await look(bar, 'bar-trouble');
  await says(workstation, vaos, 'responsive');
  await expect(notice).toBeHidden();

  const before = workstation.electron!.windows().length;
  await says(workstation, portal, 'unresponsive');
  await expect
    .poll(() => workstation.electron!.windows().map((page) => page.url()))
    .toContainEqual(expect.stringContaining('?trouble=hangs'));
  const cover = workstation.electron!.windows().find((page) => page.url().includes('?trouble=hangs'))!;
  await expect(cover.getByRole('status')).toContainText('This page does not respond.');
  await look(cover, 'portal-trouble');
  await says(workstation, portal, 'responsive');
  await expect.poll(() => workstation.electron!.windows().length).toBe(before);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
});

test.describe('in a window of another size', () => {
  test.use({ sharesKiosk: false });

  test('[O1] in a window that is too narrow for it the last step of the roadmap is shortened, and says itself whole', async ({
    workstation,
  }) => {
    const { vaos, bar } = await vaosAt(workstation);
    const long = 'Inventory and orders of the clinic at the far end of the long road';
    await vaos.evaluate(`document.title = '${long} – VAOS – Enterprise Portal'`);
    const last = bar.getByRole('navigation', { name: 'Roadmap' }).getByTitle(long);
    await expect(last).toBeVisible();
    const shortened = await last.evaluate((step) => [
      getComputedStyle(step).textOverflow,
      step.scrollWidth > step.clientWidth,
      step.getBoundingClientRect().right <= step.closest('nav')!.getBoundingClientRect().right + 1,
    ]);
    expect(shortened).toEqual(['ellipsis', true, true]);
    await look(bar, 'bar-1200');
    await workstation.electron!.evaluate(({ BaseWindow }) =>
      BaseWindow.getFocusedWindow()!.setBounds({ width: 1024, height: 700 }),
    );
    await expect.poll(() => bar.evaluate('innerWidth')).toBe(1024);
    for (const name of ['Enterprise Portal', 'Help', 'Sign Out'])
      await expect(bar.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    await look(bar, 'bar-1024');
    await workstation.electron!.evaluate(({ BaseWindow }) =>
      BaseWindow.getFocusedWindow()!.setBounds({ width: 480, height: 400 }),
    );
    await expect.poll(() => bar.evaluate('innerWidth')).toBe(480);
    for (const name of ['Enterprise Portal', 'Sign Out'])
      await expect(bar.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    await vaos.keyboard.press('Control+F');
    await expect(bar.getByRole('search').getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 });
    await look(bar, 'bar-480');
  });
});

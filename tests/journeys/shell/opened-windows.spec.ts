import type { Page } from '@playwright/test';
import { limits } from '../../../shared/contract/limits.ts';
import { alone } from '../../support/fixture.ts';
import { look } from '../../support/look.ts';
import { barOf, expect, pageAt, test as base, type Workstation } from '../../support/workstation.ts';
import { outsideRegistry, signInAt, untilDeskIsClean, windowTitles } from './desk.ts';

type Registry = Awaited<ReturnType<typeof outsideRegistry>>;

/** Real applications show receipts, reports and PDFs in windows of their own. */
const test = base.extend<{ registry: Registry }, { registryOfWorker: Registry }>({
  registryOfWorker: [
    alone(async (use) => {
      const registry = await outsideRegistry();
      await use(registry);
      registry.close();
    }),
    { scope: 'worker' },
  ],
  registry: async ({ registryOfWorker }, use) => use(registryOfWorker),
  settings: async ({ registry }, use) =>
    use({ applications: { syntropi: { address: registry.address, origins: [registry.login] } } }),
  sharesKiosk: true,
});

/** The page that the script, which runs in another, opens. Its bar shows at no address of its own either, at first. */
async function opened(workstation: Workstation, from: Page, script: string): Promise<Page> {
  await barOf(workstation.electron!, from);
  const before = new Set(workstation.electron!.windows());
  const isBar = (page: Page) => /kiosk/.test(page.url());
  const views = () => workstation.electron!.windows().filter((page) => !before.has(page));
  const pages = () => views().filter((page) => !isBar(page));
  await from.evaluate(script);
  await expect.poll(() => [views().length, pages().length]).toEqual([2, 1]);
  return pages()[0]!;
}

const openRegistry = async (workstation: Workstation): Promise<Page> => {
  await signInAt(workstation);
  const page = await workstation.open('Syntropi');
  await expect(page).toHaveTitle('Lot 7 of Avery Testcase');
  return page;
};

const frontTitle = (workstation: Workstation) =>
  workstation.electron!.evaluate(({ BaseWindow }) => BaseWindow.getFocusedWindow()?.getTitle());

/** The bar that offers to close what a page opened. */
async function barOfOpened(workstation: Workstation): Promise<Page> {
  let found: Page | undefined;
  await expect(async () => {
    for (const each of workstation.electron!.windows()) {
      if (await each.getByRole('button', { name: 'Close This Page' }).isVisible()) found = each;
    }
    expect(found).toBeDefined();
  }).toPass();
  return found!;
}

test('[K2] a report that a page writes into a window of its own shows below a bar, and leads back when it is closed', {
  tag: '@real',
}, async ({ workstation }) => {
  const registry = await openRegistry(workstation);
  const report = await opened(
    workstation,
    registry,
    `window.report = window.open('', 'report');
     report.document.write('<title>Report of Avery Testcase</title><h1>Doses given</h1>');
     report.document.close();`,
  );
  await expect(report.getByRole('heading', { name: 'Doses given', exact: true })).toBeVisible();
  expect(await report.evaluate('opener !== null')).toBe(true);
  const bar = await barOfOpened(workstation);
  await expect(bar.locator('.bar-origin')).toHaveText(new URL(registry.url()).origin);
  await expect(bar.getByRole('button', { name: 'Enterprise Portal' })).toBeVisible();
  await look(bar, 'bar-of-opened-window');
  await expect.poll(() => windowTitles(workstation)).toContain('Report of Avery Testcase');
  await bar.getByRole('button', { name: 'Close This Page' }).click();
  await expect.poll(() => windowTitles(workstation)).toHaveLength(2);
  await expect.poll(() => frontTitle(workstation)).toBe('Lot 7 of Avery Testcase');
  await expect.poll(() => registry.evaluate('report.closed')).toBe(true);
});

test('[K2] a link and a script that want another window get one, a name has the same window again, and nothing is left after sign-out', {
  tag: '@real',
}, async ({ workstation }) => {
  const registry = await openRegistry(workstation);
  await registry.evaluate(`document.body.innerHTML += '<a href="/receipt" target="_blank">Receipt</a>'`);
  await registry.getByRole('link', { name: 'Receipt' }).click();
  // The stand-in's Chromium has made another before it, which goes.
  await expect(async () => {
    const receipt = await pageAt(workstation.electron!, ({ pathname }) => pathname === '/receipt');
    await expect(receipt.getByRole('heading', { name: 'Real registry', exact: true })).toBeVisible({ timeout: 1000 });
    expect(await receipt.evaluate('opener')).toBe(null);
  }).toPass();
  await registry.evaluate(`void window.open('/print', 'print')`);
  const print = await pageAt(workstation.electron!, ({ pathname }) => pathname === '/print');
  await registry.evaluate(`void window.open('/print?again', 'print')`);
  await expect(print).toHaveURL(/again$/);
  await expect.poll(() => windowTitles(workstation)).toHaveLength(4);
  // Choosing the application again brings what lies above it.
  const portal = await workstation.portal();
  await portal.getByRole('link', { name: 'Syntropi', exact: true }).click();
  expect(await windowTitles(workstation)).toHaveLength(4);
  await untilDeskIsClean(workstation, () => portal.getByRole('button', { name: 'Sign Out' }).click());
  expect(await windowTitles(workstation)).toHaveLength(1);
});

test('[K4] a window at an origin that is not listed is named to the person and to IT, and too many get none', async ({
  workstation,
}) => {
  const registry = await openRegistry(workstation);
  const bar = await barOf(workstation.electron!, registry);
  const answer = await registry.evaluate(`window.open('https://idp.example/authorize?login_hint=avery')`);
  expect(answer).toBe(null);
  await expect(bar.getByText('https://idp.example, which is not on the list for this application')).toBeVisible();
  await expect(bar.getByText('login_hint')).toBeHidden();
  await registry.evaluate(`for (let n = 0; n < ${limits.openedWindows + 3}; n += 1) window.open('/receipt?' + n)`);
  await expect.poll(() => windowTitles(workstation)).toHaveLength(2 + limits.openedWindows);
  await expect(bar.getByText('This page has too many windows open.')).toBeVisible();
  // They go with the page that opened them.
  await workstation.electron!.evaluate(({ BaseWindow }) =>
    BaseWindow.getAllWindows()
      .find((window) => window.getTitle().startsWith('Lot 7'))
      ?.close(),
  );
  await expect.poll(() => windowTitles(workstation)).toHaveLength(1);
});

for (const [policy, said] of [
  ['on', 'Kept until sign-out: report'],
  ['off', 'This workstation keeps no files from pages.'],
] as const) {
  test.describe(`with downloads ${policy}`, () => {
    test.use({ policy: { Downloads: policy } });

    test('[T3] a file that was wanted in a window of its own is told of where it was asked for, and that window goes', async ({
      workstation,
    }) => {
      const registry = await openRegistry(workstation);
      const bar = await barOf(workstation.electron!, registry);
      await registry.evaluate(`void window.open('/report.csv')`);
      await expect(bar.getByText(said)).toBeVisible();
      await expect.poll(() => windowTitles(workstation)).toHaveLength(2);
      // One that its opener has written into stays, and tells of the file itself.
      const written = '<title>Report</title><a href="/report.csv">As a file</a>';
      const report = await opened(workstation, registry, `window.open('').document.write('${written}')`);
      const own = await barOfOpened(workstation);
      await report.getByRole('link', { name: 'As a file' }).click();
      await expect(own.getByText(said)).toBeVisible();
      await expect.poll(() => windowTitles(workstation)).toContain('Report');
    });
  });
}

test('[K4] an application whose first page leads to an origin that is not listed says so in its place, and comes when it is chosen again', async ({
  workstation,
  registry,
}) => {
  registry.leadsTo = 'https://idp.example/authorize?login_hint=avery';
  const portal = await signInAt(workstation);
  await portal.getByRole('link', { name: 'Syntropi', exact: true }).click();
  const page = await pageAt(workstation.electron!, ({ search }) => search.startsWith('?missing='));
  await expect(page.getByRole('heading', { name: 'This page cannot be shown', exact: true })).toBeVisible();
  await expect(page.getByText('The application leads to https://idp.example, which is not')).toBeVisible();
  await look(page, 'application-that-leads-elsewhere');
  registry.leadsTo = undefined;
  await expect(await workstation.open('Syntropi')).toHaveTitle('Lot 7 of Avery Testcase');
});

test('[K4] a page of our own may open one of its own, and no empty one', async ({ workstation }) => {
  await signInAt(workstation);
  const vaos = await workstation.open('VAOS');
  await expect(vaos.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await vaos.evaluate(`window.open('')`)).toBe(null);
  const receipt = await opened(workstation, vaos, `void window.open('/?receipt=1')`);
  await expect(receipt).toHaveURL(/receipt=1$/);
});

test.describe('in place of the portal', () => {
  test.use({ policy: { ApplicationWindows: 'in place of the portal' } });

  test('[O4] what a page opens takes its place, and closing it brings the page back there', async ({ workstation }) => {
    const registry = await openRegistry(workstation);
    const visible = () =>
      workstation.electron!.evaluate(({ BaseWindow }) =>
        BaseWindow.getAllWindows()
          .filter((window) => window.isVisible())
          .map((window) => ({ title: window.getTitle(), ...window.getBounds() })),
      );
    const [before] = await visible();
    await opened(workstation, registry, `window.open('').document.write('<title>Report</title>')`);
    await expect.poll(visible).toEqual([{ ...before, title: 'Report' }]);
    const bar = await barOfOpened(workstation);
    await workstation.backToPortal(registry).catch(() => {});
    await (await workstation.portal()).getByRole('link', { name: 'Syntropi', exact: true }).click();
    await expect.poll(visible).toEqual([{ ...before, title: 'Report' }]);
    await bar.getByRole('button', { name: 'Close This Page' }).click();
    await expect.poll(visible).toEqual([before]);
  });
});

import type { Page } from '@playwright/test';
import { freeServerPort } from '../support/free-ports.ts';
import { look } from '../support/look.ts';
import { signIn } from '../support/people.ts';
import { MovedClock, startServerHere } from '../support/server-here.ts';
import { expect, test, type Workstation } from '../support/workstation.ts';
import {
  begin,
  comesBack,
  enterImmTrac2,
  enterImmTrac2Again,
  expectName,
  expectSignedOut,
  lock,
  openBeside,
  openProfile,
  openTab,
  passUntilOver,
  passUntilWarned,
  typeName,
  warningAt,
} from './session-steps.ts';

/** So long that only the test makes time pass: nine minutes for what is done while the warning stands. */
const session = { idleMinutes: 20, warningSeconds: 600 };
const idle = session.idleMinutes * 60_000;

test.describe('by a clock that the test moves', () => {
  test.use({ settings: { session }, movesClock: true });

  test('[T1] [T2] [T4] every window warns, one answer counts everywhere, and a time-out loses nothing', async ({
    workstation,
  }) => {
    test.slow();
    const portal = await begin(workstation, 'maria.garcia');
    const immtrac2 = await openBeside(workstation, 'ImmTrac2');
    await enterImmTrac2(immtrac2);
    await openProfile(portal);
    await typeName(immtrac2, 'Testcase', 'Avery');
    const firstName = immtrac2.getByLabel('First name');
    await firstName.press('ArrowLeft');
    const windows = [portal, immtrac2];
    const address = immtrac2.url();

    await test.step('what scripts do does not count', async () => {
      await Promise.all(windows.map(busyScripts));
      await passUntilWarned(workstation, portal, idle);
      await Promise.all(windows.map((page) => expect(warningAt(page)).toBeVisible()));
    });
    await test.step('the warning asks, and counts down', () => lookAtWarning(workstation, portal, immtrac2));
    await test.step('one answer dismisses it everywhere, and reading and typing go on', async () => {
      await expect(immtrac2.getByRole('button', { name: 'Stay signed in' })).toBeFocused();
      await immtrac2.keyboard.press('Enter');
      await Promise.all(windows.map((page) => expect(warningAt(page)).toHaveCount(0)));
      await expect(firstName).toBeFocused();
      const kept = draftKept(immtrac2, 'Averlly');
      await immtrac2.keyboard.type('ll');
      await expectName(immtrac2, 'Testcase', 'Averlly');
      await kept;
    });
    await test.step('[T3] after the limit nothing is left on any screen', async () => {
      await passUntilWarned(workstation, portal, idle);
      await expect(warningAt(portal)).toBeVisible();
      await passUntilOver(workstation, portal);
      await expect(portal.getByText('because of inactivity')).toBeVisible();
      await expectSignedOut(windows, /Maria|Testcase/);
      await expect(portal).toHaveTitle('[Training] Sign In – Enterprise Portal');
      await look(portal, 'session-timed-out');
      await nothingBehind(workstation, portal, /Maria/);
    });
    await test.step('[T4] the same person comes back to the same pages, with what was typed', async () => {
      await signIn(portal, 'maria.garcia');
      await expect(portal.getByRole('heading', { name: 'My Profile', exact: true })).toBeVisible();
      const back = await comesBack(workstation, immtrac2, address);
      await enterImmTrac2Again(back);
      await expectName(back, 'Testcase', 'Averlly');
      await expect(back.getByText('What you typed before is back.')).toBeVisible();
    });
  });

  test('[K7] [T1] a server that is away in the middle of the countdown costs nobody who is at work anything', async ({
    workstation: given,
  }) => {
    test.skip(!given.server, 'only a browser outlives its server');
    test.slow();
    const { workstation, startAgain } = await withServerThatRestarts(given);
    const portal = await begin(workstation, 'maria.garcia');
    const immtrac2 = await openBeside(workstation, 'ImmTrac2');
    await enterImmTrac2(immtrac2);
    await typeName(immtrac2, 'Testcase', 'Avery');
    const others = await otherPerson(workstation, 'john.smith');
    await typeName(immtrac2, 's', '');

    await passUntilWarned(workstation, portal, idle);
    await expect(warningAt(immtrac2)).toBeVisible();
    await workstation.server.stop();
    const banner = immtrac2.getByRole('status').filter({ hasText: 'The server cannot be reached' });
    await immtrac2.getByRole('button', { name: 'Stay signed in' }).click();
    await expect(warningAt(immtrac2)).toHaveCount(0);
    await expect(banner).toBeVisible();
    await immtrac2.keyboard.type('X');
    await expectName(immtrac2, 'Testcases', 'AveryX');
    await look(immtrac2, 'session-unreachable');

    // Nobody is at the other one: it warns and goes blank at its end, although nobody says so.
    await others.clock.fastForward(idle - session.warningSeconds * 1000);
    await expect(warningAt(others)).toBeVisible();
    await others.clock.fastForward(session.warningSeconds * 1000);
    await expect(others.getByText('because of inactivity')).toBeVisible();

    const server = await startAgain();
    await expect(banner).toHaveCount(0);
    await expectName(immtrac2, 'Testcases', 'AveryX');
    await immtrac2.reload();
    await expectName(immtrac2, 'Testcases', 'AveryX');
    await server.stop();
  });
});

test('[T3] [T4] an ended session shows nothing any more, and another person finds neither page nor text', async ({
  workstation,
}) => {
  test.slow();
  const portal = await begin(workstation, 'maria.garcia');
  const immtrac2 = await openBeside(workstation, 'ImmTrac2');
  await enterImmTrac2(immtrac2);
  await openClient(immtrac2);
  const vaos = await openBeside(workstation, 'VAOS');
  await openProfile(portal);
  const windows = [portal, immtrac2, vaos];
  if (workstation.server) windows.push(await openTab(workstation, `${workstation.server.portal}profile`));
  await expect(windows.at(-1)!.getByText('Maria').first()).toBeVisible();
  const client = immtrac2.url();

  await lock(portal);
  await expectSignedOut(windows, /Maria|Testcase/);
  await expect(portal.getByText('the workstation was locked')).toBeVisible();
  await look(portal, 'session-locked');
  for (const page of [portal, immtrac2]) await nothingBehind(workstation, page, /Testcase|Avery|Maria/);
  if (workstation.server) await portal.bringToFront();

  await begin(workstation, 'john.smith');
  await expect(portal).not.toHaveURL(/profile/);
  const theirs = await openBeside(workstation, 'ImmTrac2');
  await expect(theirs).not.toHaveURL(client);
});

test('[T1] tabs share one event stream, and the next takes it over from one that is closed', async ({
  workstation,
}) => {
  test.skip(!workstation.server, 'only a browser has tabs');
  const portal = await begin(workstation, 'maria.garcia');
  const address = workstation.server!.portal;
  const [second, third] = [await openTab(workstation, address), await openTab(workstation, address)];
  await expect(third.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
  const streams = streamsOf([second, third]);
  await portal.close();
  await expect.poll(() => streams.length).toBe(1);
  await lock(third);
  await expectSignedOut([second, third], /Maria/);

  await test.step('signing in at one of them goes on at the others', async () => {
    await signIn(second, 'maria.garcia');
    await expect(third.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
  });
});

/** Resolves once the server has kept a form with that in it. */
const draftKept = (page: Page, text: string) =>
  page.waitForResponse((answer) => {
    const request = answer.request();
    return request.method() === 'PUT' && request.postData()?.includes(text) === true && answer.ok();
  });

/** Everything that pages do without anybody. */
async function busyScripts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const events = () => [
      new KeyboardEvent('keydown', { key: 'a' }),
      new PointerEvent('pointermove', { screenX: Math.random() * 500, screenY: 5 }),
      new PointerEvent('pointerdown'),
      new WheelEvent('wheel', { deltaY: 10 }),
    ];
    setInterval(() => {
      for (const event of events()) window.dispatchEvent(event);
      window.scrollBy(0, 1);
      void fetch('/api/session');
    }, 100);
  });
}

async function lookAtWarning(workstation: Workstation, portal: Page, immtrac2: Page): Promise<void> {
  const timer = immtrac2.getByRole('timer');
  await expect(timer).toHaveText(/^[89]:[0-5]\d$/);
  await expect(timer).not.toHaveText(await timer.innerText());
  await expect(warningAt(immtrac2)).toContainText('What you typed is kept for you.');
  await expect(warningAt(portal)).not.toContainText('What you typed');
  await look(portal, 'session-warning');
  if (!workstation.server) return; // a window of the shell is never that narrow
  await immtrac2.setViewportSize({ width: 320, height: 480 });
  await look(immtrac2, 'session-warning-320');
  await immtrac2.setViewportSize({ width: 1280, height: 800 });
}

/** What Back leads to shows nobody's data. A window of the shell has no such button. */
async function nothingBehind({ server }: Workstation, page: Page, data: RegExp): Promise<void> {
  if (!server) return;
  await page.bringToFront();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign In', exact: true })).toBeVisible();
  await expect(page.getByText(data)).toHaveCount(0);
}

async function openClient(immtrac2: Page): Promise<void> {
  await typeName(immtrac2, 'Testcase', 'Avery');
  await immtrac2.getByLabel('Date of birth').fill('2019-05-04');
  await immtrac2.getByRole('button', { name: 'Find' }).click();
  await immtrac2.getByRole('link', { name: 'Testcase, Avery' }).click();
  await expect(immtrac2.getByRole('heading', { name: 'Testcase, Avery', exact: true })).toBeVisible();
}

/** Somebody in a browser of their own, whose clock can be moved too. @returns their portal's page */
async function otherPerson(workstation: Workstation, username: string): Promise<Page> {
  const context = await (await workstation.portal()).context().browser()!.newContext();
  const portal = await context.newPage();
  await portal.clock.install();
  await portal.goto(workstation.server!.portal);
  await begin({ ...workstation, portal: async () => portal }, username);
  return portal;
}

function streamsOf(pages: readonly Page[]): string[] {
  const streams: string[] = [];
  for (const page of pages) {
    page.on('request', (request) => request.resourceType() === 'eventsource' && streams.push(request.url()));
  }
  return streams;
}

/** Moves the workstation to a server that can be stopped and started at the same place, with its data. */
async function withServerThatRestarts({ server, data, ...rest }: Workstation) {
  const [clock, port] = [new MovedClock(), await freeServerPort()];
  const startAgain = () => startServerHere(data, { session }, { clock, port });
  await server!.stop();
  const first = await startAgain();
  const passTime = async (milliseconds: number) => clock.pass(milliseconds);
  const workstation = { ...rest, data, server: first, passTime };
  await (await workstation.portal()).goto(first.portal);
  return { workstation, startAgain };
}

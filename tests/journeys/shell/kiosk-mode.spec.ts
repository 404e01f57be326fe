import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { hashExitCode } from '../../../main/policy/exit-code.ts';
import { look } from '../../support/look.ts';
import { completeAgreement, signIn } from '../../support/people.ts';
import { byMovedClock, expect, launchArguments, pageAt, passTime, test as base } from '../../support/workstation.ts';

const code = 'bluebonnet 8';

interface Kiosk {
  readonly electron: ElectronApplication;
  /** Playwright forgets it when it has ended. */
  readonly process: ChildProcess;
  readonly portal: Page;
  log(): Promise<string>;
}

/** A workstation in kiosk mode; unless a test has ended it, it ends as at the end of the system's session. */
const test = base.extend<{ start: (...given: string[]) => Promise<Kiosk> }>({
  start: async ({ movesClock }, use, testInfo) => {
    const started: Kiosk[] = [];
    await use(async (...given) => {
      const data = testInfo.outputPath('kiosk');
      const args = [...launchArguments(data).args, '--policy-KioskMode=true', ...given];
      const electron = await _electron.launch(movesClock ? await byMovedClock(args, `${data}.clock`) : { args });
      const portal = await pageAt(electron, ({ pathname }) => pathname === '/sign-in');
      const log = () => readFile(join(data, 'logs', 'kiosk.log'), 'utf8');
      const kiosk = { electron, process: electron.process(), portal, log };
      started.push(kiosk);
      return kiosk;
    });
    for (const kiosk of started) await ended(kiosk, () => void kiosk.process.kill('SIGTERM'));
  },
});

/** Does something that ends the kiosk. @returns its exit code */
async function ended({ electron, process }: Kiosk, end: () => unknown): Promise<number | null> {
  if (process.exitCode === null && process.signalCode === null) {
    const closed = electron.waitForEvent('close');
    await end();
    await closed;
  }
  return process.exitCode;
}

const withCode = async () => `--policy-KioskExitCodeHash=${await hashExitCode(code)}`;

const windows = (electron: ElectronApplication) =>
  electron.evaluate(({ BaseWindow }) =>
    BaseWindow.getAllWindows().map(
      (window) => `${window.isFocused() ? '> ' : ''}${window.getTitle()}${window.isFullScreen() ? '' : ' (not full)'}`,
    ),
  );

async function askForCode({ electron, portal }: Kiosk): Promise<Page> {
  await portal.keyboard.press('Control+Shift+Alt+Q');
  let found: Page | undefined;
  await expect(async () => {
    for (const page of electron.windows()) if ((await page.title()).startsWith('Leave kiosk mode')) found = page;
    expect(found, 'the page that asks for the exit code').toBeDefined();
  }).toPass();
  await expect(found!.getByRole('heading', { name: 'Leave kiosk mode', exact: true })).toBeVisible();
  return found!;
}

async function tryCode(exit: Page, typed: string): Promise<void> {
  const field = exit.getByLabel('Exit code');
  await field.fill(typed);
  await field.press('Enter');
}

test('[K5] in kiosk mode the portal fills the screen, and neither closing nor quitting ends it', {
  tag: '@real',
}, async ({ start }) => {
  const { electron, portal } = await start(await withCode());
  expect(await windows(electron)).toEqual([expect.not.stringContaining('not full')]);
  await electron.evaluate(({ app, BaseWindow }) => {
    BaseWindow.getAllWindows()[0]!.close();
    app.quit();
    app.quit();
  });
  await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  expect(await windows(electron)).toHaveLength(1);
});

test('[K5] an application fills the screen below the bar, and closing its window leads back to the portal', async ({
  start,
}) => {
  const { electron, portal } = await start(await withCode());
  await signIn(portal, 'maria.garcia');
  await completeAgreement(portal);
  await portal.getByRole('link', { name: 'VAOS', exact: true }).click();
  await expect.poll(() => windows(electron)).toContainEqual(expect.stringMatching(/^> .*VAOS/));
  expect((await windows(electron)).join()).not.toContain('not full');
  const views = await electron.evaluate(({ BaseWindow }) =>
    BaseWindow.getFocusedWindow()!.contentView.children.map((view) => view.getBounds().width),
  );
  expect(new Set(views)).toEqual(new Set([1280]));
  await electron.evaluate(({ BaseWindow }) => BaseWindow.getFocusedWindow()!.close());
  await expect.poll(() => windows(electron)).toEqual([expect.stringMatching(/^> .*Enterprise Portal$/)]);
});

test('[K5] only the exit code ends the kiosk, and no code is in the log', async ({ start }) => {
  const kiosk = await start(await withCode());
  const exit = await askForCode(kiosk);
  await tryCode(exit, 'guess number 1');
  await expect(exit.getByText('That is not the exit code.')).toBeVisible();
  await look(exit, 'exit');
  expect(await ended(kiosk, () => tryCode(exit, code))).toBe(0);
  const log = await kiosk.log();
  expect(log).toMatch(/exit-code\.refused.*"wrong"[^]*exit-code\.accepted/);
  expect(log).not.toMatch(/bluebonnet|guess/);
});

test.describe('by a clock that the test moves', () => {
  test.use({ movesClock: true });

  test('[K5] after five wrong codes the next must wait, also after the workstation was started again', async ({
    start,
  }) => {
    test.slow();
    const hash = await withCode();
    const first = await start(hash);
    // The page tells how long to wait by its clock, so it has the test's from its beginning.
    await first.electron.context().clock.install();
    const exit = await askForCode(first);
    const guess = async (number: number) => {
      await tryCode(exit, `guess number ${number}`);
      await expect(exit.getByLabel('Exit code')).toHaveValue('');
      await expect(exit.getByText('That is not the exit code.')).toBeVisible();
      await expect.poll(async () => (await first.log()).match(/"wrong"/g)?.length).toBe(number);
    };
    for (let number = 1; number <= 5; number++) await guess(number);
    await expect(exit.getByRole('status')).toHaveText(/Too many wrong codes/);
    await look(exit, 'exit-waits');
    // Until the wait is so long that it lasts over any start.
    for (const [index, minutes] of [1, 2, 4, 8].entries()) {
      await passTime(first.electron, minutes * 60_000);
      await exit.clock.fastForward(minutes * 60_000);
      await guess(6 + index);
    }
    await ended(first, () => void first.process.kill('SIGTERM'));
    const again = await askForCode(await start(hash));
    await expect(again.getByRole('status')).toHaveText(/Too many wrong codes/);
    await expect(again.getByRole('button', { name: 'Leave Kiosk Mode' })).toBeDisabled();
  });
});

test('[K5] whoever changes their mind comes back to the portal', async ({ start }) => {
  const kiosk = await start(await withCode());
  const exit = await askForCode(kiosk);
  await exit.getByRole('button', { name: 'Enterprise Portal' }).click();
  await expect.poll(() => windows(kiosk.electron)).toEqual([expect.stringMatching(/^> .*Enterprise Portal$/)]);
});

test('[K5] without an exit code in policy the page says how kiosk mode ends', async ({ start }) => {
  const exit = await askForCode(await start());
  await expect(exit.getByText('Kiosk mode is left by changing the policy')).toBeVisible();
  await expect(exit.getByLabel('Exit code')).toBeHidden();
});

test('[K5] the end of the system’s session ends the kiosk too', { tag: '@real' }, async ({ start }) => {
  const kiosk = await start(await withCode());
  expect(await ended(kiosk, () => void kiosk.process.kill('SIGTERM'))).toBe(0);
});

test('[K5] a shutdown that the system announces is not held up', async ({ start }) => {
  const kiosk = await start(await withCode());
  const shutdown = () =>
    kiosk.electron
      .evaluate(({ app, powerMonitor }) => {
        powerMonitor.emit('shutdown');
        app.quit();
      })
      .catch(() => {});
  expect(await ended(kiosk, shutdown)).toBe(0);
});

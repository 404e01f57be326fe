import { expect, test, type Workstation } from '../../support/workstation.ts';
import { isDesk, signInAt, systemSays, untilDeskIsClean, windowTitles } from './desk.ts';

test.use({ sharesKiosk: true });

const sessionLasts = (workstation: Workstation, cookie: string, portal: string) =>
  workstation.electron!.evaluate(
    async (_electron, { address, header }) =>
      (await fetch(new URL('/api/session', address), { headers: { cookie: header } })).ok,
    { address: portal, header: cookie },
  );

async function sessionCookie(workstation: Workstation): Promise<string> {
  const [cookie] = await workstation.electron!.evaluate(async ({ session }) =>
    (await session.fromPartition('web').cookies.get({})).filter(({ name }) => name.startsWith('portal_session')),
  );
  return `${cookie!.name}=${cookie!.value}`;
}

for (const [event, reason] of [
  ['lock-screen', 'You were signed out because the workstation was locked.'],
  ['user-did-resign-active', 'You were signed out because the workstation switched users.'],
  // Whose beginning nobody told.
  ['unlock-screen', 'You were signed out because the workstation was locked.'],
] as const) {
  test(`[T5] ${event} signs out here and at the server`, async ({ workstation }) => {
    const portal = await signInAt(workstation);
    const address = portal.url();
    await workstation.open('VAOS');
    const cookie = await sessionCookie(workstation);
    expect(await sessionLasts(workstation, cookie, address)).toBe(true);

    await untilDeskIsClean(workstation, () => systemSays(workstation, event));
    await expect(portal.getByText(reason)).toBeVisible();
    expect(await windowTitles(workstation)).toHaveLength(1);
    await expect.poll(() => sessionLasts(workstation, cookie, address)).toBe(false);
  });
}

test('[T5] after sleeping past the limit the screen is blank at wake-up before anything is asked', async ({
  workstation,
}) => {
  const portal = await signInAt(workstation);
  await workstation.open('VAOS');
  const desk = portal.waitForURL(({ href }) => isDesk(href));
  const shown = await workstation.electron!.evaluate(({ powerMonitor, BaseWindow }) => {
    const { fetch: ask, Date: RealDate } = globalThis;
    const asked: string[] = [];
    globalThis.fetch = (...request) => {
      asked.push(JSON.stringify(request[0]));
      return ask(...request);
    };
    const { now } = RealDate;
    RealDate.now = () => now() + 3_600_000;
    powerMonitor.emit('resume');
    const visible = BaseWindow.getAllWindows().flatMap((window) =>
      window.contentView.children.map((view) => [window.getTitle(), view.getVisible()]),
    );
    const before = [...asked];
    RealDate.now = now;
    globalThis.fetch = ask;
    return { visible, before };
  });
  expect(shown).toEqual({ visible: [['Enterprise Portal', false]], before: [] });
  await desk;
  await expect(portal.getByText('You were signed out because of inactivity.')).toBeVisible();
});

/** Moves the shell's wall clock on, as a machine does that sleeps, without a word of the system's. */
const sleepAnHour = (workstation: Workstation) =>
  workstation.electron!.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + 3_600_000;
    (globalThis as unknown as { wakeClock: () => void }).wakeClock = () => {
      Date.now = now;
    };
  });

test.describe('in a kiosk whose clock stays ahead', () => {
  test.use({ sharesKiosk: false });

  test('[T5] a machine that slept without a word is noticed by its clock', async ({ workstation }) => {
    const portal = await signInAt(workstation);
    await workstation.open('VAOS');
    await untilDeskIsClean(workstation, () => sleepAnHour(workstation));
    await expect(portal.getByText('You were signed out because of inactivity.')).toBeVisible();
    expect(await windowTitles(workstation)).toHaveLength(1);
  });
});

test('[T3][K7] with the server out of reach the desk is cleaned all the same, and people can sign in when it is back', async ({
  workstation,
}) => {
  await signInAt(workstation);
  await workstation.open('VAOS');
  await workstation.electron!.evaluate(() => {
    const { fetch: ask } = globalThis;
    globalThis.fetch = () => Promise.reject(new Error('out of reach'));
    (globalThis as unknown as { reach: () => void }).reach = () => {
      globalThis.fetch = ask;
    };
  });
  const portal = await workstation.portal();
  await untilDeskIsClean(workstation, async () => {
    await sleepAnHour(workstation);
    await expect(portal.getByRole('status')).toHaveText(/The server cannot be reached/);
    await expect.poll(() => windowTitles(workstation)).toEqual(['Enterprise Portal']);
    await workstation.electron!.evaluate(() => {
      const { reach, wakeClock } = globalThis as unknown as Record<'reach' | 'wakeClock', () => void>;
      wakeClock();
      reach();
    });
  });
});

test('[T3] the desk is cleaned also when the portal’s window was closed', async ({ workstation }) => {
  await signInAt(workstation);
  await workstation.open('VAOS');
  await workstation.electron!.evaluate(({ BaseWindow }) => {
    BaseWindow.getAllWindows()
      .find((window) => !window.getTitle().includes('VAOS'))
      ?.close();
  });
  await expect.poll(() => windowTitles(workstation)).toHaveLength(1);
  await systemSays(workstation, 'lock-screen');
  await expect.poll(() => windowTitles(workstation)).toEqual([expect.stringContaining('Sign In')]);
  // A page that is just going may still be taken for the portal's.
  await expect(() => signInAt(workstation)).toPass();
});

test.describe('where the deployment keeps sessions over a lock', () => {
  test.use({ settings: { session: { whenLocked: 'keep' } }, sharesKiosk: false });

  test('[T5] locking and unlocking changes nothing', async ({ workstation }) => {
    const portal = await signInAt(workstation);
    await workstation.open('VAOS');
    const cookie = await sessionCookie(workstation);
    for (const event of ['lock-screen', 'unlock-screen', 'suspend', 'resume', 'user-did-become-active']) {
      await systemSays(workstation, event);
    }
    expect(await sessionLasts(workstation, cookie, portal.url())).toBe(true);
    await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
    expect(await windowTitles(workstation)).toHaveLength(2);
  });
});

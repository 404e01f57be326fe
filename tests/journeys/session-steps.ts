import type { Locator, Page } from '@playwright/test';
import type { SessionClock } from '../../shared/identity/api/session.ts';
import { signInToWork } from '../support/people.ts';
import { expect, pageAt, test, type Workstation } from '../support/workstation.ts';

/** Steps that journeys about a session's end share. */

const ids = { ImmTrac2: 'immtrac2', VAOS: 'vaos', Syntropi: 'syntropi' } as const;

/** Opens an application and keeps the portal open: in a window of its own in the shell, in a tab in a browser. */
export async function openBeside(workstation: Workstation, application: keyof typeof ids): Promise<Page> {
  if (!workstation.server) return workstation.open(application);
  return openTab(workstation, workstation.server.applications[ids[application]]);
}

/** Only in a browser. */
export async function openTab(workstation: Workstation, address: string): Promise<Page> {
  const tab = await (await workstation.portal()).context().newPage();
  await tab.goto(address);
  return tab;
}

/** The page at which an application comes back: the same tab in a browser, a window that opens again in the shell. */
export async function comesBack(workstation: Workstation, page: Page, address: string): Promise<Page> {
  if (workstation.electron) return pageAt(workstation.electron, ({ href }) => href === address);
  await expect(page).toHaveURL(address);
  return page;
}

export async function begin(workstation: Workstation, username: string): Promise<Page> {
  const portal = await workstation.portal();
  await signInToWork(portal, username);
  return portal;
}

/** The three screens before the registry. */
export async function enterImmTrac2(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'I Agree' }).click();
  await page.getByRole('button', { name: 'ImmTrac2', exact: true }).click();
  await page.getByRole('button', { name: 'OK' }).click();
  await expect(page.getByRole('button', { name: 'Find' })).toBeVisible();
}

/** Who comes back on the same day, after a session that ended by itself, sees the first of them alone. */
export async function enterImmTrac2Again(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'I Agree' }).click();
  await expect(page.getByRole('button', { name: 'Find' })).toBeVisible();
}

/** Types as people do, key by key. */
export async function typeName(page: Page, lastName: string, firstName: string): Promise<void> {
  await page.getByLabel('Last name').click();
  await page.keyboard.type(lastName);
  await page.getByLabel('First name').click();
  await page.keyboard.type(firstName);
}

export async function expectName(page: Page, lastName: string, firstName: string): Promise<void> {
  await expect(page.getByLabel('Last name')).toHaveValue(lastName);
  await expect(page.getByLabel('First name')).toHaveValue(firstName);
}

export async function openProfile(portal: Page): Promise<void> {
  await portal.getByRole('link', { name: 'My Profile' }).click();
  await expect(portal.getByRole('heading', { name: 'My Profile', exact: true })).toBeVisible();
}

export const warningAt = (page: Page): Locator => page.getByRole('alertdialog', { name: 'Are you still there?' });

/** Tells the server of an input at that moment; of one before the last it takes no notice. */
const report = (portal: Page, lastInputAt: number) =>
  portal.evaluate(async (at) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ lastInputAt: at });
    const answer = await fetch('/api/session/activity', { method: 'POST', headers, body });
    return (await answer.json()) as SessionClock;
  }, lastInputAt);

export const sessionClockOf = (portal: Page): Promise<SessionClock> => report(portal, 0);

/**
 * Lets time pass until a minute after the warning is due: what was done within the last seconds and is told late does not
 * put it off. A report that moves the end by a millisecond has the server say to every page what time it is.
 * @param idle the limit, milliseconds
 */
export async function passUntilWarned(workstation: Workstation, portal: Page, idle: number): Promise<void> {
  const { now, warnsAt } = await sessionClockOf(portal);
  await workstation.passTime(warnsAt + 60_000 - now);
  await expect(async () => {
    const { endsAt } = await sessionClockOf(portal);
    const told = await report(portal, endsAt - idle + 1);
    // Otherwise somebody else's input came in between.
    expect(told.endsAt).toBe(endsAt + 1);
  }).toPass();
}

/** Lets time pass until nobody has done anything for too long. */
export async function passUntilOver(workstation: Workstation, portal: Page): Promise<void> {
  const { now, endsAt } = await sessionClockOf(portal);
  await workstation.passTime(endsAt + 1000 - now);
}

/** Ends the session as locking the workstation does. The page may leave before it has the answer; what follows shows it. */
export async function lock(portal: Page): Promise<void> {
  await portal.evaluate(() => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ event: 'locked' });
    void fetch('/api/session/workstation-event', { method: 'POST', headers, body, keepalive: true });
  });
}

/**
 * Nothing of a person shows any more, and the page stands at sign-in. A window of the shell closes instead. How long that
 * took is noted for people, who should see less than two seconds, and not held against a busy machine.
 */
export async function expectSignedOut(pages: readonly Page[], data: RegExp): Promise<void> {
  const begun = performance.now();
  const gone = async (page: Page) => {
    try {
      await expect(page.getByText(data)).toHaveCount(0);
      const took = Math.round(performance.now() - begun);
      test.info().annotations.push({ type: 'nothing shown after', description: `${took} ms` });
      await expect(page.getByRole('heading', { name: 'Sign In', exact: true })).toBeVisible();
    } catch (error) {
      if (!page.isClosed()) throw error;
    }
  };
  await Promise.all(pages.map(gone));
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signIn, signInToWork } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';

// What becomes of people who do not come in straight.

test('[S3] a browser that keeps no cookies is told so and what to do, instead of being asked to sign in again', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  // As if what the answers to these set were never kept.
  await portal.route(/\/api\/(session|recovery|workstations\/this)$/, async (route) => {
    if (route.request().method() === 'GET') await portal.context().clearCookies();
    await route.continue();
  });
  await signIn(portal, 'maria.garcia');
  await expect(portal.getByRole('alert')).toContainText('This browser does not keep cookies');
  await expect(portal.getByRole('alert')).toContainText(`Allow cookies for ${new URL(portal.url()).hostname}`);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeHidden();
  await expect(portal.getByLabel('Username', { exact: true })).toHaveValue('maria.garcia');

  await test.step('[P1] also where a forgotten password is reset', async () => {
    await portal.getByRole('link', { name: 'Forgot Password' }).click();
    await portal.getByLabel('Username', { exact: true }).fill('maria.garcia');
    await portal.getByRole('button', { name: 'Next' }).click();
    await expect(portal.getByText(/and this browser does not keep it/)).toBeVisible();
  });
});

test('[S3] a password can be looked at before it is sent, by keyboard too', async ({ workstation }) => {
  const portal = await workstation.portal();
  const password = portal.getByLabel('Password', { exact: true });
  await password.fill('Bluebonet');
  await expect(password).toHaveAttribute('type', 'password');
  await password.press('Tab');
  const show = portal.getByRole('button', { name: 'Show Password' });
  await expect(show).toBeFocused();
  await expect(show).toHaveAttribute('aria-pressed', 'false');
  await show.press('Enter');
  await expect(password).toHaveAttribute('type', 'text');
  await expect(show).toHaveAttribute('aria-pressed', 'true');
  await show.press('Space');
  await expect(password).toHaveAttribute('type', 'password');
  await expect(password).toHaveValue('Bluebonet');
});

test('[S2] who came back to sign in after what they were opening was forgotten is told so, once', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  await portal.goto(new URL('/interaction/gone', portal.url()).href);
  await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  await signInToWork(portal, 'maria.garcia');
  const told = portal.getByText('The application that you were opening has waited too long');
  await expect(told).toBeVisible();
  await portal.reload();
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
  await expect(told).toBeHidden();
});

test('[A3] the address that password managers know leads through sign-in to where a password is changed', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  await signInToWork(portal, 'maria.garcia');
  await portal.getByRole('button', { name: 'Sign Out' }).click();
  await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  await portal.goto(new URL('/.well-known/change-password', portal.url()).href);
  await signIn(portal, 'maria.garcia');
  await expect(portal.getByRole('heading', { name: 'Change Password', exact: true })).toBeVisible();
});

test.describe('without security questions', () => {
  test.use({ settings: { passwordProfile: 'nist-63b-4' } });

  test('[P5] a page that is loaded again while it waits for a code goes on there, and a fresh visit begins', async ({
    workstation,
  }) => {
    const portal = await workstation.portal();
    await portal.getByRole('link', { name: 'Forgot Password' }).click();
    await portal.getByLabel('Username', { exact: true }).fill('maria.garcia');
    await portal.getByRole('button', { name: 'Next' }).click();
    await portal.getByRole('button', { name: 'Next' }).click();
    await expect(portal.getByRole('timer')).toContainText(/(30:00|29:\d\d)/);

    await portal.reload();
    await expect(portal.getByText('You already asked for an 8-digit code.')).toBeVisible();
    await expect(portal.getByRole('timer')).toContainText(/(30:00|29:\d\d)/);
    await expect(portal.getByText('maria')).toBeHidden();

    // Somebody else at this browser.
    await portal.goto(new URL('/recovery', portal.url()).href);
    await expect(portal.getByRole('heading', { name: 'Who are you?', exact: true })).toBeVisible();
    await portal.goBack();
    await expect(portal.getByLabel('One-time security code')).toBeVisible();

    const mailed = async () => {
      const folder = join(workstation.data, 'mail');
      const [name] = (await readdir(folder).catch(() => [])).filter((each) => each.endsWith('.eml'));
      return name && /^(\d{4} \d{4})\r?$/m.exec(await readFile(join(folder, name), 'utf8'))?.[1];
    };
    await expect.poll(mailed).toBeTruthy();
    await portal.getByLabel('One-time security code').fill((await mailed())!);
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('heading', { name: 'Choose a new password', exact: true })).toBeVisible();
    await portal.getByLabel('New Password').fill('Cedar-Elm-Prairie-9');
    await portal.getByLabel('Confirm Password').fill('Cedar-Elm-Prairie-9');
    await portal.getByRole('button', { name: 'Submit' }).click();
    await expect(portal.getByRole('heading', { name: 'Your password has been changed', exact: true })).toBeVisible();
  });
});

test('[S8] where a person goes and nothing is, they find a page that leads on, and not what is meant for programs', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  for (const [path, says] of [
    ['/%zz', 'This request cannot be read'],
    ['/api/nothing', 'There is nothing at this address'],
    ['/api/session', 'Sign in at the Enterprise Portal first'],
  ] as const) {
    await portal.goto(new URL(path, portal.url()).href);
    await expect(portal.getByRole('heading', { name: says })).toBeVisible();
    // Its style is the one that the server's policy names.
    await expect(portal.getByRole('main')).toHaveCSS('max-width', '544px');
    await portal.getByRole('link', { name: 'Start page' }).click();
    await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  }
  await portal.goto(new URL('/Sign-In/', portal.url()).href);
  expect(new URL(portal.url()).pathname).toBe('/sign-in');
  await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
});

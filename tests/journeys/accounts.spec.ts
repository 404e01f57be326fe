import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { look } from '../support/look.ts';
import { completeAgreement, signIn, signInToWork } from '../support/people.ts';
import { expect, test, type Workstation } from '../support/workstation.ts';

const newPassword = 'Quiet-Armadillo-2026';

async function find(portal: Page, username: string) {
  await portal.getByLabel('Username').fill(username);
  await portal.getByRole('button', { name: 'Find' }).click();
  const account = portal.getByRole('group', { name: 'Account' });
  await expect(account).toContainText(username);
  return account;
}

async function lookAfterAccounts(portal: Page, username: string): Promise<void> {
  await signInToWork(portal, username);
  await portal.getByRole('link', { name: 'Accounts' }).click();
  await expect(portal.getByRole('heading', { name: 'Find an account', exact: true })).toBeVisible();
}

async function signOut(portal: Page): Promise<void> {
  await portal.getByRole('button', { name: 'Sign Out' }).click();
  await expect(portal.getByRole('heading', { name: 'Sign In', exact: true })).toBeVisible();
}

/** What the newest mail says that matches. */
async function inMail({ data }: Workstation, pattern: RegExp): Promise<string> {
  const folder = join(data, 'mail');
  let found: string | undefined;
  await expect(async () => {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).toSorted();
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    found = texts.map((text) => pattern.exec(text)?.[1]).findLast((each) => each !== undefined);
    expect(found).toBeDefined();
  }).toPass();
  return found!;
}

test('[R3] an administrator disables an account by keyboard, changes what it may, and enables it', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  await lookAfterAccounts(portal, 'it.admin');
  const account = await find(portal, 'john.smith');
  const alert = portal.getByRole('alert');
  await look(portal, 'accounts-5-actions');

  // A form is asked for, put away, and asked for again; the keyboard is where it is needed.
  const disable = account.getByRole('button', { name: 'Disable', exact: true });
  await disable.focus();
  await portal.keyboard.press('Enter');
  await expect(portal.getByLabel('Reason for disabling')).toBeFocused();
  await portal.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(disable).toBeFocused();
  await portal.keyboard.press('Enter');
  await portal.keyboard.type('no');
  await portal.keyboard.press('Enter');
  await expect(portal.getByText('5 characters or more')).toBeVisible();
  await expect(portal.getByLabel('Reason for disabling')).toBeFocused();
  await look(portal, 'accounts-6-disable');
  await portal.setViewportSize({ width: 320, height: 640 });
  expect(await portal.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await portal.setViewportSize({ width: 1280, height: 800 });
  await portal.keyboard.type('w with another clinic');
  await portal.keyboard.press('Enter');
  await expect(alert).toContainText('john.smith is signed out everywhere');
  await expect(alert).toBeFocused();
  await expect(account).toContainText('Disabled');
  await look(portal, 'accounts-7-disabled');

  await account.getByRole('button', { name: 'Roles' }).click();
  const roles = portal.getByRole('group', { name: 'Roles' });
  await roles.getByLabel('Clinic staff').uncheck();
  await portal.getByLabel('Reason for the roles').fill('ticket 4711');
  await portal.getByRole('button', { name: 'Set the Roles' }).click();
  await expect(portal.getByText('Choose one role or more.')).toBeVisible();
  await look(portal, 'accounts-8-roles');
  await roles.getByLabel('Point of Contact').check();
  await portal.getByRole('button', { name: 'Set the Roles' }).click();
  await expect(alert).toContainText('Roles set');

  await account.getByRole('button', { name: 'Sites' }).click();
  const sites = portal.getByLabel('Sites, one in a line');
  await expect(sites).toBeFocused();
  await sites.fill('0042 North Clinic');
  await portal.getByLabel('Reason for the sites').fill('ticket 4711');
  await portal.getByRole('button', { name: 'Set the Sites' }).click();
  await expect(portal.getByText('This list is to be written as id:name')).toBeVisible();
  await expect(sites).toBeFocused();
  await look(portal, 'accounts-9-sites');
  await sites.fill('0042:North Clinic\n7:South Clinic');
  await portal.getByRole('button', { name: 'Set the Sites' }).click();
  await expect(alert).toContainText('Sites set');
  await expect(account).toContainText('North Clinic (0042), South Clinic (7)');

  await account.getByRole('button', { name: 'Email' }).click();
  const email = portal.getByRole('textbox', { name: 'Email address' });
  await email.fill('nobody');
  await portal.getByLabel('Reason for the address').fill('ticket 4711');
  await portal.getByRole('button', { name: 'Set the Address' }).click();
  await expect(portal.getByText('The address is not an email address.')).toBeVisible();
  await look(portal, 'accounts-10-email');
  await email.fill('j.smith@clinic.example');
  await portal.getByRole('button', { name: 'Set the Address' }).click();
  await expect(account).toContainText('j.smith@clinic.example');

  await account.getByRole('button', { name: 'History' }).press('Enter');
  const history = account.getByRole('table', { name: 'What was done to the account, newest first' });
  await expect(history.getByRole('row')).toHaveText([
    /What/,
    /Email address changed.*it\.admin.*ticket 4711/,
    /Sites changed.*0042, 7/,
    /Roles changed.*From Clinic staff to Point of Contact/,
    /Disabled.*it\.admin.*now with another clinic/,
  ]);
  await look(portal, 'accounts-11-history');

  await signOut(portal);
  await signIn(portal, 'john.smith');
  await expect(alert).toContainText('The username or password is incorrect');
  await lookAfterAccounts(portal, 'it.admin');
  await find(portal, 'john.smith');
  await account.getByRole('button', { name: 'Enable' }).click();
  await portal.getByLabel('Reason for enabling').fill('came back');
  await portal.getByRole('button', { name: 'Enable the Account' }).click();
  await expect(alert).toContainText('john.smith can sign in again');
  await signOut(portal);
  await signIn(portal, 'john.smith');
  await expect(portal.getByRole('heading', { name: 'Acceptable Use Agreement', exact: true })).toBeVisible();
});

test('[R3] the last administrator is told why the account cannot be disabled, and stays signed in', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  await lookAfterAccounts(portal, 'it.admin');
  const account = await find(portal, 'it.admin');
  await account.getByRole('button', { name: 'Disable', exact: true }).click();
  await portal.getByLabel('Reason for disabling').fill('by mistake');
  await portal.getByRole('button', { name: 'Disable the Account' }).click();
  await expect(portal.getByRole('alert')).toContainText('This is the last administrator who can sign in');
  await look(portal, 'accounts-11-last-administrator');
  await expect(account).toContainText('Active');
});

test('[R3] support resets an account by mail, and its owner signs in with the code and chooses a password', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  await lookAfterAccounts(portal, 'support.lee');
  const account = await find(portal, 'john.smith');
  for (const name of ['Disable', 'Roles', 'Sites', 'Email']) {
    await expect(account.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  await account.getByRole('button', { name: 'Reset', exact: true }).click();
  await portal.getByLabel('Reason for the reset').fill('forgot everything, ticket 4711');
  await look(portal, 'accounts-12-reset');
  await portal.getByRole('button', { name: 'Reset the Account' }).click();
  await expect(portal.getByRole('alert')).toContainText('A one-time code was mailed to j…@t…');
  await expect(account).toContainText('A one-time code until');
  const code = await inMail(workstation, /^password: (\S+)/m);

  await signOut(portal);
  await signIn(portal, 'john.smith', code.toLowerCase());
  await expect(portal.getByRole('heading', { name: 'Choose a new password', exact: true })).toBeVisible();
  await look(portal, 'accounts-13-new-password');
  await portal.getByLabel('New Password').fill(newPassword);
  await portal.getByLabel('Confirm Password').fill(newPassword);
  await portal.getByRole('button', { name: 'Submit' }).click();
  await completeAgreement(portal);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
});

test('[R3] support reads a code to an owner who has shown, by a code from their mail, that it is them', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  await lookAfterAccounts(portal, 'support.lee');
  const account = await find(portal, 'maria.garcia');
  await account.getByRole('button', { name: 'Reset', exact: true }).click();
  await portal.getByLabel(/From me/).check();
  await portal.getByLabel('Reason for the reset').fill('mailbox on the phone only');
  const reset = portal.getByRole('button', { name: 'Reset the Account' });
  await reset.click();
  const verification = portal.getByLabel('Verification code that the owner reads to you');
  await expect(verification).toBeFocused();
  await portal.getByRole('button', { name: 'Mail the Verification Code' }).click();
  await expect(portal.getByText('It was mailed to m…@t…')).toBeVisible();
  await verification.fill('0000 0000');
  await reset.click();
  await expect(portal.getByRole('alert')).toContainText('The account was not reset');
  await look(portal, 'accounts-14-verification');
  await verification.fill(await inMail(workstation, /^(\d{4} \d{4})/m));
  await reset.click();
  const alert = portal.getByRole('alert');
  await expect(alert).toBeFocused();
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await alert.textContent())!)![0];
  await look(portal, 'accounts-15-code');
  await alert.getByRole('button', { name: 'Done' }).click();
  await expect(portal.getByText(code)).toHaveCount(0);
  await expect(account.getByRole('button', { name: 'Reset', exact: true })).toBeFocused();
  await signOut(portal);
  await signIn(portal, 'maria.garcia', code);
  await expect(portal.getByRole('heading', { name: 'Choose a new password', exact: true })).toBeVisible();
});

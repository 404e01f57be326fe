import type { Page } from '@playwright/test';
import { look } from '../support/look.ts';
import { completeAgreement, signIn } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';

const header = 'username,name,email,roles,sites,password_hash';
const oldPassword = 'Grün-Pecan 2026';
const ssha = '{SSHA}dEigeXP8LGt7iDuRjCYcxYkCa+YwMTIzNDU2Nw==';
const good = `="00000987654",Pat Example,pat@clinic.example,clinic-staff,0042:North Clinic,${ssha}`;

async function lookAfterAccounts(portal: Page, username: string): Promise<void> {
  await signIn(portal, username);
  await completeAgreement(portal);
  await portal.getByRole('link', { name: 'Accounts' }).click();
  await expect(portal.getByRole('heading', { name: 'Find an account', exact: true })).toBeVisible();
}

async function signOut(portal: Page): Promise<void> {
  await portal.getByRole('button', { name: 'Sign Out' }).click();
  await expect(portal.getByRole('heading', { name: 'Sign In', exact: true })).toBeVisible();
}

test('[S8] support finds a locked account, sees why, and unlocks it with a reason, by keyboard alone', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  for (let tries = 0; tries < 5; tries++) {
    const answered = portal.waitForResponse('**/api/sign-in');
    await signIn(portal, 'john.smith', `wrong ${tries}`);
    await answered;
  }
  await lookAfterAccounts(portal, 'support.lee');
  await expect(portal.getByRole('heading', { name: 'Import accounts', exact: true })).toHaveCount(0);
  await look(portal, 'accounts-1-find');

  const username = portal.getByLabel('Username');
  const alert = portal.getByRole('alert');
  await username.focus();
  await portal.keyboard.press('Enter');
  await expect(portal.getByText('Enter two letters or digits, or more.')).toBeVisible();
  await portal.keyboard.type('jon.smith');
  await portal.keyboard.press('Enter');
  await expect(alert).toContainText('Nobody was found');
  await expect(username).toHaveValue('jon.smith');
  await look(portal, 'accounts-2-not-found');

  await username.focus();
  await portal.keyboard.press('Control+A');
  await portal.keyboard.type('john.smith');
  await portal.keyboard.press('Enter');
  const result = portal.getByRole('group', { name: 'Account' });
  await expect(result).toBeFocused();
  await expect(result).toContainText('after 5 wrong passwords');
  await expect(result).toContainText('Central Time');
  await look(portal, 'accounts-3-locked');

  await portal.keyboard.press('Tab');
  const reason = portal.getByLabel('Reason for unlocking');
  await expect(reason).toBeFocused();
  await portal.keyboard.type('why');
  await portal.keyboard.press('Tab');
  await expect(portal.getByRole('button', { name: 'Unlock' })).toBeFocused();
  await portal.keyboard.press('Enter');
  await expect(portal.getByText('5 characters or more')).toBeVisible();
  await expect(reason).toHaveValue('why');
  await reason.focus();
  await portal.keyboard.press('End');
  await portal.keyboard.type(': called back, ticket 4711');
  await portal.keyboard.press('Enter');
  await expect(alert).toContainText('john.smith can sign in again');
  await expect(result).toContainText('Not locked');
  await look(portal, 'accounts-4-unlocked');

  await signOut(portal);
  await signIn(portal, 'john.smith');
  await expect(portal.getByRole('heading', { name: 'Acceptable Use Agreement', exact: true })).toBeVisible();
});

test('[S4] an administrator checks a file, corrects it, imports it, and the people in it sign in', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  await lookAfterAccounts(portal, 'it.admin');
  const file = portal.getByLabel('CSV file');
  const choose = (...rows: string[]) =>
    file.setInputFiles({
      name: 'accounts.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([header, ...rows].join('\r\n')),
    });
  const check = portal.getByRole('button', { name: 'Check' });
  const importFile = portal.getByRole('button', { name: 'Import', exact: true });

  await check.click();
  await expect(portal.getByText('Choose a CSV file.')).toBeVisible();
  await look(portal, 'import-1-no-file');

  await choose(
    good,
    'bad,Pat Example,nobody,clinic-staff,,letmein',
    '1234567,Pat Example,pat@clinic.example,clinic-staff,,',
  );
  await check.click();
  const refused = portal.getByRole('region', { name: 'Refused rows' });
  await expect(refused.getByRole('row')).toHaveText([/Line/, /3.*email.*not an email/, /3.*password_hash/]);
  await expect(portal.getByRole('region', { name: 'Worth a look' })).toContainText('leading zeros');
  await expect(importFile).toHaveCount(0);
  await look(portal, 'import-2-refused');

  await choose(good);
  await check.focus();
  await portal.keyboard.press('Enter');
  const report = portal.getByRole('group', { name: 'The file was checked; nothing was written' });
  await expect(report).toBeFocused();
  await look(portal, 'import-3-checked');
  await importFile.focus();
  await portal.keyboard.press('Enter');
  await expect(portal.getByRole('group', { name: 'The file was imported' })).toBeFocused();
  await look(portal, 'import-4-imported');

  await signOut(portal);
  await signIn(portal, '00000987654', oldPassword);
  await completeAgreement(portal);
  await expect(portal.getByText('Pat Example')).toBeVisible();
});

test('[S8] staff who come to the accounts’ address are told that it is not for them', async ({ workstation }) => {
  test.skip(workstation.server === undefined, 'a kiosk has no address bar');
  const portal = await workstation.portal();
  await signIn(portal, 'john.smith');
  await completeAgreement(portal);
  await expect(portal.getByRole('link', { name: 'My Profile' })).toBeVisible();
  await expect(portal.getByRole('link', { name: 'Accounts' })).toHaveCount(0);
  await portal.goto(new URL('/accounts', workstation.server!.portal).href);
  await expect(portal.getByText('Your account does not have access to this')).toBeVisible();
  await expect(portal.getByRole('heading', { name: 'Find an account', exact: true })).toHaveCount(0);
  await look(portal, 'accounts-not-permitted');
});

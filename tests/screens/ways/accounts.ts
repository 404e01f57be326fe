import type { Page } from '@playwright/test';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import type { Walks } from '../camera.ts';
import { agreed, go, heading, isNarrow } from './steps.ts';

async function find(page: Page, username: string): Promise<void> {
  await page.getByLabel('Name, username, email or site').fill(username);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByRole('group', { name: 'Account' }).waitFor();
}

export const looksAfterAccounts: Walks = (server) => [
  {
    about: 'accounts',
    looks: ['light', 'dark', 'narrow'],
    way: async (page, take) => {
      await agreed(page, 'it.admin');
      await go(page, '/accounts');
      await heading(page, 'Accounts');
      await find(page, 'maria.garcia');
      await page.getByRole('button', { name: 'Roles' }).click();
      await take('accounts', 'Accounts, for an administrator');
    },
  },
  {
    about: 'workstations',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'it.admin');
      await go(page, '/accounts');
      await page.getByLabel('Name of the workstation').fill('Front desk');
      await page.getByRole('button', { name: 'Make a Code' }).click();
      const code = (await page.getByText(/^Enrollment code: /).innerText()).split(': ')[1]!;
      await new Visitor(server.portal).send('POST', '/api/workstations/enrol', { code });
      await take('workstations', 'Accounts, with an enrollment code');
    },
  },
  {
    about: 'import',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'it.admin');
      await go(page, '/accounts');
      const rows = [
        'username,name,email,roles,sites,password_hash',
        'pat.example,Pat Example,pat@clinic.example,clinic-staff,0042:North Clinic,',
        'bad,Pat Example,nobody,clinic-staff,,letmein',
        '1234567,Pat Example,pat@clinic.example,clinic-staff,,',
      ];
      const file = { name: 'accounts.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) };
      await page.getByLabel('CSV file').setInputFiles(file);
      await page.getByRole('button', { name: 'Check' }).click();
      await page.getByRole('region', { name: 'Refused rows' }).waitFor();
      await take('import', 'Accounts, a file with refused rows');
    },
  },
  {
    about: 'support',
    looks: ['light', 'narrow'],
    way: async (page, take) => {
      await agreed(page, 'support.lee');
      await go(page, '/accounts');
      await heading(page, 'Accounts');
      await page.getByLabel('Name, username, email or site').fill('smith');
      await page.getByRole('button', { name: 'Find', exact: true }).click();
      await page.getByText('John Smith').first().waitFor();
      await take('support-found', 'Support, who was found');
      if (isNarrow(page)) return;
      for (let tries = 0; tries < 5; tries += 1)
        await new Visitor(server.portal).signIn('robin.signer', `wrong ${tries}`);
      await find(page, 'robin.signer');
      await take('support-locked', 'Support, an account that is locked');
      await page.getByLabel('Reason for unlocking').fill('called back, ticket 4711');
      await page.getByRole('button', { name: 'Unlock' }).click();
      await page.getByText('robin.signer can sign in again').waitFor();
      await signedInVisitor(server.portal, 'john.smith');
      await find(page, 'john.smith');
      await take('support-sessions', 'Support, an account with an open session');
    },
  },
];

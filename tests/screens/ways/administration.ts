import { administrationPaths } from '../../../shared/identity/portal-paths.ts';
import type { Walks } from '../camera.ts';
import { agreed, go, isNarrow } from './steps.ts';

export const administration: Walks = () => [
  {
    about: 'administration',
    looks: ['light', 'dark', 'narrow'],
    way: async (page, take) => {
      await agreed(page, 'it.admin');
      await go(page, administrationPaths.overview);
      await page.getByRole('img', { name: 'Sign-ins by day' }).waitFor();
      await take('administration', 'Administration, the overview');
      if (isNarrow(page)) return;
      await go(page, administrationPaths.trail);
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('table').first().waitFor();
      await take('trail', 'Administration, the audit trail');
    },
  },
  {
    about: 'announcements',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'it.admin');
      await go(page, administrationPaths.announcements);
      await page.getByRole('radio', { name: 'Warning' }).check();
      await page.getByLabel('Title in English').fill('The portal is away tonight');
      await page.getByLabel('Text in English').fill('From 8 PM on it is moved to another server.');
      await page.getByLabel('Title in Spanish').fill('El portal no estará esta noche');
      await page.getByLabel('Text in Spanish').fill('Desde las 8 se pasa a otro servidor.');
      await take('announcement', 'Administration, an announcement and how it will look');
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.getByText('The announcement is kept.').waitFor();
      await page.getByRole('button', { name: /^Withdraw/ }).click();
      await page.getByRole('alertdialog').waitFor();
      await take('announcement-withdrawal', 'Administration, before an announcement is withdrawn');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
      await page.getByText('The announcement is withdrawn.').waitFor();
    },
  },
  {
    about: 'registrations',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'it.admin');
      await go(page, administrationPaths.registrations);
      await page.getByRole('button', { name: 'Test the connection of VAOS' }).click();
      await page
        .getByRole('table', { name: 'Connection of VAOS' })
        .getByText(/^Reached/)
        .nth(2)
        .waitFor();
      await take('registrations', 'Administration, the applications');
      await go(page, administrationPaths.queues);
      await page.getByRole('row', { name: /^Email/ }).waitFor();
      await take('queues', 'Administration, jobs and queues');
      await go(page, administrationPaths.agreement);
      await page.getByRole('button', { name: 'Write a Version…' }).click();
      await page.getByRole('textbox', { name: 'Text in Spanish' }).waitFor();
      await take('agreement-version', 'Administration, a version of the agreement');
      await go(page, administrationPaths.sites);
      await page.getByRole('table').first().waitFor();
      await take('sites', 'Administration, the sites');
      await go(page, administrationPaths.server);
      await page.getByRole('button', { name: 'Check Now' }).click();
      await page.getByRole('table', { name: 'Check the server' }).waitFor();
      await take('server', 'Administration, the server');
    },
  },
];

import type { Walks } from '../camera.ts';
import { agreed, takeOnPaper } from './steps.ts';

export const stock: Walks = (server) => [
  {
    about: 'stock',
    looks: ['light', 'dark', 'narrow'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await page.goto(server.applications.vaos);
      await page.getByRole('table', { name: /stock/i }).waitFor();
      await take('vaos', 'VAOS, vaccine stock');
    },
  },
  {
    about: 'stock forms',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia');
      await page.goto(server.applications.vaos);
      const table = page.getByRole('table', { name: 'Stock by lot' });
      await table.waitFor();
      const home = page.url();
      const at = async (link: string | RegExp) => {
        await page.goto(home);
        await page.getByRole('link', { name: link, exact: true }).first().click();
        await page.getByText('PIN 990001').waitFor();
        await page.waitForLoadState('networkidle');
      };
      await takeOnPaper(page, take, 'vaos', 'VAOS, vaccine stock');
      await at('New order');
      await take('vaos-order', 'VAOS, a new order');
      await at('Receive vaccine');
      await take('vaos-receive', 'VAOS, vaccine that came');
      await at('Monthly count');
      await take('vaos-count', 'VAOS, the monthly count');
      await at(/^Answer the allocation/);
      await take('vaos-allocation', 'VAOS, vaccine that is set aside');
      await at(/^Report waste PEDIARIX/);
      await page.getByRole('button', { name: 'Report loss' }).click();
      await page.getByRole('group', { name: 'Please fix these errors' }).waitFor();
      await take('vaos-waste', 'VAOS, waste to report, with much left out');
      await page.getByLabel('Doses wasted').fill('2');
      await page.getByLabel('Reason').selectOption({ index: 1 });
      await page.getByLabel('Date').fill(new Date().toLocaleDateString('en-US', { timeZone: 'America/Chicago' }));
      await page.getByLabel('Signing clinician').fill('Robin Signer');
      await page.getByLabel('License').selectOption('MD');
      await page.getByRole('button', { name: 'Report loss' }).click();
      await page.getByRole('row').filter({ hasText: 'Signed by Robin Signer, MD' }).waitFor();
      await take('vaos-ledger', 'VAOS, the ledger');
      await page
        .getByRole('link', { name: /^Loss report/ })
        .first()
        .click();
      await page.getByText(/Robin Signer, Doctor of Medicine/).waitFor();
      await takeOnPaper(page, take, 'vaos-loss', 'VAOS, a loss report');
      await at(/^Transfer /);
      await page.getByLabel('PIN of the other site').fill('990002');
      await page.getByLabel('Doses to transfer').fill('3');
      await page.getByLabel('Reason').fill('The other site gives it this week.');
      await take('vaos-transfer', 'VAOS, a transfer to ask for');
      await page.getByRole('button', { name: 'Ask for approval' }).click();
      await page.getByText('Waiting for approval').waitFor();
      await take('vaos-transfers', 'VAOS, transfers');
      await at('Downtime forms');
      await take('vaos-downtime', 'VAOS, forms for when it is away');
      await takeOnPaper(page, take, 'vaos-downtime', 'VAOS, forms for when it is away');
    },
  },
  {
    about: 'stock with more room',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia', { density: 'comfortable' });
      await page.goto(server.applications.vaos);
      await page.getByRole('table', { name: /stock/i }).waitFor();
      await take('vaos', 'VAOS, vaccine stock', 'comfortable');
    },
  },
  {
    about: 'stock in Spanish',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'maria.garcia', { language: 'es' });
      await page.goto(server.applications.vaos);
      await page.getByRole('table').nth(1).waitFor();
      await page.waitForLoadState('networkidle');
      await take('vaos', 'VAOS, vaccine stock', 'Spanish');
    },
  },
  {
    about: 'stock review',
    looks: ['light'],
    way: async (page, take) => {
      await agreed(page, 'sam.reviewer');
      await page.goto(server.applications.vaos);
      await page.getByRole('table', { name: 'Orders' }).waitFor();
      await take('vaos-review', 'VAOS, what waits for the State’s reviewer');
    },
  },
];
